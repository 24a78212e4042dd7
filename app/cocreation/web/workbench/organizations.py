"""`/organizations`: who is in the graph, and an organization whole."""

from flask import Blueprint, Response, make_response, render_template

from cocreation.model import Text
from cocreation.namespaces import BASE
from cocreation.services import organization_reading as reading
from cocreation.services.labelling import Named, labels
from cocreation.services.link_reading import mappings_of, same_as
from cocreation.services.sides import any_has_sides
from cocreation.web import things
from cocreation.web.addresses import about
from cocreation.web.caching import kept
from cocreation.web.context import context
from cocreation.web.language import page_language
from cocreation.web.structured_data import about_thing
from cocreation.web.workbench.paging import paged

blueprint = Blueprint("organizations", __name__)

_MOST = 100
_KIND = "Organization"


@blueprint.get("/organizations")
def listed() -> Response:
    """List the organizations, a page of them."""
    return kept(lambda: make_response(_page()), page_language())


@blueprint.get("/organizations/<slug>")
@blueprint.get("/organizations/<slug>.<any(ttl, jsonld, nt, rdf):ending>")
def organization(slug: str, ending: str | None = None) -> Response:
    """Tell what part one organization plays, what it contributed, and which sources are its."""
    path = f"id/organization/{slug}"
    return things.told_on(lambda: _organization_page(path), path, ending)


def _page() -> str:
    found = reading.list_organizations(context().store, context().queries)
    shown, pages = paged(found, _MOST)
    return render_template(
        "workbench/organizations.html",
        organizations=shown,
        with_sides=any_has_sides(context().store),
        found=len(found),
        pages=pages,
        question=reading.LIST,
    )


def _organization_page(path: str) -> str:
    store, iri = context().store, BASE + path
    organization = Named(iri, labels(store, [iri]).get(iri, Text("", "")))
    read = reading.read_organization(store, context().queries, iri)
    links = mappings_of(store, context().queries, iri)
    parents = [about_thing(_KIND, parent) for parent in read.parents]
    return render_template(
        "workbench/organization.html",
        organization=organization,
        reading=read,
        with_sides=any_has_sides(store),
        structured=about_thing(
            _KIND, organization, parentOrganization=parents, sameAs=same_as(links)
        ),
        links=links,
        questions={"organization": reading.INTRODUCED, "brought": reading.CONTRIBUTED},
        **about(path),
    )
