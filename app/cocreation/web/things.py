"""The graph's own names: `/id/…`, `/graph/…`, `/ontology/…` and the documents of the terms.

A name is no page: it leads a person to the page about what it names, in a language, and a machine
to the data, in a format. So `/id/x` leads to `/en/id/x` or `/id/x.ttl`, which answer.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus

from flask import Blueprint, Response, make_response, redirect, render_template, request
from werkzeug.urls import iri_to_uri

from cocreation.errors import SubmissionError, UnknownNameError
from cocreation.model import Text
from cocreation.namespaces import BASE, PREFIXES
from cocreation.services.cases import read_name
from cocreation.services.describing import describe, refuse_unknown, unversioned
from cocreation.services.exploring import SAYS_QUERY
from cocreation.services.history import read_history
from cocreation.services.json_ld import context_document
from cocreation.services.labelling import Named, labels
from cocreation.services.ontologies import SORTS, TERMS_QUERY, USES_QUERY, read_terms
from cocreation.services.portraits import portray
from cocreation.services.standing import refuse_withdrawn
from cocreation.store.base import JSON_LD
from cocreation.web.addresses import (
    DECLARED,
    ENDINGS,
    data_address,
    downloads,
    page_address,
    split_ending,
)
from cocreation.web.caching import kept
from cocreation.web.context import context
from cocreation.web.framing import framed, wants_framed
from cocreation.web.language import is_in_address, page_language
from cocreation.web.negotiation import HTML, as_response, choose_format, wants_html
from cocreation.web.structured_data import about_thing

blueprint = Blueprint("things", __name__)

_CASE = "id/case/"
_ID = "id/"


@blueprint.get("/<any(id, graph, ontology):kind>/<path:rest>")
def thing(kind: str, rest: str) -> Response:
    """Lead to what the graph says of a thing, or to what a named graph holds."""
    return _named(f"{kind}/{rest}")


@blueprint.get("/<any('case-study', model, shapes):document>")
@blueprint.get("/<any('case-study', model, shapes):document>.<any(ttl, jsonld, nt, rdf):ending>")
def terms(document: str, ending: str | None = None) -> Response:
    """Lead to the document that declares the terms of a namespace."""
    return _named(f"{document}.{ending}" if ending else document)


@blueprint.get("/context.jsonld")
def names_of_terms() -> Response:
    """Give the context in which JSON-LD from here names its terms."""
    return kept(_context_document, JSON_LD)


def described(path: str, ending: str | None = None) -> Response:
    """Tell what the graph says of the name at `path`: as data where a machine asks, or as a page.

    UnknownNameError where it says nothing, WithdrawnError where it did.
    """
    submitted = _submitted(path)
    if ending is None and wants_html(request):
        return _page(path, submitted)
    return _data(path, ENDINGS[ending] if ending else choose_format(request, "construct"))


def told_on(page: Callable[[], str], path: str, ending: str | None) -> Response:
    """Tell the same on a page of its kind's own, where a person asks."""
    if ending is not None or not wants_html(request):
        return described(path, ending)
    refuse_unknown_name(path)
    return with_links(make_response(page()), path)


def _named(path: str) -> Response:
    """Answer with data or a page where the address is one's, else lead to it."""
    plain, ending = split_ending(path)
    plain = unversioned(context().store, plain)
    if ending:
        return described(plain, ending)
    if wants_html(request) and is_in_address() and plain not in DECLARED:
        return described(plain)
    _submitted(plain)
    refuse_unknown_name(plain)
    return _led(plain)


def _led(path: str) -> Response:
    if wants_html(request):
        target = page_address(BASE + path)
    else:
        wanted = choose_format(request, "construct")
        target = data_address(path, next(e for e, kind in ENDINGS.items() if kind == wanted))
    response = make_response(redirect(target, HTTPStatus.SEE_OTHER))
    response.headers.add("Link", _link(page_address(BASE + path), "describedby", HTML))
    for ending, kind in ENDINGS.items():
        response.headers.add("Link", _link(data_address(path, ending), "describedby", kind))
    return response


