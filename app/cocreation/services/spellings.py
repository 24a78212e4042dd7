"""Organizations that a file declares, and known ones that may be the same under another spelling.

No shape can tell how like two names are.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from cocreation.likeness import likely, slug
from cocreation.model import FileGraph, Finding, Term, Text
from cocreation.namespaces import PREFIXES, RDFS, SH, SKOS, VSH, compact
from cocreation.services.joined import Joined
from cocreation.validation.graphs import TYPE, typed
from cocreation.validation.names import Names, names_seen
from cocreation.validation.neighbourhood.view import View

if TYPE_CHECKING:
    from opencc import OpenCC

SPELLING_SHAPE = VSH + "OrganizationSpellingShape"
_ORGANIZATION = PREFIXES["org"] + "Organization"
_LABELS = (RDFS + "label", SKOS + "altLabel")
_NOTES = (SKOS + "note", RDFS + "comment")
_PARENTS = (PREFIXES["org"] + "unitOf", PREFIXES["org"] + "subOrganizationOf")
_LEAST = 0.85
_SHORTEST = 4
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_FORMS = {
    *("co", "ltd", "limited", "inc", "incorporated", "corp", "corporation", "company", "group"),
    *("llc", "plc", "gmbh", "ag", "holding", "holdings"),
}
_CHINESE_FORMS = re.compile(r"(?:总公司|公司|有限|责任|股份|集团|控股)+$")
_DIGITS = re.compile(r"\d+")


def spellings(
    files: Sequence[FileGraph], replaced: Iterable[str], joined: Joined
) -> Iterator[Finding]:
    """Warn of each organization that is new with the files and is called like another.

    Not of a pair of which one is said to be the other's unit or is linked to it otherwise, nor
    where a note on the new one names the other.
    """
    classes = joined.prepared.vocabulary.subclasses(_ORGANIZATION)
    declared = {node for file in files for node in typed(file, classes) if node[:2] != "_:"}
    before = joined.view()
    new = sorted(one for one in declared if not before.values(one, TYPE))
    if not new:
        return
    after = joined.view(replaced, files)
    known = sorted({one for class_ in classes for one in after.pointing(TYPE, class_)})
    names = {one: _names(after, one) for one in known if not one.startswith("_:")}
    for one in new:
        # Of two new ones the later is told of.
        others = [other for other in names if other not in new or other < one]
        other = _same(one, others, names)
        if other and not _are_told_apart(after, one, other):
            yield _finding(one, other, names_seen(after))


def bare_name(name: str) -> str:
    """A name without what spellings of one organization differ in.

    That is case, width, blanks and marks, traditional characters, and the legal form at its end.
    """
    text = unicodedata.normalize("NFKC", name).casefold()
    if _CHINESE.search(text):
        text = _simplifier().convert(text)
    words = re.findall(r"[^\W_]+", text)
    kept = list(words)
    while len(kept) > 1 and kept[-1] in _FORMS:
        kept.pop()
    text = "".join(kept)
    return _CHINESE_FORMS.sub("", text) or text


@cache
def _simplifier() -> "OpenCC":
    from opencc import OpenCC  # noqa: PLC0415 -- slow

    return OpenCC("t2s")


def _names(view: View, organization: str) -> frozenset[str]:
    labels = names_seen(view, _LABELS).labels(organization)
    return frozenset({bare_name(text) for _, text in labels} | {bare_name(slug(organization))})


def _same(one: str, others: Iterable[str], names: dict[str, frozenset[str]]) -> str | None:
    """The organization with one of the names, else that with a name most like one of them."""
    equal, near = [], []
    for other in others:
        if names[one] & names[other]:
            equal.append(other)
        elif any(_may_be_like(a, b) for a in names[one] for b in names[other]):
            near.append(other)
    rated = likely(
        [name for name in names[one] if len(name) >= _SHORTEST],
        near,
        lambda other: [b for b in names[other] if any(_may_be_like(a, b) for a in names[one])],
        _LEAST,
    )
    best = max(rated, key=lambda pair: pair[0], default=(0.0, None))
    return next(iter(equal), best[1])


def _may_be_like(one: str, other: str) -> bool:
    """Whether two names are long enough to be like each other, and have the same numbers."""
    is_long = min(len(one), len(other)) >= _SHORTEST
    return is_long and _DIGITS.findall(one) == _DIGITS.findall(other)


def _are_told_apart(view: View, new: str, known: str) -> bool:
    said, said_of_known = view.about(new), view.about(known)
    if any(value == known for _, value in said) or any(value == new for _, value in said_of_known):
        return True
    if known in _above(view, new) or new in _above(view, known):
        return True
    called = [text for _, text in names_seen(view, _LABELS).labels(known)]
    notes = [text for _, text in names_seen(view, _NOTES).labels(new)]
    return any(name in note for note in notes for name in [*called, known])


def _above(view: View, organization: str) -> list[str]:
    above = [organization]
    for one in above:
        parents = (value for property_ in _PARENTS for value in view.values(one, property_))
        above.extend(parent for parent in parents if parent not in above)
    return above[1:]


def _finding(new: str, known: str, names: Names) -> Finding:
    name, other, short = names.of(new), names.of(known), compact(known)
    return Finding(
        focus=new,
        shape=SPELLING_SHAPE,
        component=SH + "SPARQLConstraintComponent",
        severity="warning",
        message=Text(
            en=f"{name.en} may be {other.en} ({short}), which is known already, under another "
            "spelling: if it is, point at that one and leave this out; if not, keep it and say in "
            "a note that names the other how the two differ.",
            zh=f"{name.zh}可能就是已有的{other.zh}（{short}），只是写法不同：如是，请改指后者并删去"
            "此处的描述；如不是，请保留，并用备注（写出对方名称）说明两者的区别。",
        ),
        path=RDFS + "label",
        value=Term("iri", known),
        suggestion=known,
    )
