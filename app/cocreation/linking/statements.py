"""Statements as one writes them down: by short names, with values of several kinds."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from cocreation.model import Term, Text, Triple
from cocreation.namespaces import RDF, XSD, expanded

Value = Term | Text | date | int | str
Values = Value | Iterable[Value] | None


def about(subject: str, said: Mapping[str, Values]) -> Iterator[Triple]:
    """State of a subject, by its IRI, the values of each property, by its short name.

    The property `a` has the short names of classes; a string is a literal without a language, a
    `Text` one in each language that it has. None and an empty text say nothing.
    """
    node = Term("iri", subject)
    for name, values in said.items():
        is_type = name == "a"
        predicate = Term("iri", RDF + "type" if is_type else expanded(name))
        for value in _each(values):
            if is_type:
                yield Triple(node, predicate, iri(str(value)))
            else:
                yield from (Triple(node, predicate, term) for term in _terms(value))


def iri(name: str) -> Term:
    """Name a thing by its IRI, whole or as `prefix:name`."""
    return Term("iri", expanded(name))


def typed(value: str, datatype: str) -> Term:
    """Write a literal of a datatype, by its short name."""
    return Term("literal", value, datatype=expanded(datatype))


def _each(values: Values) -> Iterable[Value]:
    if values is None:
        return ()
    return (values,) if isinstance(values, Value) else values


def _terms(value: Value) -> Iterator[Term]:
    if isinstance(value, Term):
        yield value
    elif isinstance(value, Text):
        yield from (Term("literal", value.en, "en"),) if value.en else ()
        yield from (Term("literal", value.zh, "zh"),) if value.zh else ()
    elif isinstance(value, date):
        yield Term("literal", value.isoformat(), datatype=XSD + "date")
    elif isinstance(value, int):
        yield Term("literal", str(value), datatype=XSD + "integer")
    else:
        yield Term("literal", value)
