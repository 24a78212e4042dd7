"""The sections and fields of the form, made of the shapes: names, kinds of values, how many."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

from cocreation.intake.choices import Choice, Choices
from cocreation.intake.workbook.table import Sheet, sheets
from cocreation.model import Term, Text
from cocreation.namespaces import RDF, RDFS, SH, XSD, compact
from cocreation.services.choices import KINDS, having
from cocreation.store.base import Store

Reads = Literal["languages", "text", "integer", "month", "listed", "choice", "iri", "value"]
LANGUAGES = ("zh", "en")
# What is said of shapes and classes that makes a field.
_ASKED = (
    *(
        SH + name
        for name in (
            "targetClass",
            "targetSubjectsOf",
            "property",
            "path",
            "name",
            "description",
            "order",
            "class",
            "datatype",
            "nodeKind",
            "in",
            "or",
            "languageIn",
            "equals",
            "minCount",
            "maxCount",
        )
    ),
    RDF + "first",
    RDF + "rest",
    RDFS + "subClassOf",
)
_CLASSES = """
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?class ?label WHERE { ?class a owl:Class ; rdfs:label ?label } ORDER BY ?class ?label
"""
_ORDER = (
    "case",
    "study",
    "coding-team",
    "organization",
    "source",
    "informant",
    "evidence",
    "resource",
    "solution",
    "discrepancy",
    "sector",
)
_LABEL = RDFS + "label"
# Whose shape a field is of, in the order of the fields.
_ITSELF, _ABOVE, _NO_CLASS, _BELOW = range(4)


@dataclass(frozen=True, slots=True)
class Field:
    """One property of a section's things: what it is called, and how its values are written.

    `kinds` are those of the things that it may point at, `listed` the values that it may have;
    `only` names the classes that alone have it; `fills_itself` tells that an empty one is made.
    """

    predicate: str
    name: Text
    hint: Text | None
    reads: Reads
    several: bool
    needed: bool
    kinds: tuple[str, ...] = ()
    listed: tuple[str, ...] = ()
    datatype: str = ""
    only: Text | None = None
    fills_itself: bool = False

    @property
    def keys(self) -> tuple[str, ...]:
        """The names of its inputs: one, or one for each language."""
        name = compact(self.predicate)
        return tuple(f"{name}@{one}" for one in LANGUAGES) if self.reads == "languages" else (name,)


@dataclass(frozen=True, slots=True)
class Section:
    """The things of one kind: the classes that they may be of, and their fields in order."""

    segment: str
    name: Text
    sheet: Sheet
    classes: tuple[Choice, ...]
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """Every section, and what its fields may name."""

    sections: tuple[Section, ...]
    choices: Choices

    def section(self, segment: str) -> Section | None:
        """The section of that kind, if there is one."""
        return next((one for one in self.sections if one.segment == segment), None)


def make_form(store: Store, choices: Choices) -> Form:
    """Make the form of the shapes and classes that a store has."""
    shapes = _Shapes(_said(store), _labels(store))
    made = [
        _section(shapes, sheet, root, segment, choices)
        for sheet in sheets()
        for root, segment in sheet.segments.items()
        if choices.classes.get(root)
    ]
    return Form(tuple(sorted(made, key=lambda one: _ORDER.index(one.segment))), choices)


def _said(store: Store) -> Mapping[str, Mapping[str, list[Term]]]:
    said: dict[str, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
    for predicate in _ASKED:
        for subject, _, value in having(store, predicate):
            said[predicate][subject.value].append(value)
    return said


def _labels(store: Store) -> dict[str, Text]:
    labels: dict[str, dict[str, str]] = defaultdict(dict)
    for class_, label in store.select(_CLASSES, {}).rows:
        if class_ and label:
            labels[class_.value][label.language or "en"] = label.value
    return {one: Text.of(said) for one, said in labels.items()}


class _Asked(NamedTuple):
    """A property shape, the classes that it is for, and how near they are to the section's."""

    rank: int
    order: int
    shape: str
    classes: tuple[str, ...]


