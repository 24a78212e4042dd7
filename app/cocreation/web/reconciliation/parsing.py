"""JSON that strangers send, taken apart within limits; what is wrong is named with its place."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, NoReturn

from cocreation.errors import ParameterError, RequestTooLargeError
from cocreation.linking.names import LONGEST
from cocreation.model import Text

_LONGEST_KEY = 40


@dataclass(frozen=True, slots=True)
class Place:
    """A value of the JSON that was sent, and where it stands (`queries.q0.limit`)."""

    value: Any
    path: str

    def at(self, key: str | int) -> "Place":
        """What stands here under a key of an object, or at a number in a list; None if nothing."""
        if isinstance(key, int):
            return Place(self.value[key], f"{self.path}[{key}]")
        short = key[:_LONGEST_KEY]
        return Place(self.value.get(key), f"{self.path}.{short}" if self.path else short)

    def object(self, allowed: Collection[str] = ()) -> dict[str, Any]:
        """The object that has to stand here, with no other keys than those allowed, if any are."""
        if not isinstance(self.value, dict):
            self.refuse("has to be an object", "应为对象")
        for key in self.value:
            if allowed and key not in allowed:
                self.refuse(
                    f"has a field “{key[:_LONGEST_KEY]}” that is not known; leave it out",
                    f"含有未知字段“{key[:_LONGEST_KEY]}”；请删去",
                )
        return dict(self.value)

    def items(self, most: int) -> list["Place"]:
        """The list that has to stand here, with no more than so many members."""
        if not isinstance(self.value, list):
            self.refuse("has to be a list", "应为列表")
        self.bound(len(self.value), most)
        return [self.at(number) for number in range(len(self.value))]

    def items_or_one(self, most: int) -> list["Place"]:
        """The list that stands here, or the one value that does."""
        return self.items(most) if isinstance(self.value, list) else [self]

    def text(self, most: int = LONGEST) -> str:
        """The text that has to stand here; of a longer one, the beginning."""
        return self.identifier()[:most].strip()

    def identifier(self) -> str:
        """The text that has to stand here, as it was sent."""
        if not isinstance(self.value, str):
            self.refuse("has to be a text", "应为文本")
        return str(self.value)

    def truth(self) -> bool:
        """The true or false that has to stand here; false where nothing does."""
        if self.value is not None and not isinstance(self.value, bool):
            self.refuse("has to be true or false", "应为 true 或 false")
        return bool(self.value)

    def one_of(self, choices: Collection[str], default: str) -> str:
        """One of the words that may stand here."""
        if self.value is None:
            return default
        if self.value not in choices:
            listed = ", ".join(choices)
            self.refuse(f"has to be one of: {listed}", f"只能是：{listed}")
        return str(self.value)

    def count(self, default: int, most: int) -> int:
        """The positive whole number that stands here, at most so many."""
        if self.value is None:
            return default
        is_number = isinstance(self.value, int | float) and not isinstance(self.value, bool)
        if not is_number or self.value < 1 or self.value % 1:
            self.refuse("has to be a positive whole number", "应为正整数")
        return int(min(self.value, most))

    def bound(self, number: int, most: int) -> None:
        """Refuse more than so many of what stands here; RequestTooLargeError."""
        if number > most:
            name = _name(self.path)
            raise RequestTooLargeError(
                Text(
                    en=f"{name.en} has {number} members; send at most {most} at once.",
                    zh=f"{name.zh}有 {number} 项；每次最多发送 {most} 项。",
                ),
                {"parameter": self.path, "most": most},
            )

    def refuse(self, en: str, zh: str) -> NoReturn:
        """Say what is wrong with what stands here; ParameterError."""
        name = _name(self.path)
        raise ParameterError(
            Text(en=f"{name.en} {en}.", zh=f"{name.zh}{zh}。"), {"parameter": self.path}
        )


def parsed(text: str | bytes, name: str) -> Place:
    """Read JSON; ParameterError where it is none."""
    try:
        return Place(json.loads(text, parse_constant=_no_number), name)
    except (ValueError, RecursionError):
        told = _name(name)
        raise ParameterError(
            Text(
                en=f"{told.en} is not JSON that can be read; the page /reconcile shows an example.",
                zh=f"{told.zh}不是可读取的 JSON；/reconcile 页面有示例。",
            ),
            {"parameter": name},
        ) from None


def _name(path: str) -> Text:
    return Text(f"“{path}”", f"“{path}”") if path else Text(en="The body", zh="请求体")


def _no_number(name: str) -> NoReturn:
    """Refuse NaN and infinities, which Python reads and JSON does not have."""
    raise ValueError(name)
