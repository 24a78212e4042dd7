"""What shapes ask of single texts, told without an engine where the answer is sure.

An engine may compile a pattern anew for each text, and most of a check can go into that. Here a
node is vouched for where each of its texts is plainly as the patterns want it. What is odd is left
to the engine, so that nothing here has to know what a pattern means for an odd text.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from cocreation.namespaces import RDF, SH, XSD

Statement = tuple[str, str, str]
Said = Mapping[str, Sequence[Statement]]

_TYPE = RDF + "type"
_PROPERTY, _PATH, _PATTERN = SH + "property", SH + "path", SH + "pattern"
_NOT, _AND, _LANGUAGES = SH + "not", SH + "and", SH + "languageIn"
_QUALIFIED, _AT_MOST = SH + "qualifiedValueShape", SH + "qualifiedMaxCount"
_TARGET, _MARK, _EITHER = SH + "target", SH + "targetSubjectsOf", SH + "alternativePath"
_ODD = {
    SH + name
    for name in ("flags", "deactivated", "qualifiedMinCount", "qualifiedValueShapesDisjoint")
}
_NONE = f'"0"^^<{XSD}integer>'
_LITERAL = re.compile(r'"((?:[^"\\]|\\")*)"(?:@([A-Za-z0-9-]+)|\^\^.*)?')
_WRITTEN = re.compile(r'"((?:[^"\\]|\\["\\])*)"')
_ESCAPED = re.compile(r"\\(.)")
# On a long text an expression may keep Python busy for ever, and an engine never.
_LONGEST = 1_000
# Expressions that mean the same to Python and to the engines, in texts of printable characters.
_ONE = r"\\[.+S]|\((?!\?)|[)|^$.]|\[\^?(?:(?!&&|--|~~)[^\]\[\\])+\]|[^\\\[\](){}*+?|^$.]"
_TIMES = r"(?:[*+?]|\{\d+(?:,\d*)?\})?(?![*+?{])"
_ALIKE = re.compile(f"(?:(?:{_ONE}){_TIMES})+")


@dataclass(frozen=True, slots=True)
class _Kind:
    """A shape for texts: what is sure not to be of it."""

    patterns: tuple[str, ...]
    languages: frozenset[str]
    all_of: tuple["_Kind", ...]

    def excludes(self, text: str, language: str) -> bool:
        """Whether a text cannot be of this kind; False where that is not sure."""
        if self.languages and language not in self.languages:
            return True
        if not all(re.search(pattern, text) for pattern in self.patterns):
            return True
        return any(kind.excludes(text, language) for kind in self.all_of)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a shape asks of the texts at a path, of nodes with one of the marks; None: of any."""

    marks: frozenset[str] | None
    patterns: tuple[str, ...]
    never: tuple[_Kind, ...]

    def passes(self, text: str, language: str) -> bool:
        """Whether a text is sure to be as it should be."""
        if not all(re.search(pattern, text) for pattern in self.patterns):
            return False
        return all(kind.excludes(text, language) for kind in self.never)


