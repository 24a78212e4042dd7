"""The routes of `/reconcile`: they parse, ask the service, and write what it answers."""

import json
from collections.abc import Callable
from http import HTTPStatus

from flask import Blueprint, Response, make_response, redirect, request

from cocreation.errors import MediaTypeError, ParameterError, UnknownNameError
from cocreation.model import Text
from cocreation.services.reconciling.extending import extended, proposed
from cocreation.services.reconciling.service import Reconciliation
from cocreation.services.reconciling.suggesting import Suggestions
from cocreation.services.reconciling.vocabulary import Concept
from cocreation.web.addresses import page_address
from cocreation.web.caching import kept, never_kept
from cocreation.web.context import context, server_address
from cocreation.web.language import is_in_address, page_language
from cocreation.web.negotiation import wants_html
from cocreation.web.reconciliation.asked import read_batch, read_draft_batch, read_extension
from cocreation.web.reconciliation.manifest import DRAFT, draft_manifest, manifest
from cocreation.web.reconciliation.page import person_page, preview_page
from cocreation.web.reconciliation.parsing import Place, parsed
from cocreation.web.reconciliation.writing import Writer
from cocreation.web.replies import FRAMED_POLICY
from cocreation.web.texts import TEXTS

blueprint = Blueprint("reconcile", __name__)

# A client of 1.0-draft only knows a root, so that one has a root of its own, with all below it.
_ROOTS = ("/reconcile", f"/reconcile/{DRAFT}")
_JSON = "application/json"
_USUAL_SUGGESTIONS = 10
_MOST_SUGGESTIONS = 50
_LAST_SUGGESTION = 1_000_000
_MOST_DIGITS = 7
View = Callable[..., Response]


def _below_roots(path: str, method: str) -> Callable[[View], View]:
    """Answer at a path below either root."""

    def add(view: View) -> View:
        for root in _ROOTS:
            blueprint.add_url_rule(root + path, view_func=view, methods=[method])
        return view

    return add


@blueprint.get("/reconcile", strict_slashes=False)
def ask() -> Response:
    """Answer `?queries=` or `?extend=` of 0.2; without, give a person the page, else a manifest."""
    if "queries" in request.args:
        return _matched(parsed(request.args["queries"], "queries"))
    if "extend" in request.args:
        return _extended(parsed(request.args["extend"], "extend"))
    if wants_html(request):
        return kept(lambda: make_response(person_page(_service().register)), page_language())
    return kept(
        lambda: _sent(manifest(_service().register, page_language(), *_addresses())),
        _JSON + page_language(),
    )


@blueprint.post("/reconcile", strict_slashes=False)
def ask_by_post() -> Response:
    """Answer a form of 0.2, or a batch of 1.0-draft where the body is JSON."""
    if request.mimetype == _JSON:
        return match()
    for name, answer in (("queries", _matched), ("extend", _extended)):
        if name in request.form:
            return answer(parsed(request.form[name], name))
    raise ParameterError(
        Text(
            en="The form has neither “queries” nor “extend”; the page /reconcile shows an example.",
            zh="表单中既没有“queries”也没有“extend”；/reconcile 页面有示例。",
        ),
        {"parameter": "queries"},
    )


@blueprint.get(f"/reconcile/{DRAFT}", strict_slashes=False)
def describe_draft() -> Response:
    """Give the manifest of 1.0-draft, to a person too."""
    server, root = _addresses()
    language = page_language()
    return kept(
        lambda: _sent(draft_manifest(_service().register, language, server, f"{root}/{DRAFT}")),
        language,
    )


@_below_roots("/match", "POST")
def match() -> Response:
    """Answer a batch of 1.0-draft."""
    service = _service()
    queries = read_draft_batch(_body(), service.register)
    writer = Writer(service.register, page_language())
    found = service.matching.match_all(queries, context().query_seconds)
    results = [{"candidates": [writer.draft_candidate(one) for one in each]} for each in found]
    return _sent({"results": results})


@_below_roots("/extend", "POST")
def extend() -> Response:
    """Give data as 1.0-draft has them."""
    service = _service()
    wanted = read_extension(_body(), service.register)
    writer = Writer(service.register, page_language())
    rows = extended(service.register, wanted.ids, wanted.columns, page_language())
    meta = writer.meta(wanted.columns)
    return _sent({"meta": meta, "rows": writer.draft_rows(rows, wanted.columns)})


@_below_roots("/extend/propose", "GET")
def propose() -> Response:
    """Propose properties for `?type=`."""
    return kept(_proposed, page_language())


@_below_roots("/suggest/entity", "GET")
def suggest_things() -> Response:
    """Suggest things by `?prefix=`, of `?type=` if there is one."""

    def suggested() -> Response:
        service = _service()
        writer = Writer(service.register, page_language())
        type_ = service.register.type_iri(request.args.get("type", "").strip())
        found = service.things.starting(request.args.get("prefix", ""), page_language())
        of_type = [one for one in found if not type_ or type_ in one.types]
        return _sent({"result": [writer.thing(one) for one in of_type[_page()]]})

    return kept(suggested, page_language())


