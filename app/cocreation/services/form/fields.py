"""The sections and fields of the form, made of the shapes: names, kinds of values, how many."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from cocreation.intake.choices import Choice, Choices
from cocreation.intake.workbook.table import Sheet, sheets
from cocreation.model import Text
from cocreation.namespaces import RDF, RDFS, SH, XSD, compact
from cocreation.services.choices import KINDS
from cocreation.services.form.shapes import BELOW, Asked, Shapes, read_shapes
from cocreation.store.base import Store

Reads = Literal["languages", "text", "integer", "month", "listed", "choice", "iri", "value"]
LANGUAGES = ("zh", "en")
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
    shapes = read_shapes(store)
    made = [
        _section(shapes, sheet, root, segment, choices)
        for sheet in sheets()
        for root, segment in sheet.segments.items()
        if choices.classes.get(root)
    ]
    return Form(tuple(sorted(made, key=lambda one: _ORDER.index(one.segment))), choices)


def _section(shapes: Shapes, sheet: Sheet, root: str, segment: str, choices: Choices) -> Section:
    columns = [column for column in sheet.columns if column.has(segment) and column.predicate]
    classes = choices.classes[root]
    by_path: dict[str, list[Asked]] = defaultdict(list)
    for asked in shapes.asked(root, classes, {column.predicate or "" for column in columns}):
        for path in shapes.values("path", asked.shape):
            if ":" in path and path != RDF + "type":
                by_path[path].append(asked)
    filled = {c.predicate for c in columns if c.default}
    fallback = {c.predicate: c.choices for c in columns if c.reads == "choice"}
    fields = [
        _field(shapes, path, asked, classes, fallback.get(path, ()), fills_itself=path in filled)
        for path, asked in by_path.items()
    ]
    # A name that makes itself is the last thing that anybody wants to write.
    fields.sort(key=lambda one: 2 * one.fills_itself if one.predicate == _LABEL else 1)
    name = shapes.labels.get(root) or sheet.name
    return Section(segment, name, sheet, classes, tuple(fields))


def _field(
    shapes: Shapes,
    path: str,
    asked: Sequence[Asked],
    classes: Sequence[Choice],
    fallback: tuple[str, ...],
    *,
    fills_itself: bool,
) -> Field:
    first = asked[0]
    all_of = [one.shape for one in asked]
    only = None
    if first.rank == BELOW and not shapes.all_of(classes, first.classes):
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


def _reads(shapes: Shapes, all_of: Sequence[str]) -> tuple[Reads, tuple[str, ...]]:
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


def _plain_reads(shapes: Shapes, all_of: Sequence[str]) -> Reads:
    """How values are written that are no things of the form or the graph."""
    if any(shapes.values("in", one) for one in all_of):
        return "listed"
    datatype = shapes.first("datatype", all_of)
    if datatype:
        known: dict[str, Reads] = {XSD + "integer": "integer", XSD + "gYearMonth": "month"}
        return known.get(datatype, "text")
    return "value" if shapes.first("nodeKind", all_of) == SH + "Literal" else "iri"
