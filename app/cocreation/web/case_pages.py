"""`/cases/<study>/<case>`: what is said of a case, what became of it, what it said before."""

from collections.abc import Callable
from typing import NamedTuple

from flask import Blueprint, Response, jsonify, make_response, render_template, request
from werkzeug.utils import secure_filename

from cocreation.errors import CocreationError, ParameterError
from cocreation.model import Language, Text
from cocreation.namespaces import BASE
from cocreation.services.cases import CaseName, read_name
from cocreation.services.exporting import asserted, write_case
from cocreation.services.history import Deed, read_history
from cocreation.services.recalling import recall
from cocreation.services.standing import history_document, refuse_withdrawn, unknown_case
from cocreation.store.base import JSON_LD, N_TRIPLES, RDF_XML, TURTLE
from cocreation.store.tokens import Holder
from cocreation.web import credentials, errors, language, things, uploads
from cocreation.web.caching import kept, never_kept
from cocreation.web.context import context, server_address
from cocreation.web.framing import framed, wants_framed
from cocreation.web.negotiation import XLSX, choose_media_type, content_type, download, wants_html
from cocreation.web.workbench.case import case_page

blueprint = Blueprint("case_pages", __name__)


class _Kind(NamedTuple):
    """A format of a revision: its media type, and what an export calls it."""

    media_type: str
    form: str


_ENDINGS = {
    "ttl": _Kind(TURTLE, "turtle"),
    "nt": _Kind(N_TRIPLES, "ntriples"),
    "jsonld": _Kind(JSON_LD, "jsonld"),
    "rdf": _Kind(RDF_XML, "rdfxml"),
    "xlsx": _Kind(XLSX, "xlsx"),
}


@blueprint.get("/cases/<study>/<slug>")
@blueprint.get("/cases/<study>/<slug>.<any(ttl,jsonld,nt,rdf):ending>")
def show(study: str, slug: str, ending: str | None = None) -> Response:
    """Show a case, or give it as data as it was written; a submitted one has its revision's tag."""
    case = read_name(f"{study}/{slug}")
    deeds = read_history(context().store, case)
    refuse_withdrawn(case, deeds)
    path = f"id/case/{study}/{slug}"
    with things.offering_nearest(path):
        if ending is None and wants_html(request):
            response = make_response(case_page(case, submitted=bool(deeds)))
        else:
            response = _data(case, ending or _ending())
    response = things.with_links(response, path)
    if deeds:
        response.headers["ETag"] = f'"{deeds[-1].tag}"'
    return response


@blueprint.get("/cases/<study>/<slug>.xlsx")
def workbook(study: str, slug: str) -> Response:
    """Give a case as a workbook, which reads back to the same statements."""
    case = read_name(f"{study}/{slug}")
    refuse_withdrawn(case, read_history(context().store, case))
    return download(_data(case, "xlsx"), f"{secure_filename(slug)}.xlsx")


@blueprint.get("/cases/<study>/<slug>/history")
def history(study: str, slug: str) -> Response:
    """Tell what became of a case, as a page or as JSON."""
    case = read_name(f"{study}/{slug}")
    deeds = read_history(context().store, case)
    if not deeds:
        raise unknown_case(case)
    if wants_html(request):
        return never_kept(make_response(_page(case, deeds)))
    return as_json(case, deeds)


@blueprint.get("/cases/<study>/<slug>/revisions/<int:number>")
@blueprint.get("/cases/<study>/<slug>/revisions/<int:number>.<any(ttl,nt,jsonld,rdf,xlsx):ending>")
def revision(study: str, slug: str, number: int, ending: str | None = None) -> Response:
    """Give what a revision said: to everybody what is public, the rest with a token."""
    case = read_name(f"{study}/{slug}")
    if request.headers.get("Authorization"):
        return never_kept(_revision(case, number, ending, holder()))
    kind = ending or ("html" if wants_html(request) else _ending())
    return kept(lambda: _revision(case, number, ending, None), f"{kind} {language.page_language()}")


@blueprint.post("/cases/<study>/<slug>/revisions")
def revision_with_token(study: str, slug: str) -> Response:
    """Give what the revision that a form names said, for the token in its field."""
    case = read_name(f"{study}/{slug}")
    try:
        return never_kept(_revision(case, asked_revision(), None, holder()))
    except CocreationError as error:
        return refused(case, error)


