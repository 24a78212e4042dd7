"""Where in a JSON text its values stand, which Python's reader does not tell."""

import json
import re
from dataclasses import dataclass

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s"{}\[\],:]+')


@dataclass(slots=True)
class _Open:
    """An array or an object that is not closed yet; `member` is where its next value belongs."""

    pointer: str
    member: str | None
    index: int = -1

    @classmethod
    def begun(cls, bracket: str, pointer: str) -> "_Open":
        """The array or object that begins with the bracket."""
        return cls(pointer, f"{pointer}/0", 0) if bracket == "[" else cls(pointer, None)

    def go_on(self) -> None:
        """Go past a comma."""
        self.member = None
        if self.index >= 0:
            self.index += 1
            self.member = f"{self.pointer}/{self.index}"


def json_offsets(text: str) -> dict[str, int]:
    """The offset of each value by its pointer, of a member of an object that of its name.

    The text is taken to be JSON.
    """
    found: dict[str, int] = {}
    within: list[_Open] = [_Open("", "")]
    for match in _TOKEN.finditer(text):
        mark, inner = match[0], within[-1]
        if mark in "}]":
            within.pop()
        elif mark == ",":
            inner.go_on()
        elif inner.member is None:
            inner.member = f"{inner.pointer}/{escaped(json.loads(mark))}"
            found[inner.member] = match.start()
        elif mark != ":":
            found.setdefault(inner.member, match.start())
            if mark in "{[":
                within.append(_Open.begun(mark, inner.member))
    return found


def escaped(name: str) -> str:
    """A name as a pointer has it."""
    return name.replace("~", "~0").replace("/", "~1")
