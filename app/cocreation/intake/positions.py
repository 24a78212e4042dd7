"""Where each statement stands in the text that it was read from."""

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping
from html import unescape

from cocreation.intake.json_offsets import json_offsets
from cocreation.intake.pointers import pointers
from cocreation.intake.statements import placed_statements
from cocreation.model import Position, Term
from cocreation.namespaces import BASE

TURTLE_FAMILY = (".ttl", ".trig", ".nt", ".nq")
JSON_FAMILY = (".jsonld", ".json")
# Nobody would see the empty pointer to a whole document.
_WHOLE = "/"

# How RDF/XML names what it describes: whole, or relative.
_NAMED = re.compile(r"""\w:(?:about|ID)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')""")


class Positions:
    """The places of the statements in one file.

    A place is an offset in the file's text, told as a line and a column, which count from 1; or
    what the file names itself, such as a cell. `find` notes the places; it is called when the first
    is asked for, since most files are never asked.
    """

    def __init__(
        self, text: str, file: str, find: "Callable[[Positions], None] | None" = None
    ) -> None:
        self._file = file
        self._find = find
        self._lines = [0, *(match.end() for match in re.finditer("\n", text))]
        self._places: dict[tuple[str | Term | None, ...], int | str] = {}
        self._named: dict[str, int] = {}
        self._offsets: Mapping[str, int] = {}

    def note(self, place: int | str, *key: str | Term | None) -> None:
        """Keep the first place of a subject, a subject and predicate, or a whole statement."""
        self._places.setdefault(key, place)

    def note_offsets(self, offsets: Mapping[str, int]) -> None:
        """Say where in the text those places begin that the file names itself."""
        self._offsets = offsets

    def note_name(self, offset: int, name: str) -> None:
        """Keep the first place of a name that may be relative or have a prefix: only its line."""
        self._named.setdefault(name, offset)

    def of(
        self, subject: str, predicate: str | None = None, value: Term | None = None
    ) -> Position | None:
        """The most exact place known: the statement, else the predicate, else the subject."""
        if self._find is not None:
            find, self._find = self._find, None
            find(self)
        for key in ((subject, predicate, value), (subject, predicate), (subject,)):
            if key in self._places:
                return self._position(self._places[key])
        named = [name for name in self._named if _may_name(name, subject)]
        if not named:
            return None
        line = self._position(self._named[max(named, key=len)]).line
        return Position(self._file, line)

    def _position(self, place: int | str) -> Position:
        name, offset = (place, self._offsets.get(place)) if isinstance(place, str) else ("", place)
        if offset is None:
            return Position(self._file, place=name)
        line = bisect_right(self._lines, offset)
        return Position(self._file, line, offset - self._lines[line - 1] + 1, name)


def read_positions(text: str, file: str, suffix: str) -> Positions:
    """Find where the statements of `text` stand; `suffix` names its syntax.

    Exact in the Turtle family; a JSON pointer and where it leads in JSON-LD; in RDF/XML the line on
    which a subject is first named. The text is taken to be well-formed: reading it as RDF tells
    what is not.
    """
    text = text.removeprefix("\ufeff")

    def find(positions: Positions) -> None:
        if suffix.lower() in JSON_FAMILY:
            _find_pointers(positions, text)
        elif suffix.lower() in TURTLE_FAMILY:
            _find_statements(positions, text)
        else:
            _find_names(positions, text)

    return Positions(text, file, find)


def _find_pointers(positions: Positions, text: str) -> None:
    found = list(pointers(text, BASE))
    for pointer, *key in found:
        positions.note(str(pointer) or _WHOLE, *key)
    # What is no JSON has no pointers.
    offsets = json_offsets(text) if found else {}
    positions.note_offsets({pointer or _WHOLE: offset for pointer, offset in offsets.items()})


def _find_statements(positions: Positions, text: str) -> None:
    for subject, predicate, value in placed_statements(text, BASE):
        names = (subject.term.value, predicate.term.value)
        positions.note(subject.offset, names[0])
        positions.note(predicate.offset, *names)
        positions.note(value.offset, *names, value.term)


def _find_names(positions: Positions, text: str) -> None:
    for found in _NAMED.finditer(text):
        name = found[1] if found[1] is not None else found[2]
        positions.note_name(found.start(), unescape(name))


def _may_name(name: str, iri: str) -> bool:
    """Whether `name`, written relative or with a prefix, can stand for `iri`."""
    if name == iri:
        return True
    if "://" in name:
        return False
    local = re.sub(r"^(?:[\w.-]+:|[./#]+)", "", name)
    return bool(local) and iri.endswith(local) and iri[-len(local) - 1] in "/#"
