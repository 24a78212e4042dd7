"""What the page `/new` shows: sections, entries and inputs, with what was found beside each."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cocreation.model import Language
from cocreation.services.form.entries import Entry, Filled
from cocreation.services.form.fields import Field, Form, Section
from cocreation.services.form.reading import Reading
from cocreation.web.form_options import Option, Options
from cocreation.web.form_texts import FORM_TEXTS
from cocreation.web.form_told import Told


@dataclass(frozen=True, slots=True)
class Input:
    """One input: its name, which is its id too but for further values, and what stands in it.

    It is chosen among `options`, or typed, with the list of that id as `suggestions`.
    """

    name: str
    id: str
    value: str
    language: str = ""
    options: tuple[Option, ...] = ()
    suggestions: str = ""


@dataclass(frozen=True, slots=True)
class ShownField:
    """One field of an entry."""

    field: Field
    id: str
    name: str
    hint: str
    only: str
    inputs: tuple[Input, ...]
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class ShownEntry:
    """One entry; `told` is what is about it and none of its fields."""

    entry: Entry
    title: str
    types: tuple[Option, ...]
    fields: tuple[ShownField, ...]
    told: tuple[Told, ...]
    told_of_id: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class ShownSection:
    """One section with its entries."""

    segment: str
    name: str
    about: str
    entries: tuple[ShownEntry, ...]


class Page:
    """Makes the sections of a page in one language."""

    def __init__(
        self,
        form: Form,
        filled: Filled,
        told: Iterable[Told],
        language: Language,
        wanted: Mapping[str, int],
        reading: Reading,
    ) -> None:
        """`wanted` is how many empty inputs more a field has than it would have."""
        self._form, self._filled, self._language = form, filled, language
        self._wanted = wanted
        self.options = Options(form, filled, language, reading)
        self._told: dict[str, list[Told]] = defaultdict(list)
        for one in told:
            self._told[one.target].append(one)

    def sections(self) -> tuple[ShownSection, ...]:
        """Every section, with its entries in their order."""
        return tuple(
            ShownSection(
                section.segment,
                section.name.in_language(self._language),
                about.in_language(self._language) if about else "",
                tuple(
                    self._entry(entry, section, place)
                    for place, entry in enumerate(self._of(section.segment), 1)
                ),
            )
            for section in self._form.sections
            for about in [FORM_TEXTS.get(f"new_about_{section.segment}")]
        )

    def _of(self, segment: str) -> list[Entry]:
        return [entry for entry in self._filled.entries if entry.segment == segment]

    def _entry(self, entry: Entry, section: Section, place: int) -> ShownEntry:
        types = tuple((c.iri, c.label.in_language(self._language)) for c in section.classes)
        return ShownEntry(
            entry,
            f"{section.name.in_language(self._language)} {place}",
            types,
            tuple(self._field(entry, field) for field in section.fields),
            tuple(self._told[entry.key]),
            tuple(self._told[f"{entry.key}.id"]),
        )

    def _field(self, entry: Entry, field: Field) -> ShownField:
        first = f"{entry.key}.{field.keys[0]}"
        inputs = tuple(one for key in field.keys for one in self._inputs(entry, field, key))
        told = [one for key in field.keys for one in self._told[f"{entry.key}.{key}"]]
        return ShownField(
            field,
            first,
            field.name.in_language(self._language),
            field.hint.in_language(self._language) if field.hint else "",
            field.only.in_language(self._language) if field.only else "",
            inputs,
            tuple(told),
        )

    def _inputs(self, entry: Entry, field: Field, key: str) -> list[Input]:
        name = f"{entry.key}.{key}"
        values = [*entry.values.get(key, ())]
        suggestions = self.options.suggestions(field)
        if field.reads == "choice":
            values = [self.options.shown(value, field) for value in values]
        if field.several:
            values = [*(values or [""]), *[""] * self._wanted.get(name, 0)]
        language = key.rpartition("@")[2] if field.reads == "languages" else ""
        return [
            Input(
                name,
                name if not number else f"{name}.{number}",
                value,
                language,
                () if suggestions else self.options.of(field, value, entry),
                suggestions,
            )
            for number, value in enumerate(values or [""])
        ]


def places_of(sections: Iterable[ShownSection]) -> Mapping[str, str]:
    """What the target of a finding is called: its entry, and its field if it is one."""
    called = {}
    for section in sections:
        for shown in section.entries:
            called[shown.entry.key] = called[f"{shown.entry.key}.id"] = shown.title
            for field in shown.fields:
                for one in field.inputs:
                    called[one.name] = f"{shown.title} · {field.name}"
    return called