def _submitted(path: str) -> str | None:
    """The name of a case that was submitted; WithdrawnError where it was withdrawn."""
    if not path.startswith(_CASE):
        return None
    name = path.removeprefix(_CASE)
    try:
        case = read_name(name)
    except SubmissionError:
        # No submitted case can be called that.
        return None
    deeds = read_history(context().store, case)
    refuse_withdrawn(case, deeds)
    return name if deeds else None


def refuse_unknown_name(path: str) -> None:
    """Raise UnknownNameError where nothing is said of a name, with those that are most like it."""
    with offering_nearest(path):
        refuse_unknown(context().store, path)


@contextmanager
def offering_nearest(path: str) -> Iterator[None]:
    """Add to an UnknownNameError the names that are most like that at `path`."""
    try:
        yield
    except UnknownNameError as error:
        near = [one for one in context().search.nearest(path) if one.name.startswith(BASE)]
        titles = {one.name: {"en": one.title.en, "zh": one.title.zh} for one in near}
        raise UnknownNameError(error.message, {"nearest": list(titles), "titles": titles}) from None


def _data(path: str, media_type: str) -> Response:
    store = context().store
    refuse_unknown_name(path)
    terms = context().terms.now() if media_type == JSON_LD else None
    nested = framed(path) if media_type == JSON_LD and wants_framed(request) else None
    response = nested or kept(
        lambda: as_response(describe(store, path, media_type, terms)), media_type
    )
    response.headers.add("Link", _link(BASE + path, "describes"))
    response.headers.add("Link", _link(page_address(BASE + path), "alternate", HTML))
    return _with_formats(response, path)


def _context_document() -> Response:
    response = make_response(context_document(context().terms.now()))
    response.content_type = JSON_LD
    return response


def _page(path: str, submitted: str | None) -> Response:
    refuse_unknown_name(path)
    page = _ontology_page(path) if path in DECLARED.values() else _thing_page(path, submitted)
    return with_links(make_response(page), path)


def with_links(response: Response, path: str) -> Response:
    """Say of a page whose it is, and where the same is as data."""
    response.headers.add("Link", _link(page_address(BASE + path), "canonical"))
    response.headers.add("Link", _link(BASE + path, "describes"))
    return _with_formats(response, path)


def _thing_page(path: str, submitted: str | None) -> str:
    store, iri = context().store, BASE + path
    is_thing = path.startswith(_ID)
    return render_template(
        "thing.html",
        name=path,
        iri=iri,
        # Of a graph or a document the statements themselves are what there is to see.
        portrait=portray(store, context().queries, iri, page_language()) if is_thing else None,
        text="" if is_thing else describe(store, path).body.decode(),
        downloads=downloads(path),
        submitted=submitted,
        of_thing=SAYS_QUERY,
    )


def _ontology_page(path: str) -> str:
    store, queries, iri = context().store, context().queries, BASE + path
    terms = read_terms(store, queries, iri, page_language())
    name = labels(store, [iri]).get(iri, Text("", ""))
    namespace = BASE + path.removeprefix("ontology/") + "#"
    return render_template(
        "ontology.html",
        iri=iri,
        structured=about_thing("DefinedTermSet", Named(iri, name)),
        prefix=next(prefix for prefix, one in PREFIXES.items() if one == namespace),
        portrait=portray(store, queries, iri, page_language()),
        terms=[(sort, [term for term in terms if term.sort == sort]) for sort in SORTS],
        downloads=downloads(path),
        of_terms=TERMS_QUERY,
        of_uses=USES_QUERY,
    )


def _with_formats(response: Response, path: str) -> Response:
    for ending, kind in ENDINGS.items():
        response.headers.add("Link", _link(data_address(path, ending), "alternate", kind))
    return response


def _link(target: str, relation: str, media_type: str | None = None) -> str:
    typed = f'; type="{media_type}"' if media_type else ""
    return f'<{iri_to_uri(target)}>; rel="{relation}"{typed}'
