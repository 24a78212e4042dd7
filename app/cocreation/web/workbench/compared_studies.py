"""`/compare/studies`: the constructs of a study beside those of the others."""

from flask import Blueprint, Response, make_response, render_template

from cocreation.services.study_comparing import COMPARED, compare_constructs
from cocreation.web.caching import kept
from cocreation.web.context import context
from cocreation.web.language import page_language
from cocreation.web.workbench.studies import asked_study
from cocreation.web.workbench.words import in_cases

blueprint = Blueprint("compared_studies", __name__)


@blueprint.get("/compare/studies")
def shown() -> Response:
    """Show each construct of the study that the address names with its counterparts elsewhere."""
    return kept(lambda: make_response(_page()), page_language())


def _page() -> str:
    studies = asked_study()
    found = (
        compare_constructs(context().store, context().queries, studies.iri) if studies.iri else ()
    )
    return render_template(
        "workbench/compared_studies.html",
        studies=studies,
        constructs=found,
        matched=sum(one.matches for one in found),
        counted=in_cases,
        question=COMPARED,
    )
