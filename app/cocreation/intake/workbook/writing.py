"""A case as the rows of a workbook: what no column can say stands among the plain statements."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from cocreation.errors import ParameterError
from cocreation.intake.choices import Choice, Choices, slug_of
from cocreation.intake.workbook.cells import LONGEST, guarded, joined, written
from cocreation.intake.workbook.names import Names, iri_of
from cocreation.intake.workbook.rows import CONTINUED, MOST_COLUMNS, Cell, Row, Rows
from cocreation.intake.workbook.statements import Statements, read_statements
from cocreation.intake.workbook.table import NONE, Column, Sheet, sheets
from cocreation.model import Term, Text, Triple
from cocreation.namespaces import CST, ID, PREFIXES, RDF, XSD

_TYPE = RDF + "type"
_OF_STUDY = CST + "ofStudy"
_NAMELESS = Text(en="", zh="")
_TRIES = 5
Said = Mapping[str, Sequence[Term]]
Filled = tuple[Sheet, dict[str, str]]


@dataclass(frozen=True, slots=True)
class Pages:
    """What a workbook holds: rows of texts by column for each sheet, and plain statements."""

    rows: tuple[tuple[Sheet, Mapping[str, str]], ...]
    others: tuple[tuple[str, ...], ...]


def pages_of(triples: Iterable[Triple], choices: Choices) -> Pages:
    """Put a case's statements into rows that read back to exactly the same statements."""
    given = set(triples)
    rows = _sound_rows(given, choices)
    covered = {placed.triple for placed in _read(rows, choices).all()}
    return Pages(
        tuple(rows), tuple(other_row(triple) for triple in sorted(given - covered, key=_key))
    )


def row_of(subject: str, triples: Iterable[Triple], choices: Choices) -> Filled | None:
    """The row that says of a subject what cells can say, among all that the workbook says."""
    builder = _RowBuilder(_by_subject(triples), choices)
    return next(builder.row(subject), None)


def _sound_rows(given: set[Triple], choices: Choices) -> list[Filled]:
    """The rows that say nothing but what is given; where hardly any do, none."""
    rows = _rows(given, choices)
    for _ in range(_TRIES):
        said = _read(rows, choices)
        sound = [
            row
            for row, placed in zip(rows, said.by_row, strict=True)
            if placed and {one.triple for one in placed} <= given
        ]
        if len(sound) == len(rows):
            return rows
        # A row that goes takes with it what others may have named by it: all are read again.
        rows = sound
    return []


def _read(rows: Iterable[Filled], choices: Choices) -> Statements:
    return read_statements(Rows([_as_read(*row) for row in rows]), Names(choices))


def _as_read(sheet: Sheet, texts: Mapping[str, str]) -> Row:
    return Row(sheet, "", {key: Cell(text, "") for key, text in texts.items() if text.strip()})


def _rows(triples: set[Triple], choices: Choices) -> list[Filled]:
    said = _by_subject(triples)
    builder = _RowBuilder(said, choices)
    found = [row for subject in said for row in builder.row(subject)]
    return sorted(
        found, key=lambda row: [sheet.name.en for sheet in sheets()].index(row[0].name.en)
    )


