"""Values that point at nothing known: which thing that is, and which one was probably meant."""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from itertools import islice
from urllib.parse import unquote

from cocreation.likeness import likely, nearest, slug
from cocreation.model import Finding, Term, Text
from cocreation.namespaces import CST, ID, RDFS, SH, VCC, VSH, compact
from cocreation.validation.graphs import TYPE, Line, bare, lines, subjects
from cocreation.validation.names import Names, names_seen, tidy
from cocreation.validation.neighbourhood.view import View
from cocreation.validation.report import in_order
from cocreation.validation.vocabulary import Vocabulary

UNKNOWN_THING = VSH + "UnknownThingShape"
_CLASS = SH + "ClassConstraintComponent"
_QUERY = SH + "SPARQLConstraintComponent"
# What finds a value at fault because it is not of a class.
_OF_CLASS = {_CLASS, SH + "OrConstraintComponent", SH + "XoneConstraintComponent"}
_OWN = (ID, CST, VCC)
_POINTER = re.compile(
    f"(?m)^(\\S+) <([^>]*)> <((?:{'|'.join(map(re.escape, _OWN))})[^>]*)> \\.$".encode()
)
# A file with more of them needs another mend; more things than these are not compared.
_MOST_GUESSES, _MOST_THINGS = 30, 5_000


def points_at_thing(predicate: str, value: str) -> bool:
    """Whether a statement names something of ours that has to be described somewhere."""
    return predicate != TYPE and value.startswith(_OWN)


def loose_ends(ntriples: bytes, known: bytes) -> list[Line]:
    """The statements of the first that name something of ours of which neither says anything."""
    described = subjects(known) | subjects(ntriples)
    found = (match.groups() for match in _POINTER.finditer(ntriples))
    loose = (Line(*map(_bare, one)) for one in found if one[2] not in described)
    return [line for line in loose if line.predicate != TYPE]


def _bare(term: bytes) -> str:
    return bare(term.decode())


class UnknownThings:
    """Tells of values that nothing is said of, in place of what shapes find of them."""

    def __init__(self, vocabulary: Vocabulary, shapes: bytes, ontology: Iterable[Line]) -> None:
        """The shapes and the ontology tell of which class the values of a property are."""
        self._vocabulary = vocabulary
        self._wanted = _wanted(shapes, ontology)

    def told(
        self, findings: Iterable[Finding], pointers: Iterable[tuple[str, str, str]], view: View
    ) -> list[Finding]:
        """The findings, and one for each of the pointers that points at nothing in the view.

        Where shapes find such a value at fault, the first of them speaks for all.
        """
        words = _Words(view, self._things)
        told: dict[tuple[str, str | None, Term | None], Finding] = {}
        kept: list[Finding] = []
        for finding in sorted(findings, key=in_order):
            if not _is_about_unknown(finding, view):
                kept.append(finding)
            elif (key := (finding.focus, finding.path, finding.value)) not in told:
                told[key] = finding
        for subject, predicate, value in pointers:
            if points_at_thing(predicate, value) and not view.knows(value):
                key = (subject, predicate, _iri(value))
                told.setdefault(key, _finding(*key))
        return kept + [
            words.of(told[key], self.classes(told[key].path or ""))
            for key in sorted(told, key=lambda key: (key[0], key[1] or "", _value(told[key])))
        ]

    def classes(self, path: str) -> list[str]:
        """The classes that the values of a property are of."""
        return sorted(self._wanted.get(path, ()))

    def _things(self, classes: Iterable[str], view: View) -> Iterator[str]:
        below = {one for class_ in classes for one in self._vocabulary.subclasses(class_)}
        for class_ in sorted(below):
            yield from (one for one in view.pointing(TYPE, class_) if not one.startswith("_:"))


