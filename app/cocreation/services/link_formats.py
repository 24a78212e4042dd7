"""Mappings written out: SSSOM, JSON, RDF, and lines for a terminal."""

import json
from collections.abc import Iterable, Sequence
from typing import Literal, get_args

from cocreation.linking.sssom import Names, link_set, statements, write_links
from cocreation.model import Language, Link, Text
from cocreation.namespaces import LINKS, compact
from cocreation.services.external_names import EXTERNAL_NAMES
from cocreation.services.link_reading import Mapped
from cocreation.services.results import AnswerTable, Cell, told, without_empty_columns
from cocreation.sources import ntriples
from cocreation.turtle import format_turtle

Format = Literal["tsv", "json", "turtle", "ntriples"]
FORMATS: Sequence[Format] = get_args(Format)
_ALL = LINKS + "all"
_TITLE = Text(en="Mappings to other datasets", zh="与其他数据集的映射")
_HEADINGS = {
    "en": ("Thing", "Mapping", "Other", "Name there", "Sure", "Made by", "Reviewed by", "Why"),
    "zh": ("事物", "映射", "外部事物", "外部名称", "置信度", "作者", "审核者", "理由"),
}
_NOT = Text(en="not {}", zh="并非{}")


def write_mappings(links: Sequence[Link], form: Format, names: Names) -> str:
    """Write mappings for another program: each pair with its predicate once.

    `names` has what their ends are called in the graph, by IRI; only RDF tells it.
    """
    if form == "json":
        return json.dumps([as_json(link) for link in links], ensure_ascii=False, indent=2) + "\n"
    unique = {(link.subject, link.predicate, link.object): link for link in links}
    named = link_set(_ALL, _TITLE, unique.values())
    if form == "tsv":
        return write_links(named)
    triples = ntriples(statements(named, names)).decode()
    return triples if form == "ntriples" else format_turtle(triples, _ALL)


def as_json(link: Link) -> dict[str, object]:
    """A mapping for a program; what is not told is null."""
    comment = {"en": link.comment.en or None, "zh": link.comment.zh or None}
    return {
        "subject": link.subject,
        "subject_label": link.subject_label or None,
        "predicate": link.predicate,
        "negated": link.negated,
        "object": link.object,
        "object_label": link.object_label or None,
        "confidence": link.confidence,
        "justification": link.justification,
        "author": link.author or None,
        "date": link.date or None,
        "tool": link.tool or None,
        "reviewer": link.reviewer or None,
        "reviewed": link.reviewed or None,
        "comment": comment,
    }


def mapped_table(mappings: Iterable[Mapped], language: Language) -> AnswerTable:
    """Mappings as a person reads them, without the columns in which nothing stands."""
    rows = [_row(one.link, one.thing.cell(language), language) for one in mappings]
    return without_empty_columns(AnswerTable(_HEADINGS[language], tuple(rows)))


def how(link: Link) -> Text:
    """How a mapping matches, in words."""
    name = _name(link.predicate)
    if link.negated:
        return Text(en=_NOT.en.format(name.en), zh=_NOT.zh.format(name.zh))
    return name


def justified(link: Link) -> Text:
    """On what ground a mapping was made, in words."""
    return _name(link.justification)


def _name(iri: str) -> Text:
    short = compact(iri)
    return EXTERNAL_NAMES.get(iri, Text(short, short))


def _row(link: Link, thing: Cell, language: Language) -> tuple[Cell, ...]:
    return (
        thing,
        Cell(how(link).in_language(language)),
        Cell(compact(link.object)),
        Cell(link.object_label),
        Cell("" if link.confidence is None else f"{link.confidence:g}", number=True),
        Cell(link.author or link.tool),
        Cell(link.reviewer),
        told(link.comment, language),
    )
