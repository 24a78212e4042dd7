"""`/links`: mappings to other datasets, to audit, to take along, and to decide on with a token."""

from http import HTTPStatus
from typing import Any

from flask import Blueprint, Response, jsonify, make_response, redirect, render_template, request

from cocreation.errors import CocreationError, ParameterError
from cocreation.model import Text
from cocreation.namespaces import expanded
from cocreation.services.labelling import Named, labels
from cocreation.services.link_formats import FORMATS, Format, as_json, write_mappings
from cocreation.services.link_reading import (
    LIST,
    Mapped,
    list_mappings,
    name_links,
    names_of_ends,
    refuse_unknown_set,
    refuse_unknown_thing,
)
from cocreation.services.linking import PREDICATES, Decision, pairs
from cocreation.store.base import N_TRIPLES, TSV, TURTLE
from cocreation.web import credentials, errors, uploads
from cocreation.web.caching import kept, never_kept
from cocreation.web.context import context, server_address
from cocreation.web.language import address, page_language
from cocreation.web.negotiation import content_type, wants_html
from cocreation.web.workbench.paging import paged

blueprint = Blueprint("links", __name__)

_MOST, _MOST_PROPOSED = 100, 20
_ENDINGS: dict[str, Format] = {"tsv": "tsv", "json": "json", "ttl": "turtle", "nt": "ntriples"}
_TYPES = {"tsv": TSV, "json": "application/json", "turtle": TURTLE, "ntriples": N_TRIPLES}
_FIELDS = ("subject", "object", "decision", "predicate", "why")
_DEEDS = {"accept": True, "reject": False}


@blueprint.get("/links")
def listed() -> Response:
    """Show every mapping with how sure it is and why, and what waits for a decision."""
    if not wants_html(request):
        return _data(_asked_format())
    return never_kept(make_response(_page()))


@blueprint.get("/links.<any(tsv, json, ttl, nt):ending>")
def taken(ending: str) -> Response:
    """Give the mappings as a file: SSSOM, JSON or RDF."""
    return _data(_ENDINGS[ending])


@blueprint.post("/links")
def decide() -> Response:
    """Accept or reject a mapping, for the token that comes along."""
    try:
        by = credentials.holder(request, context().settings, server_address())
        link = context().links.decide(_decision(), by)
    except CocreationError as error:
        if not wants_html(request):
            raise
        response = errors.respond(error.status, error.code, error.message, error.details)
        response.set_data(_page(error.message))
        return response
    # Have the server ask what was just written, so that the next query sees it.
    context().store.version()
    if wants_html(request):
        target = f"{address('links')}?set=reviewed"
        return never_kept(make_response(redirect(target, HTTPStatus.SEE_OTHER)))
    return never_kept(make_response(jsonify(as_json(link))))


def _page(error: Text | None = None) -> str:
    mappings = list_mappings(context().store, context().queries)
    proposed = context().links.proposed(pairs(mappings))
    found = _chosen(mappings)
    shown, pages = paged(found, _MOST)
    return render_template(
        "workbench/links.html",
        error=error.in_language(page_language()) if error else "",
        mappings=shown,
        pages=pages,
        found=len(found),
        total=len(mappings),
        sets=_sets(mappings),
        asked_set=request.args.get("set", ""),
        asked_thing=request.args.get("thing", ""),
        proposed=name_links(context().store, proposed[:_MOST_PROPOSED]),
        waiting=len(proposed),
        predicates=PREDICATES,
        downloads=_ENDINGS,
        filled=request.form if error else {},
        question=LIST,
    )


def _sets(mappings: tuple[Mapped, ...]) -> dict[str, Named]:
    """Each set of mappings, by its name in addresses, with what it is called."""
    graphs = {one.set: one.graph for one in mappings}
    names = labels(context().store, graphs.values())
    return {name: Named(iri, names.get(iri, Text(name, name))) for name, iri in graphs.items()}


def _data(form: Format) -> Response:
    return kept(lambda: _written(form), form)


def _written(form: Format) -> Response:
    links = [one.link for one in _chosen(list_mappings(context().store, context().queries))]
    names = names_of_ends(context().store, links)
    response = make_response(write_mappings(links, form, names))
    response.content_type = content_type(_TYPES[form])
    return response


def _chosen(mappings: tuple[Mapped, ...]) -> tuple[Mapped, ...]:
    """Those of the set and the thing that the address names; UnknownNameError for another."""
    chosen, thing = request.args.get("set") or None, request.args.get("thing", "").strip()
    subject = expanded(thing) if thing else None
    refuse_unknown_set(chosen, mappings)
    if subject:
        refuse_unknown_thing(context().store, subject, mappings)
    return tuple(
        one for one in mappings if chosen in (None, one.set) and subject in (None, one.thing.iri)
    )


def _asked_format() -> Format:
    asked = request.args.get("format")
    best = request.accept_mimetypes.best_match(list(_TYPES.values()), default=TSV)
    by_type = {media_type: form for form, media_type in _TYPES.items()}
    found = asked or by_type[best]
    form = next((one for one in FORMATS if found in (one, _TYPES[one])), None)
    if form is None:
        raise ParameterError(
            Text(
                en=f"Mappings do not come as {asked}; choose one of {', '.join(FORMATS)}.",
                zh=f"映射没有 {asked} 格式；可选 {'、'.join(FORMATS)}。",
            ),
            {"parameter": "format"},
        )
    return form


def _decision() -> Decision:
    """What a form or JSON decides; ParameterError where something is missing."""
    given = request.form.to_dict() if uploads.is_form(request) else _json()
    said = {name: given.get(name, "") for name in _FIELDS}
    if unlike := next((name for name in _FIELDS if not isinstance(said[name], str)), None):
        raise _missing(unlike)
    for name in ("subject", "object", "decision"):
        if not said[name]:
            raise _missing(name)
    if said["decision"] not in _DEEDS:
        raise _missing("decision")
    return Decision(
        subject=expanded(said["subject"]),
        object=expanded(said["object"]),
        accepted=_DEEDS[said["decision"]],
        why=said["why"],
        predicate=said["predicate"],
    )


def _json() -> dict[str, Any]:
    """What a program sent; nothing where it is no object."""
    try:
        given = request.get_json(silent=True)
    except RecursionError:
        given = None
    return given if isinstance(given, dict) else {}


def _missing(name: str) -> ParameterError:
    return ParameterError(
        Text(
            en=f"“{name}” is missing; send subject, object, decision (accept or reject), why, and "
            "for what nobody proposed predicate.",
            zh=f"缺少“{name}”；请给出 subject、object、decision（accept 或 reject）、why，"
            "无人提出过的映射还需 predicate。",
        ),
        {"parameter": name},
    )
