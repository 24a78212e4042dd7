"""JSON-LD as one nested document: who asks for it, what they get, and `/frames/<kind>.jsonld`."""

from functools import partial

from flask import Blueprint, Request, Response, make_response
from werkzeug.datastructures import MIMEAccept
from werkzeug.http import parse_accept_header, parse_options_header

from cocreation.namespaces import BASE
from cocreation.services import framing
from cocreation.services.exporting import asserted
from cocreation.store.base import JSON_LD
from cocreation.web.caching import kept
from cocreation.web.context import context

blueprint = Blueprint("framing", __name__)

_CASE = "case"
_FRAMED = f'{JSON_LD}; profile="{framing.PROFILE}"'
_FRAME = f'{JSON_LD}; profile="{framing.FRAME_PROFILE}"'


@blueprint.get(f"/frames/<any({', '.join(framing.KINDS)}):kind>.jsonld")
def frame(kind: str) -> Response:
    """Give the frame by which data from here become one nested document."""
    return kept(partial(_frame, kind), _FRAME)


def wants_framed(request: Request) -> bool:
    """Tell whether a client asks for a nested document: by `?frame=1`, or the profile in Accept."""
    if request.args.get("frame") == "1":
        return True
    accepted = parse_accept_header(request.headers.get("Accept"), MIMEAccept)
    asked = (parse_options_header(kind) for kind, _ in accepted)
    return any(
        kind == JSON_LD and framing.PROFILE in options.get("profile", "").split()
        for kind, options in asked
    )


def framed(path: str) -> Response | None:
    """Tell of the thing at `path` in one document; None where there is no frame for its kind."""
    iri = BASE + path
    kind = framing.kind_of(context().store, iri)
    if kind is None:
        return None
    response = kept(partial(_framed, iri, kind), _FRAMED)
    response.headers.add(
        "Link", f'</frames/{kind}.jsonld>; rel="{framing.FRAME_PROFILE}"; type="{JSON_LD}"'
    )
    return response


def _framed(iri: str, kind: str) -> Response:
    store = context().store
    stated = asserted(store, iri) if kind == _CASE else framing.stated_of(store, iri, kind)
    return _as(_FRAMED, framing.framed(store, iri, kind, stated, context().terms.now()))


def _frame(kind: str) -> Response:
    return _as(_FRAME, framing.frame_document(context().store, kind, context().terms.now()))


def _as(content_type: str, body: bytes) -> Response:
    response = make_response(body)
    response.content_type = content_type
    return response