def _by_subject(triples: Iterable[Triple]) -> dict[str, dict[str, list[Term]]]:
    said: dict[str, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
    for subject, predicate, value in sorted(triples, key=_key):
        if subject.kind == "iri":
            said[subject.value][predicate.value].append(value)
    return said


class _RowBuilder:
    """Makes a row of what is said of one subject, where a sheet holds such things."""

    def __init__(self, said: Mapping[str, Said], choices: Choices) -> None:
        self._said = said
        self._names = Names(choices)
        self._kinds = {
            choice.iri: (sheet, segment, choice.shown)
            for sheet in sheets()
            for root, segment in sheet.segments.items()
            for choice in choices.classes.get(root, ())
        }
        self._study = self._find_study()
        applied = said.get(self._study, {}).get(CST + "appliesModelOf", ())
        self._names.belongs(self._study, [term.value for term in applied])
        for subject in said:
            self._names.declare(
                subject.removeprefix(ID).partition("/")[0], Choice(subject, _NAMELESS)
            )
        self._cases = self._names.own("case")

    def row(self, subject: str) -> Iterator[Filled]:
        """The subject's row, if it has one."""
        said = self._said[subject]
        types = [t.value for t in said.get(_TYPE, ()) if t.value in self._kinds]
        if types:
            sheet, segment, shown = self._kinds[types[0]]
            yield sheet, self._cells(subject, said, sheet, segment, shown)
            return
        segment = subject.removeprefix(ID).partition("/")[0]
        for sheet in sheets():
            if subject.startswith(ID) and segment in sheet.segments.values() and not sheet.type:
                yield sheet, self._cells(subject, said, sheet, segment, "")

    def _find_study(self) -> str:
        """The study that the workbook will say it is of."""
        studies = [
            s for s, said in self._said.items() if Term("iri", CST + "Study") in said.get(_TYPE, ())
        ]
        cases = [
            said[_OF_STUDY][0].value
            for said in self._said.values()
            if _OF_STUDY in said and self._is_case(said)
        ]
        return next(iter([*studies, *cases]), "")

    def _is_case(self, said: Said) -> bool:
        types = [self._kinds.get(term.value) for term in said.get(_TYPE, ())]
        return any(kind is not None and kind[1] == "case" for kind in types)

    def _cells(
        self, subject: str, said: Said, sheet: Sheet, segment: str, shown: str
    ) -> dict[str, str]:
        study = said[_OF_STUDY][0].value if _OF_STUDY in said else self._study
        cells = {"kind": shown, "id": short_id(subject, segment, study, shown)}
        for column in sheet.columns:
            if column.predicate is None:
                continue
            cells[column.key] = self._text(said.get(column.predicate, ()), column)
        for column in sheet.columns:
            if not column.default or not self._is_due(column, segment, cells):
                continue
            values = [term.value for term in said.get(column.predicate or "", ())]
            if not cells[column.key]:
                cells[column.key] = NONE
            elif values == self._understood(column):
                del cells[column.key]
        return {key: text for key, text in cells.items() if text and sheet.column(key)}

    def _is_due(self, column: Column, segment: str, cells: Mapping[str, str]) -> bool:
        """Whether an empty cell would stand for something."""
        if not column.has(segment):
            return False
        if column.default == "case unless about":
            return not cells["about"]
        return column.default != "name" or not (cells["label_zh"] or cells["label_en"])

    def _understood(self, column: Column) -> list[str]:
        """What is left out because an empty cell stands for it."""
        if column.default == "study" and (not column.of or self._names.own("study")):
            return [self._study]
        return self._cases if column.default.startswith("case") and len(self._cases) == 1 else []

    def _text(self, values: Sequence[Term], column: Column) -> str:
        if column.reads != "choice":
            texts = [text for value in values if (text := written(value, column)) is not None]
            fitting = [text for text in texts if len(guarded(text)) <= LONGEST]
            return fitting[0] if fitting else ""
        listed = column.choices[0] == column.predicate
        kind = "literal" if listed else "iri"
        names = [
            value.value if listed else self._names.shown(value.value, column.choices)
            for value in values
            if value.kind == kind
        ]
        return joined(names if column.several else names[:1])


def short_id(subject: str, segment: str, study: str, shown: str) -> str:
    """The shortest text that makes the subject's IRI again."""
    short = slug_of(subject)
    if shown and iri_of(short, segment, study) == subject:
        return short
    path = subject.removeprefix(ID)
    return path if iri_of(path, segment, study) == subject else subject


def other_row(triple: Triple) -> tuple[str, ...]:
    """A plain statement; a text too long for a cell goes on in further ones."""
    subject, predicate, value = triple
    text, kind = _name(value), "IRI"
    if value.kind == "literal":
        text = value.value
        kind = value.language or _name(Term("iri", value.datatype or XSD + "string"))
    pieces = _pieces(text)
    blanks = [""] * (CONTINUED - 4 if len(pieces) > 1 else 0)
    return (_name(subject), _name(predicate), pieces[0], kind, *blanks, *pieces[1:])


def _pieces(text: str) -> list[str]:
    """The text in parts that each fit into a cell; ParameterError where no row holds them all."""
    pieces: list[str] = []
    for size in (LONGEST - 2, LONGEST // 8):  # a guard is one character more, an escape seven times
        pieces = [text[start : start + size] for start in range(0, len(text), size)]
        if all(len(guarded(piece)) <= LONGEST for piece in pieces):
            break
    if len(pieces) > MOST_COLUMNS - CONTINUED:
        raise ParameterError(
            Text(
                en=f"A text of {len(text):,} characters does not fit into a workbook; "
                "take an RDF format.",
                zh=f"有 {len(text):,} 个字符的文本，工作簿容纳不下；请改用 RDF 格式。",
            )
        )
    return pieces or [""]


def _name(term: Term) -> str:
    if term.kind == "blank":
        return f"_:{term.value}"
    for prefix, namespace in PREFIXES.items():
        local = term.value.removeprefix(namespace)
        if local != term.value and local.isascii() and local.isalnum():
            return f"{prefix}:{local}"
    return term.value


def _key(triple: Triple) -> tuple[str, ...]:
    return tuple(
        part
        for term in triple
        for part in (term.kind, term.value, term.language or "", term.datatype or "")
    )
