"""What the page `/new` shows: sections, entries and inputs, with what was found beside each."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cocreation.intake.choices import Choice
from cocreation.intake.workbook.names import named_iri
from cocreation.model import Finding, Language, Severity
from cocreation.namespaces import compact
from cocreation.services.check_report import CheckReport
from cocreation.services.findings_text import SEVERITIES, name_of
from cocreation.services.form.entries import Entry, Filled, own
from cocreation.services.form.fields import Field, Form, Section
from cocreation.services.form.reading import Reading
from cocreation.web.form_texts import FORM_TEXTS

Option = tuple[str, str]
_MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Told:
    """One thing to mend or to consider; `target` is the id of what it is about, if any."""

    message: str
    target: str = ""
    severity: Severity = "violation"
    severity_name: str = ""
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Input:
    """One input: its name, which is its id too but for further values, and what stands in it."""

    name: str
    id: str
    value: str
    language: str = ""
    options: tuple[Option, ...] = ()


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


def told_of(
    reading: Reading, report: CheckReport | None, form: Form, language: Language
) -> tuple[Told, ...]:
    """What cannot be read and what was found, most serious first."""
    told = [Told(p.message.in_language(language), p.input) for p in reading.problems]
    keys = {iri: key for key, iri in reading.iris.items()}
    for subject in report.subjects if report else ():
        name = subject.label.in_language(language) if subject.label else ""
        for finding in subject.findings:
            target = _target(finding, keys, form)
            shown = "" if target else name or name_of(finding.focus, language)
            told.append(_told(finding, target, shown, language))
    ranks = list(SEVERITIES)
    return tuple(sorted(told, key=lambda one: ranks.index(one.severity)))[:_MOST_SHOWN]


def _told(finding: Finding, target: str, subject: str, language: Language) -> Told:
    return Told(
        message=finding.message.in_language(language),
        target=target,
        severity=finding.severity,
        severity_name=SEVERITIES[finding.severity].in_language(language),
        subject=subject,
    )


def _target(finding: Finding, keys: Mapping[str, str], form: Form) -> str:
    """The id of the field that a finding is about, else of the entry; nothing for other things."""
    key = keys.get(finding.focus, "")
    section = form.section(key.partition(".")[0])
    for field in section.fields if section else ():
        if field.predicate == finding.path:
            return f"{key}.{field.keys[0]}"
    return key


class Page:
    """Makes the sections of a page in one language."""

    def __init__(
        self,
        form: Form,
        filled: Filled,
        told: Iterable[Told],
        language: Language,
        wanted: Mapping[str, int],
    ) -> None:
        """`wanted` is how many empty inputs more a field has than it would have."""
        self._form, self._filled, self._language = form, filled, language
        self._wanted = wanted
        self._told: dict[str, list[Told]] = defaultdict(list)
        for one in told:
            self._told[one.target].append(one)
        self._shorts: dict[str, str] = {}
        self._options: dict[tuple[str, ...], tuple[Option, ...]] = {}

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

    def places(self) -> Mapping[str, str]:
        """What the target of a finding is called: its entry, and its field if it is one."""
        called = {}
        for section in self.sections():
            for shown in section.entries:
                called[shown.entry.key] = called[f"{shown.entry.key}.id"] = shown.title
                for field in shown.fields:
                    for one in field.inputs:
                        called[one.name] = f"{shown.title} · {field.name}"
        return called

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
        if field.reads == "choice":
            values = [self._short(value) for value in values]
        values += [""] * self._wanted.get(name, 0) if field.several else []
        language = key.rpartition("@")[2] if field.reads == "languages" else ""
        return [
            Input(
                name,
                name if not number else f"{name}.{number}",
                value,
                language,
                self._choices(field, value, entry),
            )
            for number, value in enumerate(values or [""])
        ]

    def _choices(self, field: Field, value: str, entry: Entry) -> tuple[Option, ...]:
        """What may be chosen; a value that is none of them stays, so that nothing is lost."""
        if field.reads == "listed":
            known = tuple((one, one) for one in field.listed)
        elif field.reads == "choice":
            known = tuple(o for o in self._known(field.kinds) if o[0] != own(entry.key))
        else:
            return ()
        if value and value not in {one for one, _ in known}:
            return ((value, value), *known)
        return known

    def _known(self, kinds: tuple[str, ...]) -> tuple[Option, ...]:
        """The things of the form, then those of the graph."""
        if kinds not in self._options:
            here = [
                (own(entry.key), self._name(entry, place))
                for kind in kinds
                for place, entry in enumerate(self._of(kind), 1)
            ]
            there = [
                (self._short(choice.iri), self._shown(choice))
                for kind in kinds
                for choice in self._form.choices.listed(kind)
            ]
            self._options[kinds] = (*here, *there)
        return self._options[kinds]

    def _short(self, text: str) -> str:
        """An IRI as a path or with a prefix, where that is read as the same; else the text."""
        if ":" not in text:
            return text
        if text not in self._shorts:
            short = compact(text)
            self._shorts[text] = short if named_iri(short) == text else text
        return self._shorts[text]

    def _shown(self, choice: Choice) -> str:
        label = choice.label.in_language(self._language)
        return f"{choice.code} · {label}" if choice.code else label

    def _name(self, entry: Entry, place: int) -> str:
        labels = entry.values.get(f"rdfs:label@{self._language}", ())
        section = self._form.section(entry.segment)
        kind = section.name.in_language(self._language) if section else ""
        said = next((text for text in (*labels, entry.id) if text.strip()), "")
        return f"▸ {kind} {place}" + (f": {said[:80]}" if said else "")
