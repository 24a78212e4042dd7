"""Mappings said in RDF, as the standard has it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple
from hashlib import sha256
from types import MappingProxyType

from cocreation.likeness import language_of
from cocreation.model import Link, LinkSet, Term, Text, Triple
from cocreation.namespaces import ID, OWL, PREFIXES, RDF, RDFS, XSD

_SSSOM, _DCTERMS = PREFIXES["sssom"], PREFIXES["dcterms"]
_REIFIED = {
    OWL + "annotatedSource": RDF + "subject",
    OWL + "annotatedProperty": RDF + "predicate",
    OWL + "annotatedTarget": RDF + "object",
}

Names = Mapping[str, Text]
_NAMELESS: Names = MappingProxyType({})


def statements(links: LinkSet, names: Names = _NAMELESS) -> Iterator[Triple]:
    """Say mappings in RDF; `names` has what their ends are called in the graph, by IRI."""
    yield from _of_set(links)
    for link in links.links:
        node = _iri(mapping_iri(link))
        yield Triple(_iri(links.name), _iri(_SSSOM + "mappings"), node)
        yield from _of_mapping(link, node, names)
        if not link.negated:
            yield Triple(_iri(link.subject), _iri(link.predicate), _iri(link.object))


def replaced(link: Link, names: Names = _NAMELESS) -> Iterator[Triple]:
    """Say in RDF a decision that another replaced: in a way that is not taken for a mapping.

    It is a statement (rdf:Statement) with an IRI of its own, told of as the mapping was.
    """
    node = _iri(_named(*map(str, astuple(link))))
    yield Triple(node, _iri(RDF + "type"), _iri(RDF + "Statement"))
    for _, predicate, value in _of_mapping(link, node, names):
        if predicate.value in _REIFIED:
            yield Triple(node, _iri(_REIFIED[predicate.value]), value)
        elif predicate.value != RDF + "type":
            yield Triple(node, predicate, value)


def mapping_iri(link: Link) -> str:
    """The IRI of a mapping: the same for the same two things, predicate and sign."""
    return _named(link.subject, link.predicate, link.object, str(link.negated))


def _of_set(links: LinkSet) -> Iterator[Triple]:
    told = (
        (RDF + "type", _iri(_SSSOM + "MappingSet")),
        (RDFS + "label", _text_in(links.title.en, "en")),
        (RDFS + "label", _text_in(links.title.zh, "zh")),
        *((_DCTERMS + "description", told) for told in _texts(links.description)),
        (_DCTERMS + "license", _iri(links.license)),
        (_DCTERMS + "creator", _literal(links.creator)),
        (OWL + "versionInfo", _literal(links.version)),
    )
    yield from _said(_iri(links.name), told)


def _of_mapping(link: Link, node: Term, names: Names) -> Iterator[Triple]:
    label = _label(link, names)
    confidence = "" if link.confidence is None else f"{link.confidence:g}"
    told = (
        (RDF + "type", _iri(OWL + "Axiom")),
        (RDFS + "label", _text_in(label.en, "en")),
        (RDFS + "label", _text_in(label.zh, "zh")),
        (OWL + "annotatedSource", _iri(link.subject)),
        (OWL + "annotatedProperty", _iri(link.predicate)),
        (OWL + "annotatedTarget", _iri(link.object)),
        (_SSSOM + "predicate_modifier", _iri(_SSSOM + "NegatedPredicate" if link.negated else "")),
        (_SSSOM + "subject_label", _literal(link.subject_label)),
        (_SSSOM + "object_label", _literal(link.object_label)),
        (_SSSOM + "mapping_justification", _iri(link.justification)),
        (_SSSOM + "confidence", _literal(confidence, XSD + "double")),
        (_SSSOM + "author_label", _literal(link.author)),
        (_DCTERMS + "created", _literal(link.date, XSD + "date")),
        (_SSSOM + "mapping_tool", _literal(link.tool)),
        (_SSSOM + "reviewer_label", _literal(link.reviewer)),
        (_SSSOM + "review_date", _literal(link.reviewed, XSD + "date")),
        *((RDFS + "comment", comment) for comment in _texts(link.comment)),
    )
    yield from _said(node, told)


def _texts(text: Text) -> tuple[Term, ...]:
    """A text in each language; one that was written in one alone, in that one."""
    if text.en == text.zh:
        return (_text_in(text.en, language_of(text.en)),)
    return _text_in(text.en, "en"), _text_in(text.zh, "zh")


def _label(link: Link, names: Names) -> Text:
    """What a mapping is called: its two ends by their names in the graph, or as the file has it."""
    ours = _named_end(link.subject, link.subject_label, names)
    theirs = _named_end(link.object, link.object_label, names)
    if link.negated:
        return Text(en=f"{ours.en}: not {theirs.en}", zh=f"{ours.zh}：并非 {theirs.zh}")
    return Text(en=f"{ours.en}: {theirs.en}", zh=f"{ours.zh}：{theirs.zh}")


def _named_end(iri: str, told: str, names: Names) -> Text:
    """What one end of a mapping is called; in one language alone, the same in both."""
    name = names.get(iri, Text(told, told))
    return Text(en=name.en or name.zh or iri, zh=name.zh or name.en or iri)


def _said(subject: Term, told: Iterable[tuple[str, Term]]) -> Iterator[Triple]:
    return (Triple(subject, _iri(predicate), value) for predicate, value in told if value.value)


def _named(*told: str) -> str:
    digest = sha256("\n".join(told).encode()).hexdigest()
    return f"{ID}mapping/{digest[:16]}"


def _iri(value: str) -> Term:
    return Term("iri", value)


def _literal(value: str, datatype: str = XSD + "string") -> Term:
    return Term("literal", value, datatype=datatype)


def _text_in(value: str, language: str) -> Term:
    return Term("literal", value, language=language)
