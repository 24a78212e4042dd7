"""Answers in the shape of either version of the API."""

import math
from collections.abc import Mapping, Sequence

from cocreation.linking.entities import Feature, Name
from cocreation.model import Language, Term
from cocreation.namespaces import XSD, compact
from cocreation.services.reconciling.extending import Column, Row
from cocreation.services.reconciling.queries import Found
from cocreation.services.reconciling.register import Register
from cocreation.services.reconciling.telling import description, named
from cocreation.services.reconciling.things import Thing
from cocreation.services.reconciling.vocabulary import Concept
from cocreation.web.reconciliation.reconcile_texts import FEATURES

Json = dict[str, object]

_HUNDRED = 100
_DIGITS = 1
_WHOLE = XSD + "integer"
_NUMBERS = (XSD + "decimal", XSD + "double", XSD + "float")
_MOMENT, _DAY = XSD + "dateTime", XSD + "date"


class Writer:
    """Writes what was found for a reader of one language."""

    def __init__(self, register: Register, language: Language) -> None:
        """Take names from a register."""
        self._register = register
        self._language: Language = language
        # A batch finds the same things again and again.
        self._told: dict[str, Json] = {}

    def candidate(self, found: Found) -> Json:
        """A candidate of 0.2."""
        features = [{"id": _id_of(one), "value": round(one.value, 3)} for one in found.features]
        return {**self._candidate(found), "features": features}

    def draft_candidate(self, found: Found) -> Json:
        """A candidate of 1.0-draft."""
        features = [
            {"id": _id_of(one), "value": round(one.value, 3), **self._feature(one)}
            for one in found.features
        ]
        return {**self._candidate(found), "features": features}

    def thing(self, thing: Thing) -> Json:
        """A thing as it is suggested."""
        told = description(self._register, thing, self._language)
        return {
            "id": thing.iri,
            **_named(thing.name(self._language)),
            "description": told.text,
            "notable": self._types(thing),
        }

    def concept(self, concept: Concept) -> Json:
        """A class or a property as it is suggested, with the classes right above."""
        known = self._register.types
        above = [self._short(known[iri]) for iri in concept.broader if iri in known]
        return {
            **self._short(concept),
            **({"broader": above} if above else {}),
            **_if_told("description", named(concept.definition, self._language).text),
        }

    def meta(self, columns: Sequence[Column]) -> list[Json]:
        """The properties of an answer with data."""
        return [self._column(one) for one in columns]

    def rows(self, rows: Sequence[Row], columns: Sequence[Column]) -> Mapping[str, object]:
        """Data as 0.2 has them: by the thing, by the property."""
        return {
            row.asked: {
                column.asked: [self._value(term, drafted=False) for term in cell]
                for column, cell in zip(columns, row.cells, strict=True)
            }
            for row in rows
        }

    def draft_rows(self, rows: Sequence[Row], columns: Sequence[Column]) -> list[Json]:
        """Data as 1.0-draft has them: in lists."""
        return [
            {
                "id": row.asked,
                "properties": [
                    {
                        "id": column.asked,
                        "values": [self._value(term, drafted=True) for term in cell],
                    }
                    for column, cell in zip(columns, row.cells, strict=True)
                ],
            }
            for row in rows
        ]

    def _candidate(self, found: Found) -> Json:
        return {
            **self._thing(found.thing),
            "score": round(found.score * _HUNDRED, _DIGITS),
            "match": found.match,
        }

    def _thing(self, thing: Thing) -> Json:
        if thing.iri not in self._told:
            self._told[thing.iri] = {
                "id": thing.iri,
                **_named(thing.name(self._language)),
                "description": description(self._register, thing, self._language).text,
                "type": self._types(thing),
            }
        return self._told[thing.iri]

    def _types(self, thing: Thing) -> list[Json]:
        known = self._register.types
        return [self._short(known[iri]) for iri in thing.types if iri in known]

    def _short(self, concept: Concept) -> Json:
        return {"id": concept.iri, **_named(named(concept.label, self._language))}

    def _feature(self, feature: Feature) -> Json:
        property_ = self._register.properties.get(feature.name)
        if property_:
            return _named(named(property_.label, self._language))
        text = FEATURES.get(feature.name)
        return _named(named(text, self._language) if text else Name(feature.name))

    def _column(self, column: Column) -> Json:
        property_ = self._register.properties.get(column.iri)
        if property_ is None:
            return {"id": column.asked, "name": column.asked}
        told: Json = {"id": column.asked, **_named(named(property_.label, self._language))}
        range_ = self._register.types.get(property_.range)
        return {**told, "type": self._short(range_)} if range_ else told

    def _value(self, term: Term, *, drafted: bool) -> Json:
        """A value: a thing with its name, a number, a moment, or a text."""
        if term.kind == "iri":
            thing = self._register.things.get(term.value)
            if thing is None:
                return {"str": compact(term.value)}
            name = thing.name(self._language)
            return {"id": thing.iri, **(_named(name) if drafted else {"name": name.text})}
        typed = _typed(term)
        if typed:
            return typed
        lang: Json = {"lang": term.language} if drafted and term.language else {}
        return {"str": term.value, **lang}


def _typed(term: Term) -> Json | None:
    """A number or a moment; None where it is a text, or no number that JSON has."""
    try:
        if term.datatype == _WHOLE:
            return {"int": int(term.value)}
        if term.datatype in _NUMBERS and math.isfinite(float(term.value)):
            return {"float": float(term.value)}
    except ValueError:
        return None
    if term.datatype == _MOMENT:
        return {"date": term.value}
    if term.datatype == _DAY:
        return {"date": f"{term.value}T00:00:00Z"}
    return None


def _id_of(feature: Feature) -> str:
    return feature.name.replace(" ", "-")


def _named(name: Name) -> Json:
    return {"name": name.text, **_if_told("lang", name.language)}


def _if_told(key: str, text: str) -> Json:
    return {key: text} if text else {}