@_below_roots("/suggest/type", "GET")
def suggest_types() -> Response:
    """Suggest classes by `?prefix=`."""
    return _terms(lambda service: service.types)


@_below_roots("/suggest/property", "GET")
def suggest_properties() -> Response:
    """Suggest properties by `?prefix=`."""
    return _terms(lambda service: service.properties)


@_below_roots("/preview", "GET")
def preview() -> Response:
    """Show what `?id=` is, within the page of a client."""
    response = kept(lambda: preview_page(_service(), request.args.get("id", "")), page_language())
    # A client takes the headers of a 304 for those of the page that it keeps.
    response.headers["Content-Security-Policy"] = FRAMED_POLICY
    return response


@_below_roots("/view", "GET")
def view() -> Response:
    """Lead to the page about `?id=`."""
    thing = _service().register.thing(request.args.get("id", ""))
    if thing is None:
        raise UnknownNameError(TEXTS["reconcile_unknown"])
    return make_response(redirect(page_address(thing.iri), HTTPStatus.SEE_OTHER))


def _matched(given: Place) -> Response:
    """Answer a batch of 0.2."""
    service = _service()
    queries = read_batch(given, service.register)
    writer = Writer(service.register, page_language())
    found = service.matching.match_all(list(queries.values()), context().query_seconds)
    answers = zip(queries, found, strict=True)
    return _sent(
        {key: {"result": [writer.candidate(one) for one in each]} for key, each in answers}
    )


def _extended(given: Place) -> Response:
    """Give data as 0.2 has them."""
    service = _service()
    wanted = read_extension(given, service.register)
    writer = Writer(service.register, page_language())
    rows = extended(service.register, wanted.ids, wanted.columns, page_language())
    meta = writer.meta(wanted.columns)
    return _sent({"meta": meta, "rows": writer.rows(rows, wanted.columns)})


def _proposed() -> Response:
    service = _service()
    writer = Writer(service.register, page_language())
    type_ = request.args.get("type", "").strip()
    found = proposed(service.register, service.register.type_iri(type_))
    told: dict[str, object] = {"type": type_} if type_ else {}
    if "limit" in request.args:
        limit = _number("limit", len(found), len(found))
        told["limit"], found = limit, found[:limit]
    return _sent({"properties": [writer.concept(one) for one in found], **told})


def _terms(of: Callable[[Reconciliation], Suggestions[Concept]]) -> Response:
    def suggested() -> Response:
        service = _service()
        writer = Writer(service.register, page_language())
        found = of(service).starting(request.args.get("prefix", ""), page_language())
        return _sent({"result": [writer.concept(one) for one in found[_page()]]})

    return kept(suggested, page_language())


def _page() -> slice:
    """Which suggestions are asked for: so many after the first `?cursor=`."""
    first = _number("cursor", 0, _LAST_SUGGESTION)
    return slice(first, first + _number("limit", _USUAL_SUGGESTIONS, _MOST_SUGGESTIONS))


def _number(name: str, default: int, most: int) -> int:
    """A whole number that the address has, at most so large; ParameterError where it is none."""
    given = request.args.get(name, "").strip()
    if not given:
        return default
    if not (given.isascii() and given.isdigit()):
        raise ParameterError(
            Text(en=f"“{name}” has to be a whole number.", zh=f"“{name}”应为整数。"),
            {"parameter": name},
        )
    return min(int(given[:_MOST_DIGITS]), most)


def _body() -> Place:
    """The JSON of the body; MediaTypeError where the body is something else."""
    if request.mimetype != _JSON:
        raise MediaTypeError(
            Text(
                en="Send JSON here, as application/json; a form of version 0.2 goes to /reconcile.",
                zh="此处请以 application/json 发送 JSON；0.2 版的表单请发送到 /reconcile。",
            )
        )
    return parsed(request.get_data(cache=False), "")


def _service() -> Reconciliation:
    return context().reconciliation.now()


def _root() -> str:
    """The address of the service in the language that this request's address has, if any."""
    in_language = f"/{page_language()}" if is_in_address() else ""
    return f"{server_address()}{in_language}/reconcile"


def _addresses() -> tuple[str, str]:
    return server_address(), _root()


def _sent(answer: object) -> Response:
    """Write JSON; what is no text is marked, as everywhere."""
    body = json.dumps(answer, ensure_ascii=False).encode("utf-8", "replace")
    response = make_response(body)
    response.content_type = _JSON
    response.headers["Content-Language"] = page_language()
    if request.method == "POST" or {"queries", "extend"} & set(request.args):
        return never_kept(response)
    return response
