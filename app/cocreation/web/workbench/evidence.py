"""`/evidence`: every item, sorted out and ordered by the address, to take along; and one whole."""

from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple
from urllib.parse import urlencode

from flask import Blueprint, Response, make_response, render_template, request

from cocreation.namespaces import BASE
from cocreation.services import querying
from cocreation.services.comparison_cells import cell_of
from cocreation.services.evidence import (
    ASPECTS,
    COLUMNS,
    LIST,
    SORT,
    WAYS,
    Chosen,
    Evidence,
    Item,
    Value,
    level_of,
)
from cocreation.services.evidence_files import Ending, write_items
from cocreation.services.evidence_reading import READ, RELATE, read_item
from cocreation.services.narrowing import narrowed
from cocreation.services.results import Cell
from cocreation.web import things
from cocreation.web.addresses import about, short_name
from cocreation.web.caching import kept
from cocreation.web.context import context
from cocreation.web.language import page_language
from cocreation.web.negotiation import XLSX, content_type, download
from cocreation.web.structured_data import about_thing
from cocreation.web.workbench.asked import unknown_value
from cocreation.web.workbench.paging import paged

blueprint = Blueprint("evidence", __name__)

PAGE_ITEMS = 50
_SORT = "sort"
_FALLING = "-"
# The columns after those of the item, its case and its constructs; an empty one is left out.
_BEHIND = ("stage", "sourceKind", "side", "coder")
_TYPES: dict[Ending, str] = {
    "csv": "text/csv",
    "xlsx": XLSX,
}


class _Option(NamedTuple):
    """One value to choose."""

    value: str
    cell: Cell
    items: int
    chosen: bool


class _Facet(NamedTuple):
    """One aspect with its values by level; `without` is the address with the choice taken back."""

    name: str
    label: str
    levels: tuple[tuple[str, tuple[_Option, ...]], ...]
    chosen: Cell | None
    without: str


class _Heading(NamedTuple):
    """A column's name, the address that orders by it, and how it is ordered now, if it is."""

    name: str
    label: str
    address: str
    order: str | None


@blueprint.get("/evidence")
def listed() -> Response:
    """Show the items that have what is chosen, a page of them."""
    return kept(lambda: make_response(_page()), page_language())


@blueprint.get("/evidence.<any(csv, xlsx):ending>")
def taken(ending: Ending) -> Response:
    """Give all items that have what is chosen as a file, in the order of the page."""
    return kept(lambda: _file(ending), f"{ending} {page_language()}")


@blueprint.get("/evidence/<study>/<slug>")
@blueprint.get("/evidence/<study>/<slug>.<any(ttl, jsonld, nt, rdf):ending>")
def item(study: str, slug: str, ending: str | None = None) -> Response:
    """Tell what one item says, on whose word, and what rests on it."""
    path = f"id/evidence/{study}/{slug}"
    return things.told_on(lambda: _item_page(path), path, ending)


def _page() -> str:
    evidence = context().evidence.now()
    chosen = _chosen(evidence)
    found = _found(evidence, chosen)
    shown, pages = paged(found, PAGE_ITEMS)
    empty = {aspect for aspect in _BEHIND if not evidence.names.get(aspect)}
    facets = [_facet(evidence, aspect, chosen) for aspect in ASPECTS if evidence.names.get(aspect)]
    return render_template(
        "workbench/evidence.html",
        facets=facets,
        headings=[_heading(name) for name in COLUMNS if name not in empty],
        aspects=[aspect for aspect in _BEHIND if aspect not in empty],
        items=shown,
        things=evidence.things,
        found=len(found),
        total=len(evidence.items),
        first=(pages.number - 1) * PAGE_ITEMS + 1,
        pages=pages,
        sort=request.args.get(_SORT, ""),
        downloads={ending: _address(f".{ending}") for ending in _TYPES},
        question=LIST,
        query=_query(chosen),
        sorting=SORT,
    )


def _query(chosen: Chosen) -> str:
    """The query of the list, with what the address chooses."""
    spec = querying.find_query(context().queries, LIST)
    return narrowed(spec, "item", WAYS, {aspect: (iri,) for aspect, iri in chosen.items()})


def _item_page(path: str) -> str:
    reading = read_item(context().store, context().queries, BASE + path)
    cited = [about_thing("CreativeWork", one.source) for one in reading.sources]
    return render_template(
        "workbench/evidence_item.html",
        reading=reading,
        structured=about_thing("CreativeWork", reading.item, reading.summary, isBasedOn=cited),
        questions={"reading": READ, "relations": RELATE},
        **about(path),
    )


def _file(ending: Ending) -> Response:
    evidence = context().evidence.now()
    found = _found(evidence, _chosen(evidence))
    response = make_response(write_items(evidence, found, ending, page_language()))
    response.content_type = content_type(_TYPES[ending])
    return download(response, f"evidence-{page_language()}.{ending}")


def _found(evidence: Evidence, chosen: Chosen) -> tuple[Item, ...]:
    column, falling = _order()
    items = evidence.sorted_out(chosen)
    return evidence.ordered(items, column, page_language(), falling=falling)


def _chosen(evidence: Evidence) -> Chosen:
    """What the address chooses, by aspect; UnknownNameError where no item has it."""
    asked = {aspect: request.args.get(aspect, "") for aspect in ASPECTS}
    return {
        aspect: _named(aspect, value, evidence.names.get(aspect, ()))
        for aspect, value in asked.items()
        if value
    }


def _named(aspect: str, asked: str, iris: Iterable[str]) -> str:
    """The value of an aspect by its name with its study's or without."""
    names = {short_name(iri): iri for iri in iris}
    for name, iri in names.items():
        if asked in (name, name.rpartition("/")[2]):
            return iri
    raise unknown_value(aspect, asked, list(names))


def _order() -> tuple[str, bool]:
    """The column to order by, and whether downward; the order of the report by default."""
    asked = request.args.get(_SORT, "")
    column = asked.removeprefix(_FALLING)
    return (column, asked.startswith(_FALLING)) if column in COLUMNS else ("place", False)


def _facet(evidence: Evidence, aspect: str, chosen: Chosen) -> _Facet:
    language = page_language()
    by_level = groupby(
        evidence.values(aspect, chosen),
        key=lambda one: level_of(one.thing) if aspect == "construct" else "",
    )
    now = chosen.get(aspect)
    return _Facet(
        aspect,
        ASPECTS[aspect].in_language(language),
        tuple((level, tuple(_option(one, now) for one in values)) for level, values in by_level),
        cell_of(evidence.names[aspect][now], language) if now else None,
        _address("", **{aspect: ""}),
    )


def _option(value: Value, now: str | None) -> _Option:
    iri, cell = value.thing.iri, cell_of(value.thing, page_language())
    return _Option(short_name(iri), cell, value.items, iri == now)


def _heading(name: str) -> _Heading:
    column, falling = _order()
    now = ("descending" if falling else "ascending") if column == name else None
    turned = _FALLING + name if now == "ascending" else name
    label = COLUMNS[name].in_language(page_language())
    return _Heading(name, label, _address("", **{_SORT: turned}), now)


def _address(ending: str, **changed: str) -> str:
    """The address of this list with some of its choices changed, from the first page."""
    base = request.path.removesuffix("/") + ending
    others = {**request.args.to_dict(), **changed, "page": ""}
    query = urlencode({name: value for name, value in others.items() if value})
    return f"{base}?{query}" if query else base
