"""Where each statement stands in the text that it was read from."""

import re
from bisect import bisect_right
from html import unescape

from cocreation.intake.statements import placed_statements
from cocreation.model import Position, Term
from cocreation.namespaces import BASE

TURTLE_FAMILY = (".ttl", ".trig", ".nt", ".nq")

# How RDF/XML and JSON-LD name what they describe: whole, or relative, or by a prefix.
_NAMED = re.compile(
    r"""(?:\w:(?:about|ID)\s*=|"(?:@id|id)"\s*:)\s*(?:"([^"<]*)"|'([^'<]*)')""",
)


class Positions:
    """The places of the statements in one file; lines and columns count from 1."""

    def __init__(self, text: str, file: str) -> None:
        self._file = file
        self._lines = [0, *(match.end() for match in re.finditer("\n", text))]
        self._offsets: dict[tuple[str | Term | None, ...], int] = {}
        self._named: dict[str, int] = {}

    def note(self, offset: int, *key: str | Term | None) -> None:
        """Keep the first place of a subject, a subject and predicate, or a whole statement."""
        self._offsets.setdefault(key, offset)

    def note_name(self, offset: int, name: str) -> None:
        """Keep the first place of a name that may be relative or have a prefix: only its line."""
        self._named.setdefault(name, offset)

    def of(
        self, subject: str, predicate: str | None = None, value: Term | None = None
    ) -> Position | None:
        """The most exact place known: the statement, else the predicate, else the subject."""
        for key in ((subject, predicate, value), (subject, predicate), (subject,)):
            if key in self._offsets:
                return self._position(self._offsets[key])
        named = [name for name in self._named if _may_name(name, subject)]
        if not named:
            return None
        line = self._position(self._named[max(named, key=len)]).line
        return Position(self._file, line)

    def _position(self, offset: int) -> Position:
        line = bisect_right(self._lines, offset)
        return Position(self._file, line, offset - self._lines[line - 1] + 1)


def read_positions(text: str, file: str, suffix: str) -> Positions:
    """Find where the statements of `text` stand; `suffix` names its syntax.

    Exact in the Turtle family; elsewhere the line on which a subject is first named. The text is
    taken to be well-formed: reading it as RDF tells what is not.
    """
    text = text.removeprefix("\ufeff")
    positions = Positions(text, file)
    if suffix.lower() in TURTLE_FAMILY:
        for subject, predicate, value in placed_statements(text, BASE):
            names = (subject.term.value, predicate.term.value)
            positions.note(subject.offset, names[0])
            positions.note(predicate.offset, *names)
            positions.note(value.offset, *names, value.term)
    else:
        for found in _NAMED.finditer(text):
            name = found[1] if found[1] is not None else found[2]
            positions.note_name(found.start(), unescape(name))
    return positions


def _may_name(name: str, iri: str) -> bool:
    """Whether `name`, written relative or with a prefix, can stand for `iri`."""
    if name == iri:
        return True
    if "://" in name:
        return False
    local = re.sub(r"^(?:[\w.-]+:|[./#]+)", "", name)
    return bool(local) and iri.endswith(local) and iri[-len(local) - 1] in "/#"
