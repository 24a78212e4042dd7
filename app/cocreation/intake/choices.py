"""The known things that a cell or a parameter may name."""

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from cocreation.model import Text
from cocreation.namespaces import ID

BETWEEN_LABELS = " / "
# Things of these kinds are not said to be of a study.
_OF_ANY_STUDY = {"study", "coding-team", "organization", "sector", "gap"}


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
        return BETWEEN_LABELS.join(filter(None, dict.fromkeys((self.label.zh, self.label.en))))

    @property
    def names(self) -> tuple[str, ...]:
        """Everything that a person may call it."""
        path = self.iri.removeprefix(ID)
        within = path.partition("/")[2]
        return (self.shown, self.code, self.label.zh, self.label.en, self.slug, within, path)


@dataclass(frozen=True)
class Choices:
    """The known things by kind (`organization`, `construct`, …), classes by the one above them.

    `applied` has, by a study's IRI, the studies whose model it applies.
    """

    of_kind: Mapping[str, tuple[Choice, ...]] = field(default_factory=dict)
    classes: Mapping[str, tuple[Choice, ...]] = field(default_factory=dict)
    applied: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def listed(self, kind: str, studies: Collection[str] | None = None) -> tuple[Choice, ...]:
        """The known things of a kind, in order; only those of `studies`, where they are of any."""
        known = self.of_kind.get(kind, ())
        if studies is None or is_of_any_study(kind):
            return known
        return tuple(choice for choice in known if choice.study in studies)

    def exactly(self, kind: str, name: str) -> tuple[Choice, ...]:  # noqa: ARG002 -- to be told
        """The known things of a kind that are called just so, where that is told without a list."""
        return ()

    @property
    def studies_with_models(self) -> tuple[str, ...]:
        """The studies that have constructs of their own, which others may apply."""
        return tuple(dict.fromkeys(c.study for c in self.listed("construct") if c.study))


def is_of_any_study(kind: str) -> bool:
    """Whether things of the kind are no study's own; so are the values that shapes list."""
    return kind in _OF_ANY_STUDY or ":" in kind


def slug_of(iri: str) -> str:
    """The last segment of an IRI."""
    return re.split(r"[/#]", iri)[-1]


def normal(name: str) -> str:
    """A name as it is compared: without differences of width and case, and without blanks."""
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())
