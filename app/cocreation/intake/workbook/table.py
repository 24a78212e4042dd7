"""The sheets of a workbook and their columns, as the one table beside this file defines them."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from cocreation.intake.choices import Choices
from cocreation.model import Text
from cocreation.namespaces import PREFIXES

Reads = Literal["kind", "id", "text", "integer", "boolean", "month", "value", "choice"]
# The separators of several values in a cell; the first is the one that is written.
SEPARATORS = ("; ", ";", "；", "\n")
# What is written where a cell would stand for something by being empty, and nothing is said.
NONE = "(none)"
OTHER = Text(en="Other", zh="其他")
HELP = Text(en="Help", zh="帮助")
REMARK = Text(en="Remark", zh="备注")
WORKED = Text(en="Example: not read until you change it", zh="示例：改动之前不会读入")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what it is called, the predicate that it stands for, and how its cells read.

    `choices` are the kinds of things of which its cells name some, `several` in a cell if so said;
    `default` is what an empty cell stands for. Where `of` is given, only rows with such kinds of
    IRI have the column; where `only` is, only those of that class.
    """

    key: str
    heading: Text
    note: Text
    reads: Reads
    predicate: str | None
    language: str | None
    choices: tuple[str, ...]
    several: bool
    default: str
    of: tuple[str, ...]
    only: str
    width: int
    worked: tuple[str, ...]

    def has(self, segment: str) -> bool:
        """Whether rows with that kind of IRI have the column."""
        return not self.of or segment in self.of

    @property
    def full_note(self) -> Text:
        """The note, and how to write several values."""
        if not self.several:
            return self.note
        return Text(
            en=f"{self.note.en} Separate several by semicolons.",
            zh=f"{self.note.zh}多项以分号分隔。",
        )


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet, of which a row is a thing; `segments` tell the kind of IRI by class.

    `itself` are classes that a row may be of although they have subclasses, with their names among
    those and alone; below `as_used` a row is of what such things of the graph are of already.
    """

    name: Text
    about: Text
    segments: Mapping[str, str]
    itself: Mapping[str, tuple[Text, Text]]
    as_used: tuple[str, ...]
    columns: tuple[Column, ...]
    worked_rows: int

    @property
    def type(self) -> str | None:
        """The one class that rows are of; None where a column tells it."""
        return None if self.column("kind") else next(iter(self.segments))

    def column(self, key: str) -> Column | None:
        """The column of that key, if there is one."""
        return next((column for column in self.columns if column.key == key), None)


@cache
def sheets() -> tuple[Sheet, ...]:
    """Every sheet with things, in the order of the workbook."""
    return tuple(map(_sheet, _table()["sheet"]))


@cache
def plain_sheets() -> tuple[Sheet, ...]:
    """The same without the columns of one class alone, and with the texts that stand then."""
    return tuple(_sheet(_plain(raw)) for raw in _table()["sheet"])


def sheets_for(choices: Choices) -> tuple[Sheet, ...]:
    """The sheets of a workbook with these choices: none that nothing of the graph could stand on.

    Where classes are not told, every sheet.
    """
    lacking = {root for root, classes in choices.classes.items() if not classes}
    known = plain_sheets() if lacking & things_with().keys() else sheets()
    return tuple(sheet for sheet in known if not lacking >= sheet.segments.keys())


@cache
def things_with() -> Mapping[str, tuple[str, ...]]:
    """The classes and other things that make sense only where a row may be of a class, by it."""
    return {expand(one): tuple(map(expand, others)) for one, others in _table()["with"].items()}


def variants(sheet: Sheet) -> list[Sheet]:
    """The sheet with all its columns, and without those of one class alone."""
    return [one for one in (*sheets(), *plain_sheets()) if one.name == sheet.name]


def class_roots() -> tuple[str, ...]:
    """The classes below which the kinds of rows are."""
    return tuple(root for sheet in sheets() for root in sheet.segments)


def listed_properties() -> tuple[str, ...]:
    """The properties whose values a shape lists, which are choices."""
    return tuple(c for sheet in sheets() for col in sheet.columns for c in col.choices if ":" in c)


def expand(name: str) -> str:
    """The IRI of a name with one of the project's prefixes."""
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local


def _plain(raw: Mapping[str, Any]) -> Mapping[str, Any]:
    columns = [{**one, **one.get("otherwise", {})} for one in raw["column"] if "only" not in one]
    return {**raw, "column": columns}


def _table() -> Mapping[str, Any]:
    text = files(__package__).joinpath("sheets.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _sheet(raw: Mapping[str, Any]) -> Sheet:
    kinds = raw.get("kinds") or {raw["type"]: raw["segment"]}
    return Sheet(
        name=Text(en=raw["en"], zh=raw["zh"]),
        about=Text(en=raw["about_en"], zh=raw["about_zh"]),
        segments={expand(name): segment for name, segment in kinds.items()},
        itself={
            expand(name): (Text(*among), Text(*alone))
            for name, (among, alone) in raw.get("itself", {}).items()
        },
        as_used=tuple(map(expand, raw.get("as_used", ()))),
        columns=tuple(map(_column, raw["column"])),
        worked_rows=raw["worked_rows"],
    )


def _column(raw: Mapping[str, Any]) -> Column:
    named = raw.get("property")
    return Column(
        key=raw["key"],
        heading=Text(en=raw["en"], zh=raw["zh"]),
        note=Text(en=raw["note_en"], zh=raw["note_zh"]),
        reads=raw["reads"],
        predicate=expand(named) if named else None,
        language=raw.get("lang"),
        choices=tuple(expand(c) if ":" in c else c for c in raw.get("choices", ())),
        several=raw.get("several", False),
        default=raw.get("default", ""),
        of=tuple(raw.get("of", ())),
        only=expand(raw["only"]) if "only" in raw else "",
        width=raw["width"],
        worked=tuple(raw.get("worked", ())),
    )
