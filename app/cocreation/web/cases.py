"""`/cases`: submit, revise, withdraw and restore a case with a token."""

import json
from collections.abc import Callable
from http import HTTPStatus

from flask import Blueprint, Response, jsonify, make_response, redirect, request
from werkzeug.datastructures import ETags
from werkzeug.http import parse_etags

from cocreation.errors import CocreationError, RevisionNeededError, StaleError
from cocreation.model import Text
from cocreation.services.cases import CaseName, read_name
from cocreation.services.findings_text import as_json
from cocreation.services.history import read_history
from cocreation.services.standing import refuse_withdrawn, unknown_case
from cocreation.services.submitting import Kept
from cocreation.web import case_pages, uploads
from cocreation.web.caching import never_kept
from cocreation.web.context import context, server_address
from cocreation.web.language import address
from cocreation.web.negotiation import wants_html

blueprint = Blueprint("cases", __name__)

# What a form says in the place of If-Match.
_SEEN = "seen"


@blueprint.post("/cases")
def submit() -> Response:
    """Keep a case that is not there yet, or a new revision of the one that If-Match names."""
    by = case_pages.holder()
    seen = _seen()
    if seen is not None and seen.star_tag:
        raise _any_revision()
    # Which case it is only the file tells, so that its tag cannot be looked at before.
    expected = "" if seen is None else next(iter(seen.as_set(include_weak=True)), "")
    upload = uploads.read(request)
    kept = context().submissions.submit(upload.data, upload.name, by, expected=expected)
    return _kept(kept)


@blueprint.put("/cases/<study>/<slug>")
def revise(study: str, slug: str) -> Response:
    """Keep a case, or a new revision of the one that the request has seen."""
    by = case_pages.holder()
    case = read_name(f"{study}/{slug}")
    expected = _expected(case)
    upload = uploads.read(request)
    kept = context().submissions.submit(upload.data, upload.name, by, case=case, expected=expected)
    return _kept(kept)


@blueprint.delete("/cases/<study>/<slug>")
def withdraw(study: str, slug: str) -> Response:
    """Take back the case that the request has seen."""
    return _withdrawn(read_name(f"{study}/{slug}"))


@blueprint.post("/cases/<study>/<slug>/withdraw")
def withdraw_by_form(study: str, slug: str) -> Response:
    """Take back the case, for a form, which cannot send DELETE."""
    case = read_name(f"{study}/{slug}")
    return _on_page(case, lambda: _withdrawn(case))


@blueprint.post("/cases/<study>/<slug>/restore")
def restore(study: str, slug: str) -> Response:
    """Bring back a revision of the case that the request has seen, as a new one."""
    case = read_name(f"{study}/{slug}")
    return _on_page(case, lambda: _restored(case))


def _withdrawn(case: CaseName) -> Response:
    by = case_pages.holder()
    deeds = read_history(context().store, case)
    refuse_withdrawn(case, deeds)
    expected = _expected(case) if deeds else None
    context().submissions.withdraw(case, by, expected=expected)
    _follow()
    return case_pages.as_json(case, read_history(context().store, case))


def _restored(case: CaseName) -> Response:
    by = case_pages.holder()
    number = case_pages.asked_revision()
    if not read_history(context().store, case):
        raise unknown_case(case)
    expected = _expected(case)
    return _kept(context().submissions.restore(case, number, by, expected=expected))


def _on_page(case: CaseName, act: Callable[[], Response]) -> Response:
    """Answer a program as `act` does; lead a person to the case's history, done or refused."""
    if not wants_html(request):
        return act()
    try:
        act()
    except CocreationError as error:
        return case_pages.refused(case, error)
    target = address("history", study=case.study, slug=case.slug)
    return never_kept(make_response(redirect(target, HTTPStatus.SEE_OTHER)))


def _expected(case: CaseName) -> str:
    """The tag of the state that the client has seen; empty where there is no case yet.

    StaleError where that is another one, RevisionNeededError where it does not say.
    """
    deeds = read_history(context().store, case)
    tag = deeds[-1].tag if deeds else ""
    if request.if_none_match.star_tag:
        return ""
    seen = _seen()
    if seen is None:
        if deeds:
            raise _unseen(case, tag)
        return ""
    # A tag names a revision exactly; a proxy that compresses makes it a weak one.
    if not deeds or not (seen.star_tag or seen.contains_weak(tag)):
        raise _stale(case, tag)
    return tag


def _seen() -> ETags | None:
    """What If-Match says, or the field of a form in its place; None where neither is there."""
    field = uploads.field(request, _SEEN)
    if "If-Match" in request.headers:
        return request.if_match
    return parse_etags(field) if field else None


def _kept(kept: Kept) -> Response:
    _follow()
    location = f"{server_address()}/cases/{kept.case}"
    told = {
        "case": kept.case.iri,
        "address": location,
        "revision": kept.deed.number,
        "changed": kept.changed,
        "report": json.loads(as_json(kept.report)),
    }
    new = kept.changed and kept.deed.number == 1
    response = make_response(jsonify(told), HTTPStatus.CREATED if new else HTTPStatus.OK)
    response.headers["Location"] = location
    response.headers["ETag"] = f'"{kept.deed.tag}"'
    return never_kept(response)


def _follow() -> None:
    """Have the server ask what was just written, so that the next query sees it."""
    context().store.version()


def _stale(case: CaseName, tag: str) -> StaleError:
    return StaleError(
        Text(
            en=f"The case {case} is not as your If-Match says; look at what is there now and send "
            "yours again with its ETag.",
            zh=f"案例 {case} 的现状与 If-Match 不符；请查看现有内容，再以其 ETag 重新提交。",
        ),
        {"etag": f'"{tag}"' if tag else None},
    )


def _any_revision() -> RevisionNeededError:
    return RevisionNeededError(
        Text(
            en="“If-Match: *” names no revision; send the ETag of the one you have seen, or send "
            "the case with PUT to its own address.",
            zh="“If-Match: *”没有指明修订；请给出所见修订的 ETag，或用 PUT 发送到该案例的地址。",
        )
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
