"""What the files say of each evidence item, read without the program and its queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from rdflib import RDF, Graph, Literal, URIRef
from rdflib.namespace import SKOS, Namespace

from cocreation.namespaces import CST, ID, PREFIXES

SUBMITTED_FILE = Path(__file__).parent / "submitted.ttl"
SUBMITTED_AT = "2026-11-27T12:30:00.250Z"
MILL = f"{ID}case/mill/jd-cloud-old-mill"
WAYS = ("supports", "disputes", "corroborates", "contradicts")
C = Namespace(CST)
PROV = Namespace(PREFIXES["prov"])


@dataclass(frozen=True)
class Item:
    """What one evidence item says, and who says it, read from the files themselves."""

    claims: frozenset[tuple[str, str]]
    scopes: frozenset[str]
    study: str
    coder: str
    place: tuple[str, int | None, int | None, str | None]
    summary: frozenset[tuple[str, str]]
    notes: frozenset[tuple[str, str]]


def read_items(root: Path) -> dict[str, Item]:
    """Every evidence item of the shipped data and of the submitted case, by its IRI."""
    said = Graph()
    for path in (*(root / "data").rglob("*.ttl"), SUBMITTED_FILE):
        said.parse(path)
    return {str(item): _item(said, item) for item in said.subjects(RDF.type, C.EvidenceItem)}


def of_case(items: dict[str, Item], case: str | None) -> dict[str, Item]:
    """The items of a case, or all."""
    return {iri: item for iri, item in items.items() if case is None or case in item.scopes}


def _item(said: Graph, item: URIRef) -> Item:
    marks = said.objects(item, C.hasDiscrepancy)
    return Item(
        claims=frozenset((way, str(claim)) for way in WAYS for claim in said[item : C[way]]),
        scopes=frozenset(map(str, (*said[item : C.inCase], *said[item : C.about]))),
        study=str(said.value(item, C.ofStudy)),
        coder=str(said.value(item, PROV.wasAttributedTo)),
        place=(str(said.value(item, C.locatedIn)), *places(said, item)),
        summary=texts(said.objects(item, C.summary)),
        notes=texts(note for mark in marks for note in said[mark : SKOS.note]),
    )


def places(said: Graph, node: URIRef) -> tuple[int | None, int | None, str | None]:
    """The ordinals and the locator that a graph says of a node."""
    found = [said.value(node, C[name]) for name in ("ordinal", "sentenceOrdinal", "textLocator")]
    ordinal, sentence, locator = (None if one is None else one.toPython() for one in found)
    return ordinal, sentence, locator


def texts(values: Iterable[Literal]) -> frozenset[tuple[str, str]]:
    """Texts with their languages."""
    return frozenset((value.language, str(value)) for value in values)
