"""Where a person reads of a thing, and where a machine gets what is said of it."""

from typing import NamedTuple
from urllib.parse import quote

from flask import Flask

from cocreation.model import Language
from cocreation.namespaces import BASE, ID
from cocreation.store.base import JSON_LD, N_TRIPLES, RDF_XML, TURTLE
from cocreation.web.language import address, has_page

# Each name, graph and document comes as data under its own address with one of these endings.
ENDINGS = {"ttl": TURTLE, "jsonld": JSON_LD, "nt": N_TRIPLES, "rdf": RDF_XML}
# The terms of these namespaces stand on the page of the ontology that declares them.
DECLARED = {"case-study": "ontology/case-study", "model": "ontology/model"}
_WEB = ("https://", "http://")


class _Kind(NamedTuple):
    """Which page shows things of one kind, by its name in `language`, and what it is asked with."""

    page: str
    parts: tuple[str, ...]


_OF_STUDY = ("study", "slug")
_CONSTRUCT = _Kind("construct", _OF_STUDY)
# By the first segment below `id/`. A kind whose page is not there yet has the general one.
_KINDS = {
    "case": _Kind("case", _OF_STUDY),
    "concept": _CONSTRUCT,
    "theme": _CONSTRUCT,
    "dimension": _CONSTRUCT,
    "stage": _CONSTRUCT,
    "proposition": _Kind("proposition", _OF_STUDY),
    "organization": _Kind("organization", ("slug",)),
    "source": _Kind("source", _OF_STUDY),
    "evidence": _Kind("evidence_item", _OF_STUDY),
    "reference": _Kind("reference", _OF_STUDY),
}


def page_address(iri: str, in_language: Language | None = None) -> str:
    """Give the address of the page about a thing, in this request's language or in another.

    A kind of thing with a page of its own has that one; a term stands on its ontology's; whatever
    else is named here has the general page; an address elsewhere on the web is its own. Empty
    where there is nothing to link to.
    """
    if not iri.startswith(BASE):
        return iri if iri.startswith(_WEB) else ""
    kind, _, rest = iri.removeprefix(ID).partition("/")
    found, parts = _KINDS.get(kind), rest.split("/")
    if (
        iri.startswith(ID)
        and found
        and has_page(found.page)
        and len(parts) == len(found.parts)
        and all(parts)
    ):
        values = dict(zip(found.parts, parts, strict=True))
        return address(found.page, in_language, **values)
    return general_address(iri, in_language)


def general_address(iri: str, in_language: Language | None = None) -> str:
    """Give the address of the page with all that is said of a name, whatever its kind."""
    path, _, term = iri.removeprefix(BASE).partition("#")
    kind, _, rest = DECLARED.get(path, path).partition("/")
    anchor = {"_anchor": term} if term else {}
    if kind in ("id", "graph", "ontology") and rest:
        return address("thing", in_language, kind=kind, rest=rest, **anchor)
    if kind == "shapes" and not rest:
        return address("terms", in_language, document=kind, **anchor)
    return ""


def data_address(path: str, ending: str) -> str:
    """Give the address of what is said of the name at `path`, in the format of an ending."""
    return f"/{quote(path)}.{ending}"


def downloads(path: str) -> dict[str, str]:
    """Give the addresses of the data about the name at `path`, by ending."""
    return {ending: data_address(path, ending) for ending in ENDINGS}


def about(path: str) -> dict[str, object]:
    """What a page about the name at `path` says of it: the IRI, its data, all statements."""
    iri = BASE + path
    return {"iri": iri, "downloads": downloads(path), "everything": general_address(iri)}


def short_name(iri: str) -> str:
    """What a thing is called in an address: `song-2025/jd-cloud-dada`, `Interview`."""
    return iri.removeprefix(ID).partition("/")[2] if iri.startswith(ID) else iri.rpartition("#")[2]


def split_ending(path: str) -> tuple[str, str | None]:
    """Take the ending of a format off a path; None where it has none."""
    stem, _, ending = path.rpartition(".")
    return (stem, ending) if stem and ending in ENDINGS else (path, None)


def install(app: Flask) -> None:
    """Give templates the address of the page about a thing."""
    app.add_template_global(page_address, "page_of")
