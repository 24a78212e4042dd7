"""The sheets of a workbook and their columns, as the one table beside this file defines them."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

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
    IRI have the column.
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

    `itself` are classes that a row may be of although they have subclasses, and their names.
    """

    name: Text
    about: Text
    segments: Mapping[str, str]
    itself: Mapping[str, Text]
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
    text = files(__package__).joinpath("sheets.toml").read_text(encoding="utf-8")
    return tuple(map(_sheet, tomllib.loads(text)["sheet"]))


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


def _sheet(raw: Mapping[str, Any]) -> Sheet:
    kinds = raw.get("kinds") or {raw["type"]: raw["segment"]}
    return Sheet(
        name=Text(en=raw["en"], zh=raw["zh"]),
        about=Text(en=raw["about_en"], zh=raw["about_zh"]),
        segments={expand(name): segment for name, segment in kinds.items()},
        itself={expand(name): Text(*texts) for name, texts in raw.get("itself", {}).items()},
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
        width=raw["width"],
        worked=tuple(raw.get("worked", ())),
    )