def as_json(case: CaseName, deeds: tuple[Deed, ...]) -> Response:
    """Tell what became of a case to a program."""
    address = f"{server_address()}/cases/{case}/revisions"
    told = history_document(deeds)
    for deed, one in zip(deeds, told, strict=True):
        one["content"] = f"{address}/{deed.number}" if deed.content else None
    response = jsonify({"case": case.iri, "history": told})
    response.headers["ETag"] = f'"{deeds[-1].tag}"'
    return never_kept(response)


def refused(case: CaseName, error: CocreationError) -> Response:
    """Say why a deed was not done: to a person on the case's history, where its form stands."""
    deeds = read_history(context().store, case) if wants_html(request) else ()
    if not deeds:
        raise error
    response = errors.respond(error.status, error.code, error.message, error.details)
    response.set_data(_page(case, deeds, error))
    return response


def asked_revision() -> int:
    """The number of the revision that a form or a JSON object names; ParameterError without."""
    given: object = uploads.field(request, "revision")
    if not uploads.is_form(request):
        told = request.get_json(silent=True)
        given = told.get("revision") if isinstance(told, dict) else None
    if isinstance(given, str) and given.isascii() and given.isdigit():
        given = int(given[:9])
    if isinstance(given, int) and not isinstance(given, bool) and given > 0:
        return given
    raise ParameterError(
        Text(
            en='Say which revision: {"revision": 1} as JSON, or the field “revision” of a form; '
            "the case's history lists them.",
            zh='请注明第几次修订：以 JSON 发送 {"revision": 1}，或填写表单的“revision”栏；'
            "案例的修订历史列出了各次修订。",
        ),
        {"parameter": "revision"},
    )


def holder() -> Holder:
    """Whose token the request bears."""
    return credentials.holder(request, context().settings, server_address())


def _page(case: CaseName, deeds: tuple[Deed, ...], error: CocreationError | None = None) -> str:
    spoken = language.page_language()
    report = getattr(error, "report", None)
    return render_template(
        "history.html",
        case=case,
        history=history_document(deeds),
        restorable=[deed.number for deed in reversed(deeds) if deed.content],
        stands=bool(deeds[-1].content),
        error=error.message.in_language(spoken) if error else None,
        report=report.in_language(spoken) if report else None,
        in_language=_history_in(case),
    )


def _history_in(case: CaseName) -> Callable[[Language], str]:
    """Where the history is in another language: what a form was sent to cannot be looked at."""
    return lambda other: language.address("history", other, study=case.study, slug=case.slug)


def _revision(case: CaseName, number: int, ending: str | None, by: Holder | None) -> Response:
    triples = recall(context().settings, case, number, by)
    name = f"{case.slug}-revision-{number}"
    if ending is None and wants_html(request):
        text = write_case(triples, name, "turtle", context().store).decode()
        posted = {"in_language": _history_in(case)} if request.method == "POST" else {}
        page = render_template(
            "revision.html", case=case, number=number, text=text, public=by is None, **posted
        )
        return make_response(page)
    response = _written(triples, name, ending or _ending())
    return download(response, f"{secure_filename(name)}.{ending}") if ending else response


def _data(case: CaseName, ending: str) -> Response:
    """Give what was written of a case, its evidence included and nothing that was inferred."""
    path = case.iri.removeprefix(BASE)
    things.refuse_unknown_name(path)
    store = context().store
    if ending == "jsonld" and wants_framed(request) and (nested := framed(path)):
        return nested
    return kept(
        lambda: _written(asserted(store, case.iri), case.slug, ending), _ENDINGS[ending].media_type
    )


def _written(triples: bytes, name: str, ending: str) -> Response:
    kind = _ENDINGS[ending]
    response = make_response(write_case(triples, name, kind.form, context().store))
    response.content_type = content_type(kind.media_type)
    return response


def _ending() -> str:
    """The ending of the format that the client asks for; NotAcceptableError where there is none."""
    named, accept = request.args.get("format"), request.headers.get("Accept", "")
    if named in ("xlsx", XLSX) or (named is None and request.accept_mimetypes.best == XLSX):
        return "xlsx"
    chosen = choose_media_type("construct", named, accept)
    return next(ending for ending, kind in _ENDINGS.items() if kind.media_type == chosen)
