"""From a form to statements: the subjects' IRIs, and what cannot be read, beside its field."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from cocreation.intake.choices import slug_of
from cocreation.intake.workbook.names import Names
from cocreation.intake.workbook.rows import Cell, Row, Rows
from cocreation.intake.workbook.statements import Statements, read_statements
from cocreation.model import Term, Text, Triple
from cocreation.namespaces import RDF
from cocreation.services.form.entries import Entry, Filled, own, read_value
from cocreation.services.form.fields import Field, Form, Section

_TYPE = Term("iri", RDF + "type")
_UNREAD: Mapping[str, Text] = {
    "integer": Text(en="Write a whole number, such as 3.", zh="请填写整数，例如 3。"),
    "month": Text(
        en="Write a year and a month, such as 2024-03.", zh="请填写年-月，例如 2024-03。"
    ),
    "listed": Text(en="Choose one of the list.", zh="请从列表中选择。"),
    "iri": Text(
        en="Write a whole IRI, such as https://example.org/thing.",
        zh="请填写完整的 IRI，例如 https://example.org/thing。",
    ),
}
_CONTROL = Text(
    en="There is a character in it that cannot be printed; write it anew.",
    zh="其中有不可打印的字符；请重新填写。",
)


_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Problem:
    """An input that cannot be read, by its name, and what to do."""

    input: str
    message: Text


@dataclass(frozen=True, slots=True)
class Reading:
    """What a form says; `iris` are those of its entries by their keys.

    `names` know the entries beside what is in the graph, and the studies that the form is about.
    """

    triples: frozenset[Triple]
    iris: Mapping[str, str]
    problems: tuple[Problem, ...]
    by_entry: Mapping[str, frozenset[Triple]]
    names: Names


def read_form(filled: Filled, form: Form) -> Reading:
    """Read every entry that is not blank, and put back what was kept, under the new names."""
    entries = [e for e in filled.entries if not e.blank and form.section(e.segment)]
    names = Names(form.choices)
    made = _statements(entries, form, "", names)
    cases = [s.iri for e, s in zip(entries, made.subjects, strict=True) if e.segment == "case"]
    if any(not entry.was for entry in entries):
        # Others add to the same study: what has no name of its own gets one after its case.
        names = Names(form.choices)
        made = _statements(entries, form, slug_of(cases[0]) if cases else "", names)
    iris = {e.key: s.iri for e, s in zip(entries, made.subjects, strict=True)}
    problems = [Problem(p.place, p.message) for p in made.problems if p.place.endswith(".id")]
    by_entry = {}
    values = _Values(form, iris, names, problems)
    for entry, placed in zip(entries, made.by_row, strict=True):
        said = set(values.said(entry))
        if not entry.was:
            told = {triple.predicate for triple in said}
            said |= {one.triple for one in placed if one.triple.predicate not in told | {_TYPE}}
        by_entry[entry.key] = frozenset(said)
    renamed = {e.was: iris[e.key] for e in entries if e.was and e.was != iris[e.key]}
    kept = {_renamed(triple, renamed) for triple in filled.kept}
    triples = frozenset(kept.union(*by_entry.values()))
    return Reading(triples, iris, tuple(problems), by_entry, names)


def _statements(entries: Sequence[Entry], form: Form, case: str, names: Names) -> Statements:
    rows = [_row(entry, form, entries, case) for entry in entries]
    return read_statements(Rows(rows), names)


def _row(entry: Entry, form: Form, entries: Sequence[Entry], case: str) -> Row:
    """The entry as a row of a workbook, which tells its IRI and what is left to be understood."""
    section = form.section(entry.segment)
    assert section is not None  # noqa: S101 -- its caller has looked
    cells = {"kind": slug_of(entry.type), "id": entry.id}
    names = {own(e.key): _name(e) for e in entries}
    for column in section.sheet.columns:
        if column.predicate and column.has(entry.segment):
            texts = _texts(entry, section, column.predicate, column.language)
            cells[column.key] = "; ".join(names.get(text, text) for text in texts)
    places = {"id": f"{entry.key}.id"}
    return Row(
        section.sheet,
        f"!{case}-{entry.segment[0]}{entry.number}".replace("!-", "!"),
        {
            key: Cell(text, places.get(key, entry.key))
            for key, text in cells.items()
            if text.strip()
        },
    )


def _texts(entry: Entry, section: Section, predicate: str, language: str | None) -> list[str]:
    keys = [key for field in section.fields if field.predicate == predicate for key in field.keys]
    return [
        text
        for key in keys
        if not language or key.endswith(f"@{language}")
        for text in entry.values.get(key, ())
        if text.strip()
    ]


def _name(entry: Entry) -> str:
    """What another entry may call this one."""
    given = [*entry.values.get("rdfs:label@en", ()), *entry.values.get("rdfs:label@zh", ())]
    codes = entry.values.get("cst:sourceCode", ())
    return next((text for text in (entry.id, *codes, *given) if text.strip()), "")


@dataclass(frozen=True, slots=True)
class _Values:
    """Reads the values of entries; what cannot be read is added to `problems`."""

    form: Form
    iris: Mapping[str, str]
    names: Names
    problems: list[Problem]

    def said(self, entry: Entry) -> Iterator[Triple]:
        section = self.form.section(entry.segment)
        subject = Term("iri", self.iris[entry.key])
        if section and entry.type in {one.iri for one in section.classes}:
            yield Triple(subject, _TYPE, Term("iri", entry.type))
        for field in section.fields if section else ():
            for key in field.keys:
                for text in filter(str.strip, entry.values.get(key, ())):
                    value = self._value(text, field, key)
                    if isinstance(value, Text):
                        self.problems.append(Problem(f"{entry.key}.{key}", value))
                    else:
                        yield Triple(subject, Term("iri", field.predicate), value)

    def _value(self, text: str, field: Field, key: str) -> Term | Text:
        """What a text means, or why it means nothing."""
        value = read_value(text, field, key.rpartition("@")[2], self.iris)
        if value is not None:
            return value
        if field.reads != "choice":
            return _UNREAD.get(field.reads, _CONTROL)
        found = self.names.find(text, field.kinds)
        if len(found) == 1:
            return Term("iri", found[0])
        return self._several(text, found, field) if found else self._unknown(text, field)

    def _several(self, text: str, found: Sequence[str], field: Field) -> Text:
        listed = [self.names.shown(iri, field.kinds) for iri in found]
        return Text(
            en=f"“{text[:_SHOWN]}” names more than one thing: write one of {', '.join(listed)}.",
            zh=f"“{text[:_SHOWN]}”所指不止一个：请写其一：{'、'.join(listed)}。",
        )

    def _unknown(self, text: str, field: Field) -> Text:
        near = self.names.nearest(text, field.kinds)
        new = set(field.kinds) & {section.segment for section in self.form.sections}
        return Text(
            en=f"Nothing that fits here is called “{text[:_SHOWN]}”: "
            + (f"did you mean “{near.shown}”? Correct it" if near else "choose one of the list")
            + (", or add it to the form." if new else "."),
            zh=f"没有适合此处、名为“{text[:_SHOWN]}”的内容："
            + (f"是否想写“{near.shown}”？请改正" if near else "请从列表中选择")
            + ("，或在表单中添加。" if new else "。"),
        )


def _renamed(triple: Triple, renamed: Mapping[str, str]) -> Triple:
    """The statement with the names that things have now."""
    subject, predicate, value = triple
    return Triple(_now(subject, renamed), predicate, _now(value, renamed))


def _now(term: Term, renamed: Mapping[str, str]) -> Term:
    if term.kind == "iri" and term.value in renamed:
        return replace(term, value=renamed[term.value])
    return term
