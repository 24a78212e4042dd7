"""What may be chosen in a field of `/new`: from a short list, or typed with suggestions."""

from collections import Counter
from collections.abc import Iterator

from cocreation.intake.choices import Choice
from cocreation.intake.workbook.names import named_iri
from cocreation.model import Language
from cocreation.namespaces import compact
from cocreation.services.form.entries import Entry, Filled, own
from cocreation.services.form.fields import Field, Form
from cocreation.services.form.offering import offered
from cocreation.services.form.reading import Reading
from cocreation.services.results import truth

Option = tuple[str, str]
Kinds = tuple[str, ...]
# Nobody looks for a name in a longer list; and each field would carry a copy of it.
_MOST_LISTED = 100
# Names beyond these can be typed too.
_MOST_SUGGESTED = 3_000
_TRUTHS = ("true", "false")


class Options:
    """The options of fields in one language, for a form as it was filled in and read."""

    def __init__(self, form: Form, filled: Filled, language: Language, reading: Reading) -> None:
        self._form, self._filled, self._language = form, filled, language
        self._reading = reading
        self._shorts: dict[str, str] = {}
        self._offered: dict[Kinds, tuple[Choice, ...]] = {}
        self._listed: dict[Kinds, tuple[Option, ...]] = {}

    def suggestions(self, field: Field) -> str:
        """The id of the list that suggests names; empty where a field has few enough to list."""
        if field.reads != "choice" or len(self._known(field.kinds)) <= _MOST_LISTED:
            return ""
        return _id(field.kinds)

    def lists(self) -> Iterator[tuple[str, tuple[Option, ...]]]:
        """Each list of suggestions that fields of the form need: its id, and names with labels."""
        for kinds, known in self._offered.items():
            if len(known) > _MOST_LISTED:
                here = ((self._name(e, kinds), self._title(e, n)) for e, n in self._own(kinds))
                counted = Counter(choice.shown for choice in known[:_MOST_SUGGESTED])
                there = (
                    (c.shown if counted[c.shown] == 1 else self._short(c.iri), "")
                    for c in known[:_MOST_SUGGESTED]
                )
                yield _id(kinds), (*here, *there)

    def of(self, field: Field, value: str, entry: Entry) -> tuple[Option, ...]:
        """What may be chosen; a value that is none of them stays, so that nothing is lost."""
        if field.reads == "listed":
            known = tuple((one, self._listed_label(one)) for one in field.listed)
        elif field.reads == "choice":
            known = tuple(o for o in self._options(field.kinds) if o[0] != own(entry.key))
        else:
            return ()
        if value and value not in {one for one, _ in known}:
            return ((value, value), *known)
        return known

    def shown(self, value: str, field: Field) -> str:
        """A value as its input shows it: to be typed as a name, to be chosen as a short IRI."""
        if not self.suggestions(field):
            return self._short(value)
        entry = next((e for e, _ in self._own(field.kinds) if own(e.key) == value), None)
        if entry:
            return self._name(entry, field.kinds)
        iri = named_iri(value)
        return self._reading.names.shown(iri, field.kinds) if iri else value

    def _known(self, kinds: Kinds) -> tuple[Choice, ...]:
        if kinds not in self._offered:
            found = (c for kind in kinds for c in offered(kind, self._form, self._reading))
            self._offered[kinds] = tuple(found)
        return self._offered[kinds]

    def _options(self, kinds: Kinds) -> tuple[Option, ...]:
        """The things of the form, then those of the graph."""
        if kinds not in self._listed:
            here = ((own(e.key), self._title(e, place)) for e, place in self._own(kinds))
            there = ((self._short(c.iri), self._label(c)) for c in self._known(kinds))
            self._listed[kinds] = (*here, *there)
        return self._listed[kinds]

    def _own(self, kinds: Kinds) -> Iterator[tuple[Entry, int]]:
        """The entries of these kinds, each with its place among those of its kind."""
        for kind in kinds:
            entries = (entry for entry in self._filled.entries if entry.segment == kind)
            yield from ((entry, place) for place, entry in enumerate(entries, 1))

    def _name(self, entry: Entry, kinds: Kinds) -> str:
        """How an entry is typed: by its label, else by its key."""
        labelled = any(key.startswith("rdfs:label@") for key in entry.values)
        iri = self._reading.iris.get(entry.key)
        return self._reading.names.shown(iri, kinds) if iri and labelled else own(entry.key)

    def _short(self, text: str) -> str:
        """An IRI as a path or with a prefix, where that is read as the same; else the text."""
        if ":" not in text:
            return text
        if text not in self._shorts:
            short = compact(text)
            self._shorts[text] = short if named_iri(short) == text else text
        return self._shorts[text]

    def _listed_label(self, value: str) -> str:
        return truth(value, self._language) if value in _TRUTHS else value

    def _label(self, choice: Choice) -> str:
        label = choice.label.in_language(self._language)
        return f"{choice.code} · {label}" if choice.code else label

    def _title(self, entry: Entry, place: int) -> str:
        labels = entry.values.get(f"rdfs:label@{self._language}", ())
        section = self._form.section(entry.segment)
        kind = section.name.in_language(self._language) if section else ""
        said = next((text for text in (*labels, entry.id) if text.strip()), "")
        return f"▸ {kind} {place}" + (f": {said[:80]}" if said else "")


def _id(kinds: Kinds) -> str:
    return "names-of-" + "-".join(kinds)
