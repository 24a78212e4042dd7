"""The labelled pairs of `data/links`, and how well a way of scoring tells their matches."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from cocreation.linking.entities import Entity, Name
from cocreation.linking.matching import Matcher
from cocreation.linking.names import bare_name

_FILE = Path(__file__).parent / "data" / "links" / "pairs.tsv"
_SCHEMA = "https://schema.org/"
_PROPERTIES = {
    "country": _SCHEMA + "addressCountry",
    "region": _SCHEMA + "addressRegion",
    "city": _SCHEMA + "addressLocality",
    "area": _SCHEMA + "areaServed",
    "parent": "http://www.w3.org/ns/org#unitOf",
}
_TYPES = {
    "organization": "http://www.w3.org/ns/org#Organization",
    "place": _SCHEMA + "Place",
    "construct": "http://www.w3.org/2004/02/skos/core#Concept",
}


@dataclass(frozen=True)
class Pair:
    """One row: a thing of ours, one of theirs, and whether they are the same."""

    ours: Entity
    theirs: Entity
    is_match: bool
    difficulty: str


def pairs(fold: str) -> list[Pair]:
    """The rows of a fold; each of theirs has an IRI of its own, for names differ between rows."""
    return [_pair(row) for row in rows() if row["fold"] == fold]


def rows() -> list[dict[str, str]]:
    """Every row as it is written."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        return [*csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]


def by_matcher(of: Sequence[Pair]) -> list[float]:
    """What the matcher scores each pair; 0 where it does not compare it among all of theirs."""
    matcher = Matcher(pair.theirs for pair in of)
    return [
        max(
            (
                found.score
                for found in matcher.candidates(pair.ours, 50)
                if found.entity.iri == pair.theirs.iri
            ),
            default=0.0,
        )
        for pair in of
    ]


def by_same_name(of: Sequence[Pair]) -> list[float]:
    """The least that a matcher can do: 1 where a name is the same, spelling aside."""
    return [float(bool(_bare(pair.ours) & _bare(pair.theirs))) for pair in of]


def precision_and_recall(
    of: Sequence[Pair], scores: Sequence[float], least: float
) -> tuple[float, float]:
    """How many of the pairs proposed are matches, and how many of the matches are proposed."""
    proposed = [pair.is_match for pair, score in zip(of, scores, strict=True) if score >= least]
    matches = sum(pair.is_match for pair in of)
    return (sum(proposed) / len(proposed) if proposed else 1.0), sum(proposed) / matches


def _bare(entity: Entity) -> set[str]:
    return {bare_name(name.text) for name in entity.names}


def _pair(row: dict[str, str]) -> Pair:
    theirs_iri = f"{row['their_iri']}#{row['id']}"
    types = (row["their_types"],) if row["their_types"] else ()
    return Pair(
        Entity("urn:ours", _names(row, "our"), (_TYPES[row["kind"]],), _said(row["our_context"])),
        Entity(theirs_iri, _names(row, "their"), types, _said(row["their_context"])),
        row["label"] == "match",
        row["difficulty"],
    )


def _names(row: dict[str, str], side: str) -> tuple[Name, ...]:
    return tuple(
        Name(text, language)
        for language in ("zh", "en")
        for text in row[f"{side}_{language}"].split("; ")
        if text
    )


def _said(context: str) -> tuple[tuple[str, str], ...]:
    told = (one.split("=", 1) for one in context.split("; ") if one)
    return tuple((_PROPERTIES[name], value) for name, value in told)
