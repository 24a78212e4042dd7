"""The statements that a workbook's rows make, each with its cell, and the cells that make none."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from cocreation.intake.choices import normal
from cocreation.intake.workbook import wording
from cocreation.intake.workbook.cells import literal, parts
from cocreation.intake.workbook.names import Names, named_iri
from cocreation.intake.workbook.rows import CONTINUED, Cell, Row, Rows
from cocreation.intake.workbook.subjects import Subject, Subjects
from cocreation.intake.workbook.table import NONE, Column
from cocreation.intake.workbook.wording import Problem
from cocreation.model import Term, Text, Triple
from cocreation.namespaces import RDF, RDFS, SKOS, XSD

_TYPE = Term("iri", RDF + "type")
_NOTHING = {normal(NONE), "none", "无", "(无)"}
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")
# SKOS concepts, of which the preferred label is the label.
_CONCEPTS = ("sector",)
_SHEET_NAMES = {
    "evidence": Text(en="Evidence", zh="证据"),
    "discrepancy": Text(en="Discrepancy", zh="不一致"),
    "source": Text(en="Source", zh="资料"),
    "informant": Text(en="Informant", zh="受访者"),
}


@dataclass(frozen=True, slots=True)
class Placed:
    """A statement and the cell that makes it."""

    triple: Triple
    place: str


@dataclass(slots=True)
class Statements:
    """What rows say: the statements of each row, those that stand plainly, and the problems."""

    by_row: list[list[Placed]] = field(default_factory=list)
    subjects: list[Subject] = field(default_factory=list)
    plain: list[Placed] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def all(self) -> Iterator[Placed]:
        """Every statement, row by row."""
        for placed in self.by_row:
            yield from placed
        yield from self.plain


def read_statements(rows: Rows, names: Names) -> Statements:
    """Read all rows; a cell that cannot be read is a problem and takes nothing else with it."""
    found = Statements()
    subjects = Subjects(rows.things, names, found.problems)
    for row, subject in subjects.all():
        reader = _RowReader(row, subject, names, subjects.study_of(row))
        found.by_row.append(list(reader.statements()))
        found.subjects.append(subject)
        found.problems += reader.problems
    for cells in rows.others:
        _read_plain(cells, found)
    return found


class _RowReader:
    """One row and the statements of its cells; an empty cell may stand for something."""

    def __init__(self, row: Row, subject: Subject, names: Names, study: str) -> None:
        self._row, self._subject, self._names, self._study = row, subject, names, study
        self.problems: list[Problem] = []

    def statements(self) -> Iterator[Placed]:
        """The row's statements."""
        if self._subject.type:
            kind = self._row.cells.get("kind")
            yield self._say(_TYPE.value, Term("iri", self._subject.type), kind)
        for column in self._row.sheet.columns:
            if column.predicate is None:
                continue
            cell = self._row.cells.get(column.key)
            for value in self._values(column, cell):
                yield self._say(column.predicate, value, cell)
                if column.predicate == RDFS + "label" and self._subject.segment in _CONCEPTS:
                    yield self._say(SKOS + "prefLabel", value, cell)

    def _say(self, predicate: str, value: Term, cell: Cell | None) -> Placed:
        subject = Term("iri", self._subject.iri)
        place = cell.place if cell else self._row.place
        return Placed(Triple(subject, Term("iri", predicate), value), place)

    def _values(self, column: Column, cell: Cell | None) -> list[Term]:
        if cell is None:
            return self._default(column)
        if column.default and normal(cell.text) in _NOTHING:
            return []
        if column.reads == "choice":
            return self._chosen(column, cell)
        value = literal(cell.text, column)
        if value is None:
            self._tell(wording.not_wanted(cell, column), column)
        return [] if value is None else [value]

    def _chosen(self, column: Column, cell: Cell) -> list[Term]:
        texts = parts(cell.text)
        if len(texts) > 1 and not column.several:
            self._tell(wording.one_only(cell.text, cell), column)
            return []
        found = []
        for text in texts:
            iris = self._names.find(text, column.choices)
            if len(iris) == 1:
                found.append(_term(iris[0], column))
            elif iris:
                told = wording.several_meant(text, cell, iris, self._names, column)
                self._tell(told, column)
            else:
                self._tell(wording.unknown_choice(text, cell, column, self._names), column)
        return found

    def _tell(self, problem: Problem, column: Column) -> None:
        self.problems.append(replace(problem, focus=self._subject.iri, path=column.predicate))

    def _default(self, column: Column) -> list[Term]:
        if not column.default or not column.has(self._subject.segment):
            return []
        return _DEFAULTS[column.default](self, column)

    def _own(self, column: Column) -> list[Term]:
        """The one thing of the workbook that the column could name."""
        own = [iri for kind in column.choices for iri in self._names.own(kind)]
        return [Term("iri", own[0])] if len(own) == 1 else []

    def _of_study(self, _: Column) -> list[Term]:
        return [Term("iri", self._study)] if self._study else []

    def _case_unless_about(self, column: Column) -> list[Term]:
        return [] if "about" in self._row.cells else self._own(column)

    def _source_of_code(self, _: Column) -> list[Term]:
        code = self._row.text("code").strip()
        found = self._names.of_study(code, "source") if code else []
        return [Term("iri", found[0])] if len(found) == 1 else []

    def _source_with_place(self, _: Column) -> list[Term]:
        if "locator" not in self._row.cells:
            return []
        source = self._row.sheet.column("source")
        return self._values(source, self._row.cells.get("source")) if source else []

    def _name(self, column: Column) -> list[Term]:
        """The kind and the short id, where neither language has a name."""
        if "label_zh" in self._row.cells or "label_en" in self._row.cells:
            return []
        segment, short = self._subject.segment, self._subject.iri.rpartition("/")[2]
        kind = self._subject.kind or _SHEET_NAMES[segment]
        text = f"{kind.zh} {short}" if column.language == "zh" else f"{kind.en} {short}"
        return [Term("literal", text, column.language)]


