"""`/cases`: the cases, sorted out by what is chosen in the address."""

from collections.abc import Sequence
from typing import NamedTuple

from flask import Blueprint, Response, make_response, render_template, request

from cocreation.services import querying
from cocreation.services.case_sorting import ASPECTS, LIST, SORT, WAYS, Chosen, Sample
from cocreation.services.comparison_cells import cell_of
from cocreation.services.narrowing import narrowed
from cocreation.services.results import Cell
from cocreation.web.caching import kept
from cocreation.web.context import context
from cocreation.web.language import page_language
from cocreation.web.workbench.asked import unknown_value
from cocreation.web.workbench.paging import paged

blueprint = Blueprint("sample", __name__)

_MOST = 100
_FEW = 6


class _Value(NamedTuple):
    """One value to choose, as a check box shows it."""

    slug: str
    cell: Cell
    cases: int
    chosen: bool


class _Facet(NamedTuple):
    """One aspect with its values; it is open where one is chosen or few are there."""

    name: str
    label: str
    values: tuple[_Value, ...]
    open: bool


@blueprint.get("/cases")
def listed() -> Response:
    """List the cases that have what is chosen, with how many each further choice would leave."""
    return kept(lambda: make_response(_page()), page_language())


def _page() -> str:
    sample = context().sample.now()
    chosen = _chosen(sample)
    found = sample.sorted_out(chosen)
    shown, pages = paged(found, _MOST)
    return render_template(
        "workbench/cases.html",
        facets=[_facet(sample, aspect, chosen) for aspect in ASPECTS if sample.names.get(aspect)],
        cases=shown,
        found=len(found),
        total=len(sample.cases),
        partnerships=any(one.provider or one.user for one in sample.cases),
        pages=pages,
        question=LIST,
        query=narrowed(querying.find_query(context().queries, LIST), "case", WAYS, chosen),
        sorting=SORT,
    )


def _chosen(sample: Sample) -> Chosen:
    """What the address chooses, by aspect; UnknownNameError where no case has it."""
    return {aspect: _named(sample, aspect, request.args.getlist(aspect)) for aspect in ASPECTS}


def _named(sample: Sample, aspect: str, asked: Sequence[str]) -> frozenset[str]:
    iris = [thing.iri for thing in sample.names.get(aspect, ())]
    slugs = [_slug(iri) for iri in iris]
    for value in filter(None, asked):
        if value not in slugs:
            raise unknown_value(aspect, value, list(dict.fromkeys(slugs)))
    return frozenset(iri for iri in iris if _slug(iri) in asked)


def _facet(sample: Sample, aspect: str, chosen: Chosen) -> _Facet:
    language = page_language()
    values = tuple(
        _Value(
            _slug(one.thing.iri),
            cell_of(one.thing, language),
            one.cases,
            one.thing.iri in chosen[aspect],
        )
        for one in sample.values(aspect, chosen)
    )
    return _Facet(
        aspect,
        ASPECTS[aspect].in_language(language),
        values,
        bool(chosen[aspect]) or len(values) <= _FEW,
    )


def _slug(iri: str) -> str:
    return iri.rpartition("#")[2].rpartition("/")[2]
