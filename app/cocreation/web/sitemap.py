"""`/sitemap.xml` and `/robots.txt`: every page, in both languages, for those who index the web."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from math import ceil

from flask import Blueprint, Response, make_response, render_template

from cocreation.errors import UnknownNameError
from cocreation.model import Language, Text
from cocreation.services import tables
from cocreation.services.page_listing import Listed
from cocreation.web.addresses import page_address
from cocreation.web.caching import kept
from cocreation.web.context import context, server_address
from cocreation.web.language import LANGUAGES, address, plain_pages

blueprint = Blueprint("sitemap", __name__)

# As many as the protocol allows a file; each page has one in each language.
MOST_ADDRESSES = 50_000
_XML = "application/xml; charset=utf-8"


@dataclass(frozen=True, slots=True)
class _Page:
    """A page by its address in each language, and when it last changed, where that is known."""

    addresses: dict[Language, str]
    changed: str | None = None


@blueprint.get("/robots.txt")
def robots() -> Response:
    """Let everybody read everything, and say where everything is listed."""
    response = make_response(
        f"User-agent: *\nAllow: /\n\nSitemap: {server_address()}/sitemap.xml\n"
    )
    response.content_type = "text/plain; charset=utf-8"
    return response


@blueprint.get("/sitemap.xml")
def whole() -> Response:
    """List every page, or, where they are more than one file may list, the files that do."""
    return kept(_whole, server_address())


@blueprint.get("/sitemap-<int:number>.xml")
def part(number: int) -> Response:
    """List the pages of one of the files; UnknownNameError where there is none of that number."""
    return kept(partial(_part, number), server_address())


def _whole() -> Response:
    listed = _all()
    parts = ceil(len(listed) / _each())
    if parts == 1:
        return _listed(listed)
    return _xml(render_template("sitemap-index.xml", server=server_address(), parts=parts))


def _part(number: int) -> Response:
    first = (number - 1) * _each()
    listed = _all()[first : first + _each()] if number else []
    if not listed:
        raise UnknownNameError(
            Text(
                en=f"There is no sitemap {number}; /sitemap.xml names those that there are.",
                zh=f"没有第 {number} 份站点地图；现有各份见 /sitemap.xml。",
            )
        )
    return _listed(listed)


def _each() -> int:
    return MOST_ADDRESSES // len(LANGUAGES)


def _all() -> list[_Page | Listed]:
    """Every page; those of things without their addresses, which take long to make."""
    return [*_plain(), *context().things.now()]


def _plain() -> Iterator[_Page]:
    for name in plain_pages():
        yield _Page({one: address(name, one) for one in LANGUAGES})
    for table in tables.NAMES:
        yield _Page({one: address("tables", one, table=table) for one in LANGUAGES})
    for question in context().queries:
        yield _Page({one: address("question", one, id=question.id) for one in LANGUAGES})


def _page(listed: _Page | Listed) -> _Page:
    if isinstance(listed, _Page):
        return listed
    return _Page({one: page_address(listed.iri, one) for one in LANGUAGES}, listed.changed)


def _listed(listed: list[_Page | Listed]) -> Response:
    pages = map(_page, listed)
    return _xml(render_template("sitemap.xml", server=server_address(), pages=pages))


def _xml(text: str) -> Response:
    response = make_response(text)
    response.content_type = _XML
    return response