_DEFAULTS: dict[str, Callable[[_RowReader, Column], list[Term]]] = {
    "study": _RowReader._of_study,
    "case": _RowReader._own,
    "coding-team": _RowReader._own,
    "case unless about": _RowReader._case_unless_about,
    "source of the code": _RowReader._source_of_code,
    "source with a place": _RowReader._source_with_place,
    "name": _RowReader._name,
}


def _term(named: str, column: Column) -> Term:
    """What is named: a thing, or a plain value where a shape lists those."""
    if column.choices[0] == column.predicate:
        return Term("literal", named, None, XSD + "string")
    return Term("iri", named)


def _read_plain(cells: Sequence[Cell], found: Statements) -> None:
    """One plain statement: subject, predicate, object, and what kind of object it is."""
    texts = [cell.text for cell in cells]
    padded = texts + [""] * (CONTINUED - len(texts))
    subject, predicate = _resource(padded[0]), _resource(padded[1])
    value = _object(padded[2] + "".join(padded[CONTINUED:]), padded[3].strip())
    if subject and predicate and predicate.kind == "iri" and value:
        found.plain.append(Placed(Triple(subject, predicate, value), cells[0].place))
        return
    wrong = 0 if not subject else 1 if not predicate or predicate.kind != "iri" else 2
    cell = cells[wrong] if wrong < len(cells) else replace(cells[0], text="")
    focus = subject.value if subject and subject.kind == "iri" else ""
    found.problems.append(replace(wording.bad_statement(cell), focus=focus))


def _resource(text: str) -> Term | None:
    text = text.strip()
    if re.fullmatch(r"_:[A-Za-z0-9]+", text):
        return Term("blank", text[2:])
    iri = named_iri(text.removeprefix("<").removesuffix(">"))
    return Term("iri", iri) if iri else None


def _object(text: str, kind: str) -> Term | None:
    if kind.casefold() == "iri":
        return _resource(text)
    if not kind:
        return Term("literal", text, None, XSD + "string")
    if _LANGUAGE.fullmatch(kind):
        return Term("literal", text, kind.lower())
    datatype = _resource(kind)
    return Term("literal", text, None, datatype.value) if datatype else None
