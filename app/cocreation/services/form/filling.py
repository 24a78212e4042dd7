"""From a graph to a form: an entry for each thing that reads back to what is said of it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from cocreation.intake.choices import slug_of
from cocreation.intake.workbook.writing import short_id
from cocreation.model import Term, Triple
from cocreation.namespaces import CST, RDF, XSD
from cocreation.services.form.entries import Entry, Filled, write_value
from cocreation.services.form.fields import Form, Section
from cocreation.services.form.reading import read_form

_TYPE = RDF + "type"
_OF_STUDY = CST + "ofStudy"
_TRIES = 5
Said = Mapping[str, Mapping[str, list[Term]]]


def fill_form(triples: Iterable[Triple], form: Form) -> Filled:
    """Put a graph into the form; what no entry reads back to is kept as it is."""
    given = {Triple(s, p, _plain(o)) for s, p, o in triples}
    entries = _entries(given, form)
    for _ in range(_TRIES):
        reading = read_form(Filled(tuple(entries)), form)
        sound = [
            entry
            for entry in entries
            if reading.by_entry[entry.key] <= given and reading.iris[entry.key] == entry.was
        ]
        if len(sound) == len(entries):
            kept = sorted(given - reading.triples, key=_key)
            return Filled(tuple(entries), tuple(kept))
        entries = sound
    return Filled((), tuple(sorted(given, key=_key)))


def _plain(term: Term) -> Term:
    """A literal with its datatype said, as `sources.terms` gives it."""
    if term.kind == "literal" and not term.language and not term.datatype:
        return replace(term, datatype=XSD + "string")
    return term


def _entries(given: set[Triple], form: Form) -> list[Entry]:
    said: dict[str, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
    for triple in sorted(given, key=_key):
        if triple.subject.kind == "iri":
            said[triple.subject.value][triple.predicate.value].append(triple.object)
    classes = {c.iri: section for section in form.sections for c in section.classes}
    counted: Counter[str] = Counter()
    placed: list[tuple[str, str, Section, str]] = []
    for subject, values in said.items():
        types = [term.value for term in values.get(_TYPE, ()) if term.value in classes]
        if len(types) == 1:
            section = classes[types[0]]
            counted[section.segment] += 1
            key = f"{section.segment}.{counted[section.segment]}"
            placed.append((subject, types[0], section, key))
    keys = {subject: key for subject, _, _, key in placed}
    study = _study(said, placed)
    made = [
        _entry(subject, type_, section, said, keys, study) for subject, type_, section, _ in placed
    ]
    order = [section.segment for section in form.sections]
    return sorted(made, key=lambda entry: (order.index(entry.segment), entry.number))


def _study(said: Said, placed: Sequence[tuple[str, str, Section, str]]) -> str:
    """The study that the file is of: its own, else its case's."""
    own = [subject for subject, _, section, _ in placed if section.segment == "study"]
    cases = [subject for subject, _, section, _ in placed if section.segment == "case"]
    named = [term.value for case in cases for term in said[case].get(_OF_STUDY, ())]
    return next(iter([*own, *named]), "")


def _entry(
    subject: str,
    type_: str,
    section: Section,
    said: Said,
    keys: Mapping[str, str],
    study: str,
) -> Entry:
    values: dict[str, tuple[str, ...]] = {}
    for field in section.fields:
        for key in field.keys:
            language = key.rpartition("@")[2]
            terms = said[subject].get(field.predicate, ())
            texts = [write_value(term, field, language, keys) for term in terms]
            fitting = [text for text in texts if text is not None]
            if fitting:
                values[key] = tuple(fitting if field.several else fitting[:1])
    of = said[subject].get(_OF_STUDY, ())
    short = short_id(subject, section.segment, of[0].value if of else study, slug_of(type_))
    number = int(keys[subject].rpartition(".")[2])
    return Entry(section.segment, number, short, type_, subject, values)


def _key(triple: Triple) -> tuple[str, ...]:
    return tuple(
        part
        for term in triple
        for part in (term.kind, term.value, term.language or "", term.datatype or "")
    )