class Texts:
    """What shapes whose targets are marks ask of texts, and which nodes they find nothing on.

    `answered` are the statements of the shapes that need not be asked about a node vouched for.
    """

    def __init__(self, said: Said) -> None:
        """`said` are the statements of the shapes by subject."""
        self.answered: set[Statement] = set()
        self._said = said
        self._asked: dict[str, list[_Asked]] = defaultdict(list)
        self._uses: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for subject, predicate, value in (line for lines in said.values() for line in lines):
            self._uses[value].append((predicate, subject))
        for shape in said:
            self._take(shape)

    def vouches(self, said: Iterable[tuple[str, str]], marks: Collection[str]) -> bool:
        """Whether nothing of what is answered finds a fault in a node with these marks, for sure.

        `said` is all that is said of the node.
        """
        return all(_passes(self._asked[p], o, marks) for p, o in said if p in self._asked)

    def _take(self, shape: str) -> None:
        """Take what a property shape asks of texts, where nothing in it or around it is odd."""
        users = [shape, *(user for _, user in self._uses[shape])]
        if not self._paths(shape) or not self._are_plain(users):
            return
        patterns = _alike(self._values(shape, _PATTERN))
        never = {(_NOT, one): self._kind(one) for one in self._values(shape, _NOT)}
        gone = {(_PATTERN, one) for one in self._values(shape, _PATTERN)}
        limited = self._values(shape, _QUALIFIED)
        if len(limited) == 1 and self._values(shape, _AT_MOST) == [_NONE]:
            never[_QUALIFIED, limited[0]] = self._kind(limited[0])
        known = {key: kind for key, kind in never.items() if kind}
        if patterns is None or not gone | known.keys():
            return
        if any(predicate == _QUALIFIED for predicate, _ in known):
            gone.add((_AT_MOST, _NONE))
        asked = _Asked(self._marks(users), patterns, tuple(known.values()))
        for path in self._paths(shape):
            self._asked[path].append(asked)
        self.answered |= {(shape, *pair) for pair in gone | known.keys()}

    def _are_plain(self, users: Sequence[str]) -> bool:
        """Whether a shape is used by itself and as a property of others that are, and not more."""
        shape, *around = users
        if any(predicate != _PROPERTY for predicate, _ in self._uses[shape]):
            return False
        if any(self._uses[user] or self._values(user, _PATH) for user in around):
            return False
        return not any(p in _ODD for user in users for _, p, _ in self._said[user])

    def _marks(self, users: Iterable[str]) -> frozenset[str] | None:
        """The marks that make targets; None where something else does too."""
        said = [(p, o) for user in users for _, p, o in self._said[user]]
        if any(p.startswith(_TARGET) and p != _MARK for p, _ in said):
            return None
        if any(p == _TYPE and not o.startswith(SH) for p, o in said):
            return None
        return frozenset(o for p, o in said if p == _MARK)

    def _paths(self, shape: str) -> list[str]:
        """The properties that a shape is for; none where its path is of several steps."""
        alternatives = [
            one
            for path in self._values(shape, _PATH)
            for head in (self._values(path, _EITHER) or [path])
            for one in (self._members(head) or [head])
        ]
        return [] if any(one.startswith("_:") for one in alternatives) else alternatives

    def _kind(self, shape: str) -> "_Kind | None":
        """A shape as a kind of text; None where it is not told by patterns."""
        patterns = _alike(self._values(shape, _PATTERN))
        if patterns is None or any(p in _ODD for _, p, _ in self._said.get(shape, ())):
            return None
        parts = [m for head in self._values(shape, _AND) for m in self._members(head)]
        all_of = tuple(kind for part in parts if (kind := self._kind(part)))
        tags = [t for head in self._values(shape, _LANGUAGES) for t in self._members(head)]
        languages = frozenset(_main(tag.strip('"')) for tag in tags)
        return _Kind(patterns, languages, all_of) if patterns or all_of else None

    def _values(self, subject: str, predicate: str) -> list[str]:
        return [o for _, p, o in self._said.get(subject, ()) if p == predicate]

    def _members(self, head: str) -> list[str]:
        found = []
        while first := self._values(head, RDF + "first"):
            found += first
            head = next(iter(self._values(head, RDF + "rest")), "")
        return found


def _passes(asked: Iterable[_Asked], value: str, marks: Collection[str]) -> bool:
    wanted = [one for one in asked if one.marks is None or not one.marks.isdisjoint(marks)]
    if not wanted:
        return True
    literal = _LITERAL.fullmatch(value)
    if literal is None or len(value) > _LONGEST:
        return False
    text, language = literal[1].replace('\\"', '"'), _main(literal[2] or "")
    return text.isprintable() and all(one.passes(text, language) for one in wanted)


def _main(tag: str) -> str:
    """The language of a tag, without its region or script."""
    return tag.partition("-")[0].lower()


def _alike(literals: Sequence[str]) -> tuple[str, ...] | None:
    """The patterns, written as in N-Triples; None where one may mean something else to Python.

    They are not compiled before they are needed: few are, and it would slow every start.
    """
    written = [match[1] for one in literals if (match := _WRITTEN.fullmatch(one))]
    patterns = [_ESCAPED.sub(r"\1", one) for one in written]
    if len(patterns) < len(literals) or not all(map(_ALIKE.fullmatch, patterns)):
        return None
    return tuple(patterns)
