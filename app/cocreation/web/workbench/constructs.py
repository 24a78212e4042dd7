"""`/constructs` and `/propositions`: the data structure, the model, and what speaks for each."""

from flask import Blueprint, Response, make_response, render_template, request

from cocreation.namespaces import BASE, ID
from cocreation.services import claim_reading, construct_reading
from cocreation.services.evidence_by_case import OfCase, counted
from cocreation.services.link_reading import mappings_of
from cocreation.services.study_comparing import counterparts_of
from cocreation.web import things
from cocreation.web.addresses import about
from cocreation.web.caching import kept
from cocreation.web.context import context
from cocreation.web.language import page_language
from cocreation.web.negotiation import wants_html
from cocreation.web.structured_data import about_thing
from cocreation.web.workbench.paging import paged
from cocreation.web.workbench.words import in_cases

blueprint = Blueprint("constructs", __name__)

_ARRANGED = ("dimension", "stage")
_MOST_CASES = 40


@blueprint.get("/constructs")
def structure() -> Response:
    """Show the data structure with its weight of evidence, by dimension or by stage."""
    return kept(lambda: make_response(_structure_page()), page_language())


@blueprint.get("/constructs/<study>/<slug>")
@blueprint.get("/constructs/<study>/<slug>.<any(ttl,jsonld,nt,rdf):ending>")
def construct(study: str, slug: str, ending: str | None = None) -> Response:
    """Tell of a concept, a theme, a dimension or a stage: as a page, or as data."""
    with things.offering_nearest(f"id/concept/{study}/{slug}"):
        iri, placed = construct_reading.find_construct(
            context().store, context().queries, study, slug
        )
    if ending or not wants_html(request):
        return things.described(iri.removeprefix(BASE), ending)
    return kept(lambda: _with_links(_construct_page(iri, placed), iri), page_language())


@blueprint.get("/propositions")
def claims() -> Response:
    """List the claims of the model with how much speaks for and against each."""
    return kept(lambda: make_response(_claims_page()), page_language())


@blueprint.get("/propositions/<study>/<slug>")
@blueprint.get("/propositions/<study>/<slug>.<any(ttl,jsonld,nt,rdf):ending>")
def claim(study: str, slug: str, ending: str | None = None) -> Response:
    """Tell of a proposition: as a page, or as data."""
    iri = claim_reading.claim_iri(study, slug)
    if ending or not wants_html(request):
        return things.described(iri.removeprefix(BASE), ending)
    with things.offering_nearest(iri.removeprefix(BASE)):
        return kept(lambda: _with_links(_claim_page(study, slug, iri), iri), page_language())


def _with_links(page: str, iri: str) -> Response:
    return things.with_links(make_response(page), iri.removeprefix(BASE))


def _structure_page() -> str:
    dimensions = construct_reading.read_structure(context().store, context().queries)
    asked = request.args.get("by")
    arranged = asked if asked in _ARRANGED else _ARRANGED[0]
    return render_template(
        "workbench/constructs.html",
        studies=[
            (study.thing, of_study)
            for study in context().studies.now()
            if (of_study := [one for one in dimensions if one.study == study.thing.iri])
        ],
        stages=construct_reading.by_stage(dimensions) if arranged == "stage" else (),
        arranged=arranged,
        arrangements=_ARRANGED,
        question=construct_reading.WEIGHED,
        counted=in_cases,
    )


def _construct_page(iri: str, placed: construct_reading.Placed) -> str:
    store, queries = context().store, context().queries
    reading = construct_reading.read_construct(store, queries, iri, placed)
    counterparts = counterparts_of(store, queries, iri)
    joined = {one.thing.iri for one in counterparts}
    return render_template(
        "workbench/construct.html",
        construct=reading,
        structured=about_thing("DefinedTerm", reading.member.thing, reading.member.definition),
        links=[one for one in mappings_of(store, queries, iri) if one.object not in joined],
        counterparts=counterparts,
        own_study=iri.removeprefix(ID).split("/")[1],
        questions={
            "defined": construct_reading.DEFINED,
            "claimed": construct_reading.CLAIMED,
            "shown": construct_reading.SHOWN,
            "sided": construct_reading.SIDED,
            "built_on": construct_reading.BUILT_ON,
        },
        **_evidence(iri, reading.groups),
    )


def _claims_page() -> str:
    return render_template(
        "workbench/propositions.html",
        kinds=claim_reading.read_claims(context().store, context().queries),
        question=claim_reading.WEIGHED,
    )


def _claim_page(study: str, slug: str, iri: str) -> str:
    reading = claim_reading.read_claim(context().store, context().queries, study, slug)
    return render_template(
        "workbench/proposition.html",
        claim=reading,
        structured=about_thing("Claim", reading.claim, reading.definition),
        questions={
            "stated": claim_reading.STATED,
            "shown": claim_reading.SHOWN,
            "sided": claim_reading.SIDED,
        },
        **_evidence(iri, reading.groups),
    )


def _evidence(iri: str, groups: tuple[OfCase, ...]) -> dict[str, object]:
    """What both kinds of pages say of evidence and of data."""
    shown, pages = paged(groups, _MOST_CASES)
    return {
        "groups": shown,
        "pages": pages,
        "speaking_for": counted(groups),
        "speaking_against": counted(groups, against=True),
        "counted": in_cases,
        **about(iri.removeprefix(BASE)),
    }
