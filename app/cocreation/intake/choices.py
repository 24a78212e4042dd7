"""The known things that a cell or a parameter may name."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from cocreation.model import Text
from cocreation.namespaces import ID


@dataclass(frozen=True, slots=True)
class Choice:
    """One known thing: its name in both languages, its study's IRI and a source's code, if any.

    Where a shape lists plain values, the value stands in place of the IRI.
    """

    iri: str
    label: Text
    study: str = ""
    code: str = ""

    @property
    def slug(self) -> str:
        """The last segment of its IRI."""
        return slug_of(self.iri)

    @property
    def shown(self) -> str:
        """How a drop-down shows it."""
        if self.code:
            return self.code
        same = self.label.zh == self.label.en
        return self.label.en if same else f"{self.label.zh} / {self.label.en}"

    @property
    def names(self) -> tuple[str, ...]:
        """Everything that a person may call it."""
        path = self.iri.removeprefix(ID)
        within = path.partition("/")[2]
        return (self.shown, self.code, self.label.zh, self.label.en, self.slug, within, path)


@dataclass(frozen=True, slots=True)
class Choices:
    """The known things by kind (`organization`, `construct`, …), classes by the one above them.

    `applied` has, by a study's IRI, the studies whose model it applies.
    """

    of_kind: Mapping[str, tuple[Choice, ...]] = field(default_factory=dict)
    classes: Mapping[str, tuple[Choice, ...]] = field(default_factory=dict)
    applied: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def studies_with_models(self) -> tuple[str, ...]:
        """The studies that have constructs of their own, which others may apply."""
        return tuple(dict.fromkeys(c.study for c in self.of_kind.get("construct", ()) if c.study))


def slug_of(iri: str) -> str:
    """The last segment of an IRI."""
    return re.split(r"[/#]", iri)[-1]


def normal(name: str) -> str:
    """A name as it is compared: without differences of width and case, and without blanks."""
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())
