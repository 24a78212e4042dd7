"""What a page tells search engines of what it is about, as JSON-LD in the terms of schema.org."""

from collections.abc import Mapping, Sequence

from cocreation.linking.records import DatasetRecord
from cocreation.model import Text
from cocreation.services.browsing import Citation
from cocreation.services.labelling import Named
from cocreation.store.formats import offered
from cocreation.web.addresses import page_address
from cocreation.web.context import server_address
from cocreation.web.language import address
from cocreation.web.texts import TEXTS

# What `base.html` writes into the page, with the context before it.
Structured = Mapping[str, object]


def about_thing(
    kind: str, thing: Named, description: Text | None = None, **more: object
) -> Structured:
    """Say of a thing, of one of schema.org's kinds, what it is called; what is empty is left out.

    `more` has further properties of schema.org by name.
    """
    said = {
        "@type": kind,
        "@id": thing.iri,
        "name": _texts(thing.label),
        "description": _texts(description) if description else None,
        "url": server_address() + page_address(thing.iri),
        **more,
    }
    return {name: value for name, value in said.items() if value}


def site(record: DatasetRecord, citations: Sequence[Citation]) -> Structured:
    """Say what the site is, how it is searched, and which dataset it shows."""
    search = f"{server_address()}{address('search')}?q={{words}}"
    found = {
        "@type": "WebSite",
        "name": "cocreation",
        "url": server_address() + address("home"),
        "inLanguage": ["zh-Hans", "en"],
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": search},
            "query-input": "required name=words",
        },
    }
    return {"@graph": [found, dataset(record, citations)]}


def dataset(record: DatasetRecord, citations: Sequence[Citation]) -> Structured:
    """Say what the whole graph is, which studies it is based on, and where it is to be had.

    Whose it is and under which licence is said where `record` tells it.
    """
    licences = [one.value for one in record.values("dcterms:license")]
    said = {
        "name": _texts(record.text("dcterms:title")),
        "creator": [_agent(record, one.value) for one in record.values("dcterms:creator")],
        "license": licences[0] if len(licences) == 1 else licences,
    }
    whole = f"{server_address()}/rdf-graph-store?default&format="
    return {
        **part_of(),
        **{name: value for name, value in said.items() if value},
        "description": _texts(record.text("dcterms:description")) or _texts(TEXTS["lead"]),
        "isAccessibleForFree": True,
        "inLanguage": ["zh-Hans", "en"],
        "isBasedOn": [_publication(one) for one in citations],
        "distribution": [
            download(whole + name, media_type) for name, media_type in offered("construct").items()
        ],
    }


def part_of() -> Structured:
    """Name the dataset of which the description of a thing is a part."""
    home = server_address() + address("home")
    return {"@type": "Dataset", "name": _texts(TEXTS["title"]), "url": home}


def download(there: str, media_type: str) -> Structured:
    """Say where data are to be had, and in which format."""
    return {"@type": "DataDownload", "contentUrl": there, "encodingFormat": media_type}


def _agent(record: DatasetRecord, iri: str) -> Structured:
    named = {"@type": "Organization", "@id": iri}
    called = _texts(record.text("foaf:name", iri))
    return {**named, "name": called} if called else named


def _publication(citation: Citation) -> Structured:
    named = {"@type": "ScholarlyArticle", "name": _texts(citation.text)}
    doi = f"https://doi.org/{citation.doi}"
    return {**named, "@id": doi, "sameAs": doi} if citation.doi else named


def _texts(text: Text) -> list[dict[str, str]]:
    """A text in each language that has it."""
    told = {"zh-Hans": text.zh, "en": text.en}
    return [{"@language": name, "@value": value} for name, value in told.items() if value]
