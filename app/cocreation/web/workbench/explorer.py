"""`/explorer`: from any thing to its neighbours, as lists that a picture may stand beside."""

from http import HTTPStatus
from typing import Any, cast

from flask import Blueprint, Response, jsonify, make_response, render_template, request

from cocreation.errors import UnknownNameError
from cocreation.model import Text
from cocreation.namespaces import CST, ID, RDF, VCC, compact, expanded
from cocreation.services import querying
from cocreation.services.exploring import (
    STAGES_QUERY,
    Beginning,
    Group,
    Neighbourhood,
    beginning,
    behind,
    find_thing,
    neighbourhood,
    page_of,
)
from cocreation.services.labelling import Named, labels
from cocreation.web.caching import kept
from cocreation.web.context import context
from cocreation.web.language import text
from cocreation.web.negotiation import wants_html

blueprint = Blueprint("explorer", __name__)

_DRAWN_OF_GROUP = 8
_DRAWN = 40
# True of nearly everything, so that a picture with them shows nothing else; the list has them.
_UNDRAWN = (RDF + "type", CST + "ofStudy")
_WORDS = ("picture", "keys", "chosen", "opened", "more", "failed")
_WORDS_OF_TOOLS = ("zoom_in", "zoom_out", "fit", "clear")


@blueprint.get("/explorer")
def explore() -> Response:
    """Show where to begin, the neighbourhood of `?node=`, or a page of what points at it."""
    name, property_ = request.args.get("node", "").strip(), request.args.get("property", "")
    if not name:
        return _start()
    try:
        iri = find_thing(
            context().store, context().queries, lambda: context().completions.now().names, name
        )
        if property_ and wants_html(request):
            return _page_of(iri, expanded(property_))
        return _neighbourhood(iri)
    except UnknownNameError as error:
        if not wants_html(request):
            raise
        return _unknown(name, error)


def _start() -> Response:
    found = beginning(context().store, context().queries)
    if not wants_html(request):
        return kept(lambda: jsonify(_beginning_drawn(found)))
    spec = querying.find_query(context().queries, found.question)
    return _rendered(
        columns=found.columns,
        begins="stages" if found.question == STAGES_QUERY else "themes",
        queries=[("explorer_behind_start", spec.text)],
    )


def _neighbourhood(iri: str) -> Response:
    found = neighbourhood(context().store, context().queries, iri)
    if not wants_html(request):
        return kept(lambda: jsonify(_drawn(found)))
    return _rendered(found=found, node=found.node, queries=_behind(iri))


def _page_of(iri: str, property_: str) -> Response:
    number = request.args.get("page", 1, type=int)
    found = page_of(context().store, context().queries, iri, property_, number)
    return _rendered(one=found, node=found.node, queries=_behind(iri))


def _unknown(name: str, error: UnknownNameError) -> Response:
    iris = [expanded(one) for one in cast(list[str], error.details["nearest"])]
    called = labels(context().store, iris)
    nearest = [Named(iri, called.get(iri, Text("", ""))) for iri in iris]
    response = _rendered(wanted=name, error=error.message, nearest=nearest)
    response.status_code = HTTPStatus.NOT_FOUND
    return response


def _rendered(**values: Any) -> Response:
    words = {name: text(f"explorer_{name}") for name in (*_WORDS, *_WORDS_OF_TOOLS)}
    return make_response(
        render_template(
            "workbench/explorer.html",
            words=words,
            short=compact,
            **values,
        )
    )


def _behind(iri: str) -> list[tuple[str, str]]:
    says, pointing = behind(context().queries, iri)
    return [("explorer_behind_says", says), ("explorer_behind_pointing", pointing)]


def _beginning_drawn(found: Beginning) -> dict[str, object]:
    columns = found.columns
    nodes = [_node(one) for column in columns for one in (column.head, *column.constructs)]
    order = [_edge(c.head.iri, c.following, VCC + "precedes") for c in columns if c.following]
    belonging = [
        _edge(one.iri, column.head.iri, found.property)
        for column in columns
        for one in column.constructs
    ]
    placed = [[c.head.iri, *(one.iri for one in c.constructs)] for c in columns]
    return {"nodes": nodes, "edges": order + belonging, "columns": placed, "more": 0}


def _drawn(found: Neighbourhood) -> dict[str, object]:
    """The part of a neighbourhood that a picture has room for, and how much more there is."""
    says = [group for group in found.says if group.property.iri not in _UNDRAWN]
    out = [(group, one, False) for group in says for one in _things(group)]
    into = [(group, one, True) for group in found.pointing for one in _things(group)]
    pairs = [pair for pair in out + into if pair[1].iri != found.node.iri]
    things = sum(group.total for group in says if _things(group))
    more = things + sum(group.total for group in found.pointing) - len(pairs[:_DRAWN])
    edges = [
        _edge(one.iri, found.node.iri, group.property.iri, group.property)
        if inward
        else _edge(found.node.iri, one.iri, group.property.iri, group.property)
        for group, one, inward in pairs[:_DRAWN]
    ]
    nodes = {one.iri: _node(one) for one in (found.node, *(one for _, one, _ in pairs[:_DRAWN]))}
    return {"node": found.node.iri, "nodes": list(nodes.values()), "edges": edges, "more": more}


def _things(group: Group) -> list[Named]:
    return [value.thing for value in group.values if value.thing][:_DRAWN_OF_GROUP]


def _node(one: Named) -> dict[str, object]:
    return {"iri": one.iri, "short": compact(one.iri), "kind": _kind(one.iri), **_labels(one)}


def _edge(from_: str, to: str, property_: str, named: Named | None = None) -> dict[str, object]:
    labels = _labels(named) if named else {}
    return {"from": from_, "to": to, "property": compact(property_), **labels}


def _labels(one: Named) -> dict[str, str]:
    """Its label in each language; the other's where one is missing, nothing where both are."""
    label = one.label
    return {"en": label.en or label.zh, "zh": label.zh or label.en}


def _kind(iri: str) -> str:
    """What sort of thing it is, as its name tells: the word after `id/`, or a term."""
    return iri.removeprefix(ID).partition("/")[0] if iri.startswith(ID) else "term"
