"""Whose token a request bears: in its Authorization header, or in a field of a form.

Never in an address, which is logged and passed on, and never in a cookie, which a browser sends
for whoever asks it to.
"""

from flask import Request

from cocreation.errors import ForbiddenError, UnauthorizedError
from cocreation.model import Text
from cocreation.services.standing import store_folder
from cocreation.settings import Settings
from cocreation.store.tokens import Holder, holder_of
from cocreation.web import uploads

FIELD = "token"
_OURS = ("same-origin", "none")


def holder(request: Request, settings: Settings, address: str) -> Holder:
    """Find who sends a request to the server at `address`.

    UnauthorizedError without a token that is known, ForbiddenError for a form of another site.
    """
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        token = uploads.field(request, FIELD)
        if token:
            refuse_forgery(request, address)
    if token.strip():
        return holder_of(store_folder(settings), token.strip())
    raise UnauthorizedError(
        Text(
            en="This needs a token: send it as “Authorization: Bearer …”, or in the form's field; "
            "whoever runs the server gives one.",
            zh="此操作需要令牌：请以“Authorization: Bearer …”发送，或填入表单；"
            "令牌由服务器的运营者提供。",
        )
    )


def refuse_forgery(request: Request, address: str) -> None:
    """ForbiddenError for a form that a page of another site has sent.

    A browser says whence a form comes; a client that says nothing is no browser.
    """
    site = request.headers.get("Sec-Fetch-Site")
    origin = request.headers.get("Origin")
    if site in _OURS or (site is None and origin in (None, address)):
        return
    raise ForbiddenError(
        Text(
            en="This form was sent from another site, so nothing was done; open the form here and "
            "send it again.",
            zh="此表单来自其他网站，未作任何改动；请打开本站的表单后重新发送。",
        )
    )