@dataclass
class _Shapes:
    """What the store says of shapes and classes."""

    said: Mapping[str, Mapping[str, list[Term]]]
    labels: Mapping[str, Text]

    def values(self, name: str, subject: str) -> list[str]:
        """The values of a property of SHACL."""
        return [term.value for term in self.said.get(SH + name, {}).get(subject, ())]

    def first(self, name: str, shapes: Iterable[str]) -> str:
        """The first value of a property of SHACL that any of the shapes has."""
        return next((value for one in shapes for value in self.values(name, one)), "")

    def text(self, name: str, shape: str) -> Text | None:
        """A text in both languages."""
        terms = self.said.get(SH + name, {}).get(shape, ())
        said = {term.language or "en": term.value for term in terms}
        return Text.of(said) if said else None

    def members(self, head: str) -> Iterator[str]:
        """What a list holds."""
        first, rest = self.said[RDF + "first"], self.said[RDF + "rest"]
        while head in first:
            yield from (term.value for term in first[head])
            head = next((term.value for term in rest.get(head, ())), "")

    @cached_property
    def parents(self) -> Mapping[str, list[str]]:
        """The classes just above each."""
        above = self.said.get(RDFS + "subClassOf", {})
        return {one: [term.value for term in terms] for one, terms in above.items()}

    def above(self, class_: str) -> list[str]:
        """The class and all that it is below."""
        found = [class_]
        for one in found:
            found += [parent for parent in self.parents.get(one, ()) if parent not in found]
        return found

    def asked(self, root: str, predicates: set[str]) -> list[_Asked]:
        """The property shapes for things of a class, those of the class itself first.

        `predicates` are those that such things may have where a shape names no class.
        """
        found = []
        for shape, properties in self.said.get(SH + "property", {}).items():
            for one in (term.value for term in properties):
                order = self.first("order", [one])
                if not order or self.first("maxCount", [one]) == "0" or self.values("equals", one):
                    continue
                targets = self.values("targetClass", shape)
                rank = self._rank(root, targets)
                used = set(self.values("targetSubjectsOf", shape)) & set(self.values("path", one))
                if rank is None and used & predicates:
                    rank = _NO_CLASS
                if rank is not None:
                    found.append(_Asked(rank, int(order), one, tuple(targets)))
        return sorted(found)

    def _rank(self, root: str, targets: Sequence[str]) -> int | None:
        """Whether a shape is of the class, of those above it or of those below; None for others."""
        if root in targets:
            return _ITSELF
        if set(self.above(root)) & set(targets):
            return _ABOVE
        return _BELOW if any(root in self.above(target) for target in targets) else None


def _section(shapes: _Shapes, sheet: Sheet, root: str, segment: str, choices: Choices) -> Section:
    columns = [column for column in sheet.columns if column.has(segment) and column.predicate]
    by_path: dict[str, list[_Asked]] = defaultdict(list)
    for asked in shapes.asked(root, {column.predicate or "" for column in columns}):
        for path in shapes.values("path", asked.shape):
            if ":" in path and path != RDF + "type":
                by_path[path].append(asked)
    filled = {c.predicate for c in columns if c.default}
    fallback = {c.predicate: c.choices for c in columns if c.reads == "choice"}
    classes = choices.classes[root]
    fields = [
        _field(shapes, path, asked, classes, fallback.get(path, ()), fills_itself=path in filled)
        for path, asked in by_path.items()
    ]
    # A name that makes itself is the last thing that anybody wants to write.
    fields.sort(key=lambda one: 2 * one.fills_itself if one.predicate == _LABEL else 1)
    name = shapes.labels.get(root) or sheet.name
    return Section(segment, name, sheet, classes, tuple(fields))


def _field(
    shapes: _Shapes,
    path: str,
    asked: Sequence[_Asked],
    classes: Sequence[Choice],
    fallback: tuple[str, ...],
    *,
    fills_itself: bool,
) -> Field:
    first = asked[0]
    all_of = [one.shape for one in asked]
    only = None
    if first.rank == _BELOW and len(classes) > 1:
        named = [shapes.labels[one] for one in first.classes if one in shapes.labels]
        only = Text(en=", ".join(n.en for n in named), zh="、".join(n.zh for n in named))
    plain = Text(en=compact(path), zh=compact(path))
    reads, kinds = _reads(shapes, all_of)
    if reads == "iri" and fallback:
        reads, kinds = "choice", fallback
    return Field(
        predicate=path,
        name=shapes.text("name", first.shape) or plain,
        hint=shapes.text("description", first.shape),
        reads=reads,
        several=not shapes.first("maxCount", all_of) and reads != "languages",
        needed=bool(shapes.first("minCount", all_of)) and not fills_itself and not only,
        kinds=kinds,
        listed=tuple(shapes.members(shapes.first("in", all_of))),
        datatype=shapes.first("datatype", all_of),
        only=only,
        fills_itself=fills_itself,
    )


def _reads(shapes: _Shapes, all_of: Sequence[str]) -> tuple[Reads, tuple[str, ...]]:
    """How values are written, and of what kinds the things are that are pointed at."""
    if any(shapes.values("languageIn", one) for one in all_of):
        return "languages", ()
    classes = [value for one in all_of for value in shapes.values("class", one)]
    for one in all_of:
        for head in shapes.values("or", one):
            for part in shapes.members(head):
                classes += shapes.values("class", part)
    roots = {root: kind for kind, root in KINDS.items()}
    roots |= {root: kind for sheet in sheets() for root, kind in sheet.segments.items()}
    kinds = [roots[root] for one in classes for root in shapes.above(one) if root in roots]
    if kinds:
        return "choice", tuple(dict.fromkeys(kinds))
    return _plain_reads(shapes, all_of), ()


def _plain_reads(shapes: _Shapes, all_of: Sequence[str]) -> Reads:
    """How values are written that are no things of the form or the graph."""
    if any(shapes.values("in", one) for one in all_of):
        return "listed"
    datatype = shapes.first("datatype", all_of)
    if datatype:
        known: dict[str, Reads] = {XSD + "integer": "integer", XSD + "gYearMonth": "month"}
        return known.get(datatype, "text")
    return "value" if shapes.first("nodeKind", all_of) == SH + "Literal" else "iri"
