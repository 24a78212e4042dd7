"""`/queries`: the library as a list, and each question as a page or as data."""

from http import HTTPStatus
from itertools import groupby
from typing import NamedTuple

from flask import Blueprint, Response, jsonify, make_response, redirect, render_template, request

from cocreation.model import Parameter, QuerySpec, Term
from cocreation.services import federating, querying
from cocreation.services.answer_views import as_bars, as_graph, as_grid
from cocreation.services.choosing import choices
from cocreation.services.results import AnswerTable, present
from cocreation.services.spreadsheets import harmless
from cocreation.store.formats import offered
from cocreation.store.outline import form_of
from cocreation.web.addresses import page_address
from cocreation.web.caching import kept, never_kept
from cocreation.web.context import context
from cocreation.web.language import address, page_language, text
from cocreation.web.negotiation import as_response, choose_format, wants_html
from cocreation.web.texts import TOPICS

blueprint = Blueprint("library", __name__)

# What an address says beside the parameters of its question.
_OWN = ("format", "edit")


class Option(NamedTuple):
    """One choice of a field."""

    value: str
    label: str


class Field(NamedTuple):
    """One parameter as a field of the form; without choices it takes any text."""

    name: str
    label: str
    value: str
    choices: tuple[Option, ...]


class Federation(NamedTuple):
    """The command that asks a question of other servers, and whether this one refuses to."""

    command: str
    is_refused: bool


@blueprint.get("/queries")
def questions() -> Response:
    """List the questions by topic, as a page or as JSON."""
    specs = context().queries
    if not wants_html(request):
        return jsonify({"queries": [_description(spec) for spec in specs]})
    topics = [
        (TOPICS[topic].in_language(page_language()), list(members))
        for topic, members in groupby(specs, key=lambda spec: spec.id.partition("/")[0])
    ]
    return make_response(render_template("questions.html", topics=topics))


@blueprint.get("/queries/<path:id>")
def question(id: str) -> Response:  # noqa: A002 -- the word of the address
    """Ask one question with the parameters of the address, and answer as a page or as data."""
    spec = querying.find_query(context().queries, id)
    given = {name: value for name, value in request.args.items() if name not in _OWN}
    form = form_of(spec.text)
    if "edit" in request.args:
        return _edited(spec, given)
    if wants_html(request):
        return make_response(_page(spec, given))
    media_type = choose_format(request, form) if form else None
    store = context().store

    def answered() -> Response:
        return as_response(harmless(querying.run(store, spec, given, media_type)))

    # Nobody here knows when another server's data change.
    is_federated = federating.has_calls(spec.text)
    return never_kept(answered()) if is_federated else kept(answered, media_type)


def _edited(spec: QuerySpec, given: dict[str, str]) -> Response:
    """Lead to the editor with the question's query, its parameters' values in it."""
    query = querying.standalone(spec, querying.bind(context().store, spec, given))
    return make_response(redirect(address("sparql", query=query), HTTPStatus.SEE_OTHER))


def _page(spec: QuerySpec, given: dict[str, str]) -> str:
    form = form_of(spec.text)
    store, language = context().store, page_language()
    bindings = querying.bind(store, spec, given)
    told = _how_to_ask(spec, bindings)
    is_asked = told is None or not told.is_refused
    is_rows = form == "select"
    rows = store.select(spec.text, bindings) if is_rows and is_asked else None
    graph = store.answer(spec.text, None, bindings) if not is_rows and is_asked else None
    answer = present(rows, language, bindings) if rows else None
    return render_template(
        "question.html",
        question=spec,
        fields=[_field(parameter, bindings[parameter.name].value) for parameter in spec.parameters],
        answer=answer,
        **(_drawn(spec, answer) if answer else {}),
        federation=told,
        text=graph.body.decode() if graph else "",
        downloads=list(offered(form)) if form else [],
        sparql=querying.standalone(spec, bindings),
    )


def _how_to_ask(spec: QuerySpec, bindings: dict[str, Term]) -> Federation | None:
    """Tell how a question that calls others is asked; None for any other."""
    if not federating.has_calls(spec.text):
        return None
    hosts = context().settings.allow_service
    is_allowed = federating.is_allowed(spec, bindings, hosts)
    return Federation(federating.command(spec, bindings), is_refused=not is_allowed)


def _drawn(spec: QuerySpec, answer: AnswerTable) -> dict[str, object]:
    """What stands above the table, by the name that the template has for it; empty without."""
    view = spec.view
    if view is None:
        return {}
    if view.kind == "bars":
        return {"bars": as_bars(answer, view)}
    if view.kind == "matrix":
        return {"grid": as_grid(answer, view)}
    language = page_language()
    headings = [answer.headings[answer.names.index(name)] for name in view.variables]
    told = text("graph_told").format((" → ").join(headings))
    titles = spec.summary.in_language(language), told
    return {"graph": as_graph(answer, view, titles, language, page_address)}


def _field(parameter: Parameter, value: str) -> Field:
    language = page_language()
    offered = choices(context().store, parameter.type)
    return Field(
        name=parameter.name,
        label=parameter.label.in_language(language),
        value=value,
        choices=tuple(Option(choice.iri, choice.label.in_language(language)) for choice in offered),
    )


def _description(spec: QuerySpec) -> dict[str, object]:
    return {
        "id": spec.id,
        "summary": {"en": spec.summary.en, "zh": spec.summary.zh},
        "parameters": [
            {"name": p.name, "type": p.type, "default": p.default} for p in spec.parameters
        ],
    }
