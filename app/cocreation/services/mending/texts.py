"""Changes that may clear what is found on how a text is written; its words stay."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from cocreation.model import Triple
from cocreation.services.mending.changes import Change
from cocreation.services.mending.core import Rule
from cocreation.services.mending.world import Fault

_FULL_WIDTH = str.maketrans(",;:!?", "，；：！？")
_HALF_WIDTH_MARK = re.compile(r"(?<=[一-鿿])[,;:!?]|[,;:!?](?=[一-鿿])")


def _single_spaced(text: str) -> str:
    return " ".join(text.split())


def _full_width(text: str) -> str:
    """The text with full-width marks beside Chinese characters."""
    return _HALF_WIDTH_MARK.sub(lambda mark: mark[0].translate(_FULL_WIDTH), text)


def _written(as_it_should_be: Callable[[str], str], language: str | None = None) -> Rule:
    """A rule that writes the text found, or else each of the property, as it should be."""

    def rule(fault: Fault) -> Iterator[Change]:
        found = fault.finding.value
        for triple in fault.world.data.about(fault.focus):
            value = triple.object
            is_meant = value == found if found else triple.predicate.value == fault.path
            if value.kind != "literal" or not is_meant or (language and value.language != language):
                continue
            text = as_it_should_be(value.value)
            if text and text != value.value:
                new = Triple(triple.subject, triple.predicate, replace(value, value=text))
                yield Change((triple,), (new,))

    return rule


RULES: dict[str, Rule] = {
    "ChineseLabelPunctuation": _written(_full_width, "zh"),
    "DefinitionWhitespace": _written(_single_spaced),
    "LabelWhitespace": _written(_single_spaced),
    "NoteWhitespace": _written(_single_spaced),
}
