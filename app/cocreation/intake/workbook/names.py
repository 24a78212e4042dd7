"""What cells call things: by name in either language, by short id, by code, or by IRI."""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from cocreation.intake.choices import Choice, Choices, normal, slug_of
from cocreation.likeness import nearest
from cocreation.namespaces import ID, PREFIXES
from cocreation.sources import is_iri

_MOST_GUESSES = 100
_SAME_STUDY, _APPLIED, _ELSEWHERE = range(3)
# A path below `id/`: the kind of IRI, then the rest.
_PATH = re.compile(
    r"(?:author|case|coding-team|concept|dimension|discrepancy|evidence|grant|informant|journal"
    r"|organization|part|proposition|publication|reference|resource|sector|solution|source|stage"
    r"|study|theme)(?:/[^\s/]+)+"
)
_OF_NO_STUDY = {"study", "organization", "sector"}


class Names:
    """The things that a workbook's cells may name: its own before known ones.

    Of known things those of the workbook's `study` come first, then those of studies whose model
    it applies, then all others.
    """

    def __init__(self, choices: Choices) -> None:
        self.study = ""
        self._choices = choices
        self._applied: set[str] = set()
        self._own: dict[str, dict[str, Choice]] = defaultdict(dict)
        self._own_names: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._guesses = 0
        self._by_name: dict[tuple[str, bool], dict[str, list[Choice]]] = {}
        self._known_iris: dict[tuple[str, bool], dict[str, Choice]] = {}

    def belongs(self, study: str, applied: Iterable[str]) -> None:
        """Say which study the workbook is of, and whose models that applies."""
        self._by_name.clear()
        self._known_iris.clear()
        self.study = study
        ahead = [*applied, *self._choices.applied.get(study, ())]
        while ahead:
            one = ahead.pop()
            if one not in self._applied:
                self._applied.add(one)
                ahead.extend(self._choices.applied.get(one, ()))

    @property
    def studies(self) -> frozenset[str]:
        """The workbook's study and those whose models it applies; empty where none is named."""
        return frozenset(one for one in (self.study, *self._applied) if one)

    def declare(self, kind: str, choice: Choice) -> None:
        """Make a thing of the workbook known under its names; an earlier name stays."""
        if choice.iri not in self._own[kind]:
            self._own[kind][choice.iri] = choice
            for name in {normal(name) for name in choice.names if name}:
                self._own_names[kind, name].append(choice.iri)

    def own(self, kind: str) -> list[str]:
        """The IRIs of the workbook's own things of that kind."""
        return list(self._own[kind])

    def find(self, text: str, kinds: Sequence[str]) -> list[str]:
        """What the text names: the IRIs at the nearest rank at which it names any."""
        name = normal(text)
        found = [iri for kind in kinds for iri in self._own_names.get((kind, name), ())]
        whole = named_iri(text)
        # Nothing is called by a whole IRI, so that none has to be looked for.
        if not found and not (whole and ":" in text):
            found = self._among_known(text.strip(), kinds)
        return list(dict.fromkeys(found)) or ([whole] if whole else [])

    def of_study(self, text: str, kind: str) -> list[str]:
        """What the text names among the workbook's own things and those of its study."""
        own = self._own_names.get((kind, normal(text)))
        known = self._known(kind, near=True).get(normal(text), ())
        near = [choice.iri for choice in known if self._rank(choice) == _SAME_STUDY]
        return list(dict.fromkeys(own or near))

    def nearest(self, text: str, kinds: Sequence[str]) -> Choice | None:
        """The thing with a name most like the text; None where none is like it.

        Only so many texts are looked at: a file of many unknown names needs another mend.
        """
        self._guesses += 1
        if self._guesses > _MOST_GUESSES:
            return None
        listed = [c for kind in kinds for c in (*self._own[kind].values(), *self._listed(kind))]
        near = nearest([text], sorted(listed, key=self._rank), lambda c: c.names[:-2], 1)
        return next(iter(near), None)

    def shown(self, iri: str, kinds: Sequence[str]) -> str:
        """The best name that finds the thing again: as a drop-down has it, else its path or IRI."""
        names = [name for c in self._called(iri, kinds) for name in (c.shown, c.slug)]
        for name in (*names, iri.removeprefix(ID), iri):
            if name and not set(";；\n") & set(name) and self.find(name, kinds) == [iri]:
                return name
        return iri

    def offered(self, kind: str) -> list[str]:
        """How a drop-down names the known things that may be meant, best first.

        Of what belongs to studies only that of the workbook's own and of those whose model it
        applies, where it says which these are.
        """
        return [choice.shown for choice in self._listed(kind, near=bool(self.studies))]

    def stand_in(self, kinds: Collection[str]) -> str:
        """What can stand in an example for a thing that is not known: a construct, or its study."""
        for construct in self._choices.listed("construct"):
            known = {"construct": construct.iri, "study": construct.study}
            return next((self.shown(known[kind], (kind,)) for kind in kinds if kind in known), "")
        return ""

    def class_of(self, text: str, roots: Iterable[str]) -> tuple[str, str] | None:
        """The class that a cell names, and the one of `roots` that it is below."""
        for root in roots:
            for choice in self._choices.classes.get(root, ()):
                if normal(text) in map(normal, choice.names):
                    return choice.iri, root
        return None

    def classes(self, roots: Iterable[str]) -> list[Choice]:
        """The classes below `roots`."""
        return [choice for root in roots for choice in self._choices.classes.get(root, ())]

    def _rank(self, choice: Choice) -> int:
        if not choice.study or choice.study == self.study:
            return _SAME_STUDY
        return _APPLIED if choice.study in self._applied else _ELSEWHERE

    def _among_known(self, text: str, kinds: Sequence[str]) -> list[str]:
        """The known things of that name at the nearest rank, those called just so first.

        Far ones are read only where none is near.
        """
        name = normal(text)
        ways: tuple[Callable[[str], Sequence[Choice]], ...] = (
            lambda kind: self._choices.exactly(kind, text),
            lambda kind: self._known(kind, near=True).get(name, ()),
            lambda kind: self._known(kind, near=False).get(name, ()),
        )
        for way in ways:
            ranked: dict[int, list[Choice]] = defaultdict(list)
            for choice in (choice for kind in kinds for choice in way(kind)):
                ranked[self._rank(choice)].append(choice)
            if ranked:
                nearest = ranked[min(ranked)]
                exact = [choice.iri for choice in nearest if text in choice.names]
                return exact or [choice.iri for choice in nearest]
        return []

    def _listed(self, kind: str, *, near: bool = False) -> tuple[Choice, ...]:
        """The known things of a kind; of those near, all are of the study or what it applies."""
        return self._choices.listed(kind, self.studies if near else None)

    def _known(self, kind: str, *, near: bool) -> dict[str, list[Choice]]:
        if (kind, near) not in self._by_name:
            index: dict[str, list[Choice]] = defaultdict(list)
            for choice in self._listed(kind, near=near):
                for name in {normal(name) for name in choice.names if name}:
                    index[name].append(choice)
            self._by_name[kind, near] = dict(index)
        return self._by_name[kind, near]

    def _called(self, iri: str, kinds: Sequence[str]) -> list[Choice]:
        """The thing as each kind has it; far ones are read only for what is not near or own."""
        ways: tuple[Callable[[str], Mapping[str, Choice]], ...] = (
            lambda kind: self._by_iri(kind, near=True),
            lambda kind: self._own[kind],
            lambda kind: self._by_iri(kind, near=False),
        )
        found = ([known[iri] for known in map(way, kinds) if iri in known] for way in ways)
        return next(filter(None, found), [])

    def _by_iri(self, kind: str, *, near: bool) -> dict[str, Choice]:
        if (kind, near) not in self._known_iris:
            listed = self._listed(kind, near=near)
            self._known_iris[kind, near] = {choice.iri: choice for choice in listed}
        return self._known_iris[kind, near]


def iri_of(text: str, segment: str, study: str) -> str | None:
    """The IRI of the thing whose short id is `text`; None where that cannot be in an IRI."""
    whole = named_iri(text)
    if whole is not None:
        return whole
    short = re.sub(r"\s+", "-", text.strip())
    within = "" if segment in _OF_NO_STUDY or not study else f"{slug_of(study)}/"
    iri = f"{ID}{segment}/{within}{short}"
    return iri if short and not set("?#/") & set(short) and is_iri(iri) else None


def slugged(name: str) -> str:
    """A short id made of an English name."""
    return re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")


def named_iri(text: str) -> str | None:
    """The IRI that the text is, whole or with a known prefix, or as a path below `id/`."""
    text = text.strip()
    prefix, _, local = text.partition(":")
    if _PATH.fullmatch(text):
        text = ID + text
    elif prefix in PREFIXES and not local.startswith("//"):
        text = PREFIXES[prefix] + local
    elif not re.match(r"[A-Za-z][A-Za-z0-9+.-]*://|urn:", text):
        return None
    return text if is_iri(text) else None
