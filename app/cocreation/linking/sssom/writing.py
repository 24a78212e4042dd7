"""Mappings written as a file of SSSOM, which other programs read."""

import csv
import io
from collections.abc import Iterable, Mapping

import yaml

from cocreation.linking.sssom.columns import (
    BUILT_IN,
    COLUMNS,
    COMMENT_ZH,
    DESCRIPTION_ZH,
    MARK,
    NOT,
    TITLE_ZH,
)
from cocreation.model import Link, LinkSet, Text
from cocreation.namespaces import ID, PREFIXES

_LICENSE = "https://creativecommons.org/licenses/by/4.0/"
_EXTENSIONS = [
    {
        "slot_name": name,
        "property": told,
        "type_hint": "http://www.w3.org/2001/XMLSchema#string",
    }
    for name, told in (
        (COMMENT_ZH, "rdfs:comment"),
        (DESCRIPTION_ZH, "dcterms:description"),
        (TITLE_ZH, "dcterms:title"),
    )
]


def link_set(name: str, title: Text, links: Iterable[Link]) -> LinkSet:
    """Mappings as a set under our licence; a prefix is made up for a namespace that has none."""
    links = tuple(links)
    return LinkSet(name=name, title=title, links=links, prefixes=_prefixes(links), license=_LICENSE)


def write_links(links: LinkSet) -> str:
    """Write mappings as a file that `read_links` and other programs read."""
    out = io.StringIO()
    for line in yaml.safe_dump(_written_header(links), allow_unicode=True).splitlines():
        out.write(f"{MARK}{line}\n")
    table = csv.writer(out, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_MINIMAL)
    table.writerow(COLUMNS)
    for link in sorted(links.links, key=lambda one: (one.subject, one.predicate, one.object)):
        table.writerow(_cells(link, links.prefixes))
    return out.getvalue()


def _written_header(links: LinkSet) -> dict[str, object]:
    header = {
        "curie_map": {n: i for n, i in links.prefixes.items() if n not in BUILT_IN},
        "mapping_set_id": links.name,
        "mapping_set_title": links.title.en,
        TITLE_ZH: links.title.zh,
        "mapping_set_description": links.description.en,
        DESCRIPTION_ZH: links.description.zh,
        "mapping_set_version": links.version,
        "license": links.license,
        "creator_label": [links.creator] if links.creator else None,
        "extension_definitions": _EXTENSIONS,
    }
    return {name: value for name, value in header.items() if value}


def _cells(link: Link, prefixes: Mapping[str, str]) -> list[str]:
    by_column = {
        "subject_id": _curie(link.subject, prefixes),
        "subject_label": link.subject_label,
        "predicate_id": _curie(link.predicate, prefixes),
        "predicate_modifier": NOT if link.negated else "",
        "object_id": _curie(link.object, prefixes),
        "object_label": link.object_label,
        "mapping_justification": _curie(link.justification, prefixes),
        "author_label": link.author,
        "reviewer_label": link.reviewer,
        "mapping_tool": link.tool,
        "mapping_date": link.date,
        "review_date": link.reviewed,
        "confidence": "" if link.confidence is None else f"{link.confidence:g}",
        "comment": link.comment.en or link.comment.zh,
        COMMENT_ZH: link.comment.zh,
    }
    return [by_column[name] for name in COLUMNS]


def _prefixes(links: Iterable[Link]) -> Mapping[str, str]:
    """The prefixes of all names in the mappings."""
    known = {"cocreation": ID, **PREFIXES}
    used: dict[str, str] = {}
    for link in links:
        for iri in (link.subject, link.predicate, link.object, link.justification):
            if not any(_begins(iri, start) for start in known.values()):
                known[f"ns{len(known)}"] = iri[: max(iri.rfind(m, 0, -1) for m in "/#:") + 1]
            name = _curie(iri, known).partition(":")[0]
            used[name] = known[name]
    return dict(sorted(used.items()))


def _curie(iri: str, prefixes: Mapping[str, str]) -> str:
    """The shortest name of an IRI that a declared prefix gives; ValueError where none does."""
    fitting = [(name, start) for name, start in prefixes.items() if _begins(iri, start)]
    if not fitting:
        raise ValueError(f"no prefix is declared for {iri}")
    name, start = max(fitting, key=lambda pair: len(pair[1]))
    return f"{name}:{iri.removeprefix(start)}"


def _begins(iri: str, start: str) -> bool:
    """Whether the IRI goes on after that."""
    return iri.startswith(start) and iri != start
