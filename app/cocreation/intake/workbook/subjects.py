"""What each row is about: the class of the thing, and the IRI that its short id makes."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from cocreation.intake.choices import Choice, slug_of
from cocreation.intake.workbook.cells import parts
from cocreation.intake.workbook.names import Names, iri_of, slugged
from cocreation.intake.workbook.rows import Row
from cocreation.intake.workbook.wording import Problem, bad_id, taken_id, unknown_kind
from cocreation.model import Text
from cocreation.namespaces import ID

# Of these no study's slug is in the IRI, and a known name stands for the known thing.
_KNOWN_BY_NAME = ("organization", "sector")
_ORDER = ("study", "coding-team", "organization", "sector", "informant", "source", "case")


@dataclass(frozen=True, slots=True)
class Subject:
    """A row's thing: its IRI, its class (None where none is said), the kind of its IRI."""

    iri: str
    type: str | None
    segment: str
    kind: Text | None = None


class Subjects:
    """The things of all rows; `names` learns of each."""

    def __init__(self, rows: Sequence[Row], names: Names, problems: list[Problem]) -> None:
        self._names, self._problems = names, problems
        self._rows = rows
        self._used: Counter[str] = Counter()
        self._numbers: dict[str, int] = {}
        self._made: dict[int, Subject] = {}
        self._classes = {id(row): self._class(row) for row in rows}

    def all(self) -> list[tuple[Row, Subject]]:
        """Each row with its thing, in the order of the rows."""
        self._belong()
        for row in sorted(self._rows, key=self._when):
            self._made[id(row)] = self._subject(row)
        return [(row, self._made[id(row)]) for row in self._rows]

    def study_of(self, row: Row) -> str:
        """The IRI of the study that a row belongs to; nothing where none is named."""
        text = row.text("study")
        return self._study_named(text) if text else self._names.study

    def _when(self, row: Row) -> int:
        segment = self._classes[id(row)][1]
        return _ORDER.index(segment) if segment in _ORDER else len(_ORDER)

    def _class(self, row: Row) -> tuple[str | None, str]:
        sheet = row.sheet
        if sheet.type:
            return sheet.type, sheet.segments[sheet.type]
        cell = row.cells.get("kind")
        if cell is None:
            return None, _segment_of(row, list(sheet.segments.values()))
        found = self._names.class_of(cell.text, sheet.segments)
        if found is None:
            self._problems.append(unknown_kind(cell, self._names, sheet.segments))
            return None, next(iter(sheet.segments.values()))
        return found[0], sheet.segments[found[1]]

    def _belong(self) -> None:
        """Find the study of the workbook, which the IRIs of most things name."""
        studies = [row for row in self._rows if self._classes[id(row)][1] == "study"]
        cases = [row for row in self._rows if self._classes[id(row)][1] == "case"]
        named = [row.text("study") for row in cases if row.text("study")]
        if studies:
            row = studies[0]
            study = iri_of(row.text("id") or slugged(row.text("label_en")), "study", "")
            applied = [
                iri
                for part in parts(row.text("applies"))
                for iri in self._names.find(part, ("study",))
            ]
            self._names.belongs(study or "", applied)
        elif named:
            self._names.belongs(self._study_named(named[0]), ())

    def _study_named(self, text: str) -> str:
        found = self._names.find(text, ("study",))
        return found[0] if found else iri_of(text, "study", "") or self._names.study

    def _subject(self, row: Row) -> Subject:
        type_, segment = self._classes[id(row)]
        iri = self._named(row, segment) or self._unused(self._derived(row, segment))
        self._used[iri] += 1
        classes = self._names.classes(row.sheet.segments)
        kind = next((known.label for known in classes if known.iri == type_), None)
        label = Text(en=row.text("label_en"), zh=row.text("label_zh"))
        code = row.text("code") if segment == "source" else ""
        self._names.declare(segment, Choice(iri, label, "", code))
        return Subject(iri, type_, segment, kind)

    def _named(self, row: Row, segment: str) -> str | None:
        """The IRI that the row's short id makes; None where it has none that can be one."""
        cell = row.cells.get("id")
        if cell is None:
            return None
        if segment in _KNOWN_BY_NAME:
            known = self._names.find(cell.text, (segment,))
            if len(known) == 1:
                return known[0]
        iri = iri_of(cell.text, segment, self.study_of(row))
        if iri is None:
            self._problems.append(bad_id(cell))
        elif self._used[iri]:
            self._problems.append(taken_id(cell))
            return self._unused(iri)
        return iri

    def _derived(self, row: Row, segment: str) -> str:
        if segment == "evidence":
            short = _evidence_id(row, self._names)
        else:
            given = self._sides(row) if segment == "case" else row.text("code").strip()
            short = given or slugged(row.text("label_en"))
        study = self.study_of(row)
        number = row.place.rpartition("!")[2].lower()
        return iri_of(short, segment, study) or iri_of(number, segment, study) or ID + number

    def _sides(self, row: Row) -> str:
        """The short id of a partnership: provider, hyphen, user."""
        sides = [row.text("provider"), row.text("user")]
        found = [self._names.find(side, ("organization",)) for side in sides]
        slugs = [slug_of(f[0]) if f else slugged(s) for f, s in zip(found, sides, strict=True)]
        return "-".join(filter(None, slugs))

    def _unused(self, iri: str) -> str:
        """The IRI, with a number where another row has it; organizations and sectors are shared."""
        if not self._used[iri] or iri.startswith(tuple(ID + s for s in _KNOWN_BY_NAME)):
            return iri
        number = self._numbers.get(iri, 2)
        while self._used[f"{iri}-{number}"]:
            number += 1
        # So that many rows of one name do not count from the start again.
        self._numbers[iri] = number + 1
        return f"{iri}-{number}"


def _segment_of(row: Row, segments: Sequence[str]) -> str:
    """The kind of IRI of a row without a class: as its short id begins, else the first."""
    path = row.text("id").removeprefix(ID)
    return next((s for s in segments if path.startswith(f"{s}/")), segments[0])


def _evidence_id(row: Row, names: Names) -> str:
    """`t2-r1` for a row of a table, `s4-1-2-p2-s3` for a sentence, else after the code."""
    found = names.find(row.text("located"), ("part", "source"))
    part = slug_of(found[0]) if found and "/part/" in found[0] else ""
    kind, _, number = part.partition("-")
    ordinal, sentence = row.text("ordinal").strip(), row.text("sentence").strip()
    if kind in ("table", "section") and number and ordinal:
        place = [f"{kind[0]}{number}", f"{'r' if kind == 'table' else 'p'}{ordinal}"]
        return "-".join([*place, *([f"s{sentence}"] if sentence else [])])
    return row.text("code").strip()
