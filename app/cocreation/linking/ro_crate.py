"""The metadata of a research object: what is in the package, whose it is and how it is cited."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from cocreation.linking.records import DatasetRecord
from cocreation.model import Text

METADATA = "ro-crate-metadata.json"
_SPECIFICATION = "https://w3id.org/ro/crate/1.1"
# The context of the specification has all the terms used here but this one.
_CONTEXT = [f"{_SPECIFICATION}/context", {"sha256": "http://schema.org/sha256"}]
_LANGUAGES = ("en", "zh")

Entity = dict[str, Any]


@dataclass(frozen=True, slots=True)
class CrateFile:
    """A file of the package: its path within, what is in it, and how much of what format."""

    path: str
    description: Text
    media_type: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote a publication, in the order of the byline; `organizations` have IRI and name."""

    iri: str
    name: Text
    organizations: tuple[tuple[str, Text], ...]


@dataclass(frozen=True, slots=True)
class Publication:
    """What reports a study; what is not known is empty."""

    iri: str
    title: Text
    doi: str
    year: str
    journal: Text
    volume: str
    issue: str
    pages: str
    authors: tuple[Author, ...]


def describe(
    dataset: DatasetRecord, files: Sequence[CrateFile], publications: Sequence[Publication]
) -> Entity:
    """Describe the package in JSON-LD as RO-Crate 1.1 has it, one entity beside the other."""
    entities = [
        _descriptor(),
        _root(dataset, files, publications),
        *(_folder(folder, files) for folder in _folders(files)),
        *map(_file, files),
        *_agents(dataset),
        *_licences(dataset),
        *(each for one in publications for each in _cited(one)),
    ]
    unique = {entity["@id"]: entity for entity in entities}
    return {"@context": _CONTEXT, "@graph": list(unique.values())}


def _descriptor() -> Entity:
    return {
        "@id": METADATA,
        "@type": "CreativeWork",
        "about": _to("./"),
        "conformsTo": _to(_SPECIFICATION),
    }


def _root(
    dataset: DatasetRecord, files: Sequence[CrateFile], publications: Sequence[Publication]
) -> Entity:
    keywords = (term.value for term in dataset.values("dcat:keyword"))
    return _filled(
        {
            "@id": "./",
            "@type": "Dataset",
            **_named(dataset.text("dcterms:title")),
            "description": _both(dataset.text("dcterms:description")),
            "identifier": dataset.iri,
            "datePublished": _first(dataset, "dcterms:issued"),
            "dateModified": _first(dataset, "dcterms:modified"),
            "version": _first(dataset, "dcat:version"),
            "license": [_to(one.value) for one in dataset.values("dcterms:license")],
            "author": [_to(one.value) for one in dataset.values("dcterms:creator")],
            "publisher": [_to(one.value) for one in dataset.values("dcterms:publisher")],
            "keywords": sorted(keywords),
            "inLanguage": list(_LANGUAGES),
            "citation": [_to(_address(one)) for one in publications],
            "isBasedOn": [_to(_address(one)) for one in publications],
            "hasPart": _parts("", files),
        }
    )


def _folder(path: str, files: Sequence[CrateFile]) -> Entity:
    within = [one for one in files if one.path.startswith(path)]
    entity = {
        "@id": path,
        "@type": "Dataset",
        "name": path,
        "description": _both(
            Text(
                en=f"A folder; files in it: {len(within)}.", zh=f"文件夹，含 {len(within)} 个文件。"
            )
        ),
        "hasPart": _parts(path, files),
    }
    return _filled(entity)


def _file(file: CrateFile) -> Entity:
    return {
        "@id": file.path,
        "@type": "File",
        "name": file.path,
        "description": _both(file.description),
        "encodingFormat": file.media_type,
        "contentSize": str(file.size),
        "sha256": file.sha256,
    }


def _agents(dataset: DatasetRecord) -> Iterator[Entity]:
    """Whoever made and publishes the dataset; not told to be persons, they are an organization."""
    for name in ("dcterms:creator", "dcterms:publisher"):
        for agent in dataset.values(name):
            called = dataset.text("foaf:name", agent.value)
            yield _organization(agent.value, called)


def _organization(iri: str, name: Text) -> Entity:
    return _filled({"@id": iri, "@type": "Organization", "url": iri, **_named(name)})


def _licences(dataset: DatasetRecord) -> Iterator[Entity]:
    for licence in dataset.values("dcterms:license"):
        called = dataset.text("rdfs:label", licence.value)
        named = {"name": licence.value, **_filled(_named(called))}
        yield {"@id": licence.value, "@type": "CreativeWork", **named}


def _cited(publication: Publication) -> Iterator[Entity]:
    yield _filled(
        {
            "@id": _address(publication),
            "@type": "ScholarlyArticle",
            **_named(publication.title),
            "identifier": _address(publication),
            "author": [_to(one.iri) for one in publication.authors],
            "datePublished": publication.year,
            "isPartOf": publication.journal.en or publication.journal.zh,
            "pagination": publication.pages,
            "volumeNumber": publication.volume,
            "issueNumber": publication.issue,
        }
    )
    for author in publication.authors:
        at = [_to(iri) for iri, _ in author.organizations]
        person = {"@id": author.iri, "@type": "Person", **_named(author.name), "affiliation": at}
        yield _filled(person)
        for iri, name in author.organizations:
            yield _organization(iri, name)


def _folders(files: Sequence[CrateFile]) -> list[str]:
    """Every folder of the package, with a slash at its end."""
    parents = {parent for one in files for parent in PurePosixPath(one.path).parents}
    return sorted(f"{parent}/" for parent in parents if parent != PurePosixPath())


def _parts(folder: str, files: Sequence[CrateFile]) -> list[Entity]:
    """What stands directly in a folder: folders and files."""
    names = [*_folders(files), *(one.path for one in files)]
    within = (one.removeprefix(folder) for one in names if one.startswith(folder))
    return [_to(folder + one) for one in within if one and "/" not in one.rstrip("/")]


def _address(publication: Publication) -> str:
    return f"https://doi.org/{publication.doi}" if publication.doi else publication.iri


def _first(dataset: DatasetRecord, name: str) -> str:
    return next((term.value for term in dataset.values(name)), "")


def _named(text: Text) -> Mapping[str, str]:
    """A name is one string there; that in the other language is another name."""
    return {"name": text.en or text.zh, "alternateName": text.zh if text.en else ""}


def _both(text: Text) -> str:
    return " ".join(filter(None, (text.en, text.zh)))


def _to(name: str) -> Entity:
    return {"@id": name}


def _filled(entity: Mapping[str, Any]) -> Entity:
    """The entity without what is empty; a list of one is that one."""
    return {
        name: value[0] if isinstance(value, list) and len(value) == 1 else value
        for name, value in entity.items()
        if value
    }
