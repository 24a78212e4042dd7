"""The dataset described in the Vocabulary of Interlinked Datasets: counts in, statements out."""

import re
from collections.abc import Iterator
from itertools import groupby

from cocreation.linking.records import Access, DatasetRecord
from cocreation.linking.statements import about, iri
from cocreation.linking.statistics import LinkCount, Statistics
from cocreation.model import Text, Triple
from cocreation.namespaces import BASE, ID, RECORDS, compact

DOCUMENT = BASE + "void"
_FORMATS = "http://www.w3.org/ns/formats/"
# What the graph and each thing in it come as.
_SYNTAXES = ("Turtle", "JSON-LD", "N-Triples", "RDF_XML", "TriG", "N-Quads")
_TITLE = Text(en="Statistics of the graph (VoID)", zh="图谱统计描述（VoID）")
_UNFIT = re.compile(r"[^A-Za-z0-9.]+")


def describe(record: DatasetRecord, counts: Statistics, access: Access) -> Iterator[Triple]:
    """Describe the dataset, its partitions by class and property, its graphs and its links."""
    dataset, node = record.iri, iri(record.iri)
    yield from record.statements
    yield from about(
        DOCUMENT,
        {"a": "void:DatasetDescription", "dcterms:title": _TITLE, "foaf:primaryTopic": node},
    )
    named = (one.example for one in counts.classes if one.example)
    examples = (one for one in named if one.startswith(ID) and not one.startswith(RECORDS))
    yield from about(
        dataset,
        {
            "a": "void:Dataset",
            "void:triples": counts.triples,
            "void:entities": counts.entities,
            "void:distinctSubjects": counts.subjects,
            "void:distinctObjects": counts.objects,
            "void:classes": len(counts.classes),
            "void:properties": len(counts.properties),
            "void:uriSpace": ID,
            "void:vocabulary": map(iri, counts.vocabularies()),
            "void:exampleResource": map(iri, examples),
            "void:feature": [iri(_FORMATS + name) for name in _SYNTAXES],
            "void:sparqlEndpoint": iri(access.at("/sparql")),
            "void:dataDump": [iri(access.at(f"/{name}")) for name in access.dumps],
            "foaf:homepage": iri(access.at("/")),
        },
    )
    yield from _classes(dataset, counts)
    yield from _properties(dataset, counts)
    yield from _graphs(dataset, counts)
    yield from _linksets(dataset, counts)


def _classes(dataset: str, counts: Statistics) -> Iterator[Triple]:
    for one in counts.classes:
        part = _part("class", one.iri)
        yield from about(dataset, {"void:classPartition": iri(part)})
        yield from about(
            part, {"a": "void:Dataset", "void:class": iri(one.iri), "void:entities": one.entities}
        )


def _properties(dataset: str, counts: Statistics) -> Iterator[Triple]:
    for one in counts.properties:
        part = _part("property", one.iri)
        yield from about(dataset, {"void:propertyPartition": iri(part)})
        yield from about(
            part,
            {
                "a": "void:Dataset",
                "void:property": iri(one.iri),
                "void:triples": one.triples,
                "void:distinctSubjects": one.subjects,
                "void:distinctObjects": one.objects,
            },
        )


def _graphs(dataset: str, counts: Statistics) -> Iterator[Triple]:
    """A named graph is a part of the dataset, by its own name."""
    for one in counts.graphs:
        yield from about(dataset, {"void:subset": iri(one.iri)})
        yield from about(
            one.iri,
            {
                "a": ("void:Dataset", "sd:NamedGraph"),
                "sd:name": iri(one.iri),
                "void:triples": one.triples,
            },
        )


def _linksets(dataset: str, counts: Statistics) -> Iterator[Triple]:
    for space, links in groupby(counts.links, key=lambda link: link.target):
        target = _part("target", space)
        yield from about(target, {"a": "void:Dataset", "void:uriSpace": space})
        for link in links:
            yield from _linkset(dataset, target, link)


def _linkset(dataset: str, target: str, link: LinkCount) -> Iterator[Triple]:
    part = _part("links", link.target, link.predicate)
    yield from about(dataset, {"void:subset": iri(part)})
    yield from about(
        part,
        {
            "a": "void:Linkset",
            "void:subjectsTarget": iri(dataset),
            "void:objectsTarget": iri(target),
            "void:linkPredicate": iri(link.predicate),
            "void:triples": link.triples,
        },
    )


def _part(kind: str, *names: str) -> str:
    """Name a part of the description after what it is of, the same in every state."""
    told = "-".join(_UNFIT.sub("-", compact(name)).strip("-") for name in names)
    return f"{DOCUMENT}#{kind}-{told}"
