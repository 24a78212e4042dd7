"""`/cases`: submit, revise and withdraw a case with a token, and look at what became of it."""

import json
from http import HTTPStatus

from flask import Blueprint, Response, jsonify, make_response, request

from cocreation.errors import RevisionNeededError, StaleError
from cocreation.model import Text
from cocreation.services.cases import CaseName, read_name
from cocreation.services.findings_text import as_json
from cocreation.services.history import Deed, read_history
from cocreation.services.standing import history_document, refuse_withdrawn, unknown_case
from cocreation.services.submitting import Kept
from cocreation.store.tokens import Holder
from cocreation.web import credentials, things, uploads
from cocreation.web.caching import never_kept
from cocreation.web.context import context, server_address

blueprint = Blueprint("cases", __name__)


@blueprint.post("/cases")
def submit() -> Response:
    """Keep a case that is not there yet."""
    by = _holder()
    upload = uploads.read(request)
    kept = context().submissions.submit(upload.data, upload.name, by, expected="")
    return _kept(kept)


@blueprint.put("/cases/<study>/<slug>")
def revise(study: str, slug: str) -> Response:
    """Keep a case, or a new revision of the one that the request has seen."""
    by = _holder()
    case = read_name(f"{study}/{slug}")
    expected = _expected(case)
    upload = uploads.read(request)
    kept = context().submissions.submit(upload.data, upload.name, by, case=case, expected=expected)
    return _kept(kept)


@blueprint.delete("/cases/<study>/<slug>")
def withdraw(study: str, slug: str) -> Response:
    """Take back the case that the request has seen."""
    by = _holder()
    case = read_name(f"{study}/{slug}")
    deeds = read_history(context().store, case)
    refuse_withdrawn(case, deeds)
    expected = _expected(case) if deeds else None
    context().submissions.withdraw(case, by, expected=expected)
    _follow()
    return _history(case, read_history(context().store, case))


@blueprint.get("/cases/<study>/<slug>")
def show(study: str, slug: str) -> Response:
    """Tell what the graph says of a case; of a submitted one with the tag of its revision."""
    response = things.thing("id", f"case/{study}/{slug}")
    deeds = read_history(context().store, read_name(f"{study}/{slug}"))
    if deeds:
        response.headers["ETag"] = f'"{deeds[-1].tag}"'
    return response


@blueprint.get("/cases/<study>/<slug>/history")
def history(study: str, slug: str) -> Response:
    """Tell what became of a case."""
    case = read_name(f"{study}/{slug}")
    deeds = read_history(context().store, case)
    if not deeds:
        raise unknown_case(case)
    return _history(case, deeds)


def _holder() -> Holder:
    return credentials.holder(request, context().settings, server_address())


def _expected(case: CaseName) -> str:
    """The tag of the state that the client has seen; empty where there is no case yet.

    StaleError where that is another one, RevisionNeededError where it does not say.
    """
    deeds = read_history(context().store, case)
    tag = deeds[-1].tag if deeds else ""
    if request.if_none_match.star_tag:
        return ""
    if "If-Match" not in request.headers:
        if deeds:
            raise _unseen(case, tag)
        return ""
    seen = request.if_match
    # A tag names a revision exactly; a proxy that compresses makes it a weak one.
    if not deeds or not (seen.star_tag or seen.contains_weak(tag)):
        raise _stale(case, tag)
    return tag


def _kept(kept: Kept) -> Response:
    _follow()
    address = f"{server_address()}/cases/{kept.case}"
    told = {
        "case": kept.case.iri,
        "address": address,
        "revision": kept.deed.number,
        "changed": kept.changed,
        "report": json.loads(as_json(kept.report)),
    }
    new = kept.changed and kept.deed.number == 1
    response = make_response(jsonify(told), HTTPStatus.CREATED if new else HTTPStatus.OK)
    response.headers["Location"] = address
    response.headers["ETag"] = f'"{kept.deed.tag}"'
    return never_kept(response)


def _follow() -> None:
    """Have the server ask what was just written, so that the next query sees it."""
    context().store.version()


def _history(case: CaseName, deeds: tuple[Deed, ...]) -> Response:
    response = jsonify({"case": case.iri, "history": history_document(deeds)})
    response.headers["ETag"] = f'"{deeds[-1].tag}"'
    return never_kept(response)


def _stale(case: CaseName, tag: str) -> StaleError:
    return StaleError(
        Text(
            en=f"The case {case} is not as your If-Match says; look at what is there now and send "
            "yours again with its ETag.",
            zh=f"案例 {case} 的现状与 If-Match 不符；请查看现有内容，再以其 ETag 重新提交。",
        ),
        {"etag": f'"{tag}"' if tag else None},
    )


def _unseen(case: CaseName, tag: str) -> RevisionNeededError:
    return RevisionNeededError(
        Text(
            en=f"The case {case} is there already; say which revision you have seen with If-Match "
            "and its ETag, so that nobody's work is lost.",
            zh=f"案例 {case} 已经存在；请用 If-Match 和 ETag 说明所依据的修订，"
            "以免覆盖他人的工作。",
        ),
        {"etag": f'"{tag}"'},
    )