class _Words:
    """The wording for one check, each unknown thing guessed at once."""

    def __init__(self, view: View, things: Callable[[Iterable[str], View], Iterator[str]]) -> None:
        self._view = view
        self._names: Names = names_seen(view)
        self._guesses = 0
        self._listed = cache(
            lambda classes: sorted(set(islice(things(classes, view), _MOST_THINGS)))
        )
        # A cache around the method would hold this object, and the store be open until it is found.
        self._guessed: dict[tuple[str, tuple[str, ...]], str | None] = {}

    def of(self, finding: Finding, classes: Collection[str]) -> Finding:
        """The finding, in words for a value that is not known."""
        value = _value(finding)
        key = (value, tuple(classes))
        if key not in self._guessed:
            self._guessed[key] = self._guess(*key)
        meant = self._guessed[key]
        if meant is None:
            return replace(finding, message=self._unknown(value, classes))
        return replace(finding, message=self._misspelt(value, meant), suggestion=meant)

    def _guess(self, value: str, classes: tuple[str, ...]) -> str | None:
        """The known thing with a name most like the last part of the IRI, of those its nearest."""
        self._guesses += 1
        if self._guesses > _MOST_GUESSES:
            return None
        wanted = [unquote(slug(value))]
        listed = self._listed(classes)
        rated = list(likely(wanted, listed, lambda one: [slug(one)]))
        rated = rated or list(likely(wanted, listed, self._labels))
        most = max((likeness for likeness, _ in rated), default=0)
        best = [one for likeness, one in rated if likeness == most]
        near = nearest([compact(value)], best, lambda one: [compact(one)], 1)
        return next(iter([*near, *best]), None)

    def _labels(self, thing: str) -> list[str]:
        return [text for _, text in self._names.labels(thing)]

    def _misspelt(self, value: str, meant: str) -> Text:
        said, name = compact(value), self._names.with_short(meant)
        return Text(
            en=f"Nothing is known of {said}: did you mean {name.en}? Correct it, or say what it "
            "is.",
            zh=tidy(f"没有关于 {said} 的任何描述：是否想写 {name.zh}？请改正，或补充其描述。"),
        )

    def _unknown(self, value: str, classes: Collection[str]) -> Text:
        said, kinds = compact(value), [self._names.of(class_) for class_ in classes]
        if not kinds:
            return Text(
                en=f"Nothing is known of {said}: point at a known thing, or say what it is.",
                zh=f"没有关于 {said} 的任何描述：请改指已知的事物，或补充其描述。",
            )
        return Text(
            en=f"Nothing is known of {said}: point at a known {' or '.join(k.en for k in kinds)}, "
            "or say what it is.",
            zh=f"没有关于 {said} 的任何描述：请改指已知的{'或'.join(k.zh for k in kinds)}，"
            "或补充其描述。",
        )


def can_be_unknown(finding: Finding) -> bool:
    """Whether a finding may be there for no other reason than that its value is not known."""
    value = finding.value
    if value is None or value.kind != "iri" or finding.path is None:
        return False
    from_query = finding.component == _QUERY and points_at_thing(finding.path, value.value)
    return from_query or finding.component in _OF_CLASS


def _is_about_unknown(finding: Finding, view: View) -> bool:
    return can_be_unknown(finding) and not view.knows(_value(finding))


def _finding(focus: str, path: str, value: Term) -> Finding:
    nothing_yet = Text(en="", zh="")
    return Finding(focus, UNKNOWN_THING, _CLASS, "violation", nothing_yet, path, value)


def _iri(value: str) -> Term:
    return Term("iri", value)


def _value(finding: Finding) -> str:
    return finding.value.value if finding.value else ""


def _wanted(shapes: bytes, ontology: Iterable[Line]) -> Mapping[str, frozenset[str]]:
    """By property, the classes that a shape for its values, or its range, names."""
    said = list(lines(shapes))
    paths = {line.subject: line.object for line in said if line.predicate == SH + "path"}
    found: dict[str, set[str]] = defaultdict(set)
    for line in said:
        if line.predicate == SH + "class" and line.subject in paths:
            found[paths[line.subject]].add(line.object)
    for line in ontology:
        if line.predicate == RDFS + "range" and line.subject not in found:
            found[line.subject].add(line.object)
    return {path: frozenset(classes) for path, classes in found.items()}
