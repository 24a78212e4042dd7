"""`/sitemap.xml` and `/robots.txt`: every page, in both languages, for those who index the web."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from flask import Blueprint, Response, make_response, render_template

from cocreation.errors import UnknownNameError
from cocreation.model import Language, Text
from cocreation.namespaces import BASE
from cocreation.services import tables
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
    parts = _parts()
    if len(parts) == 1:
        return _listed(parts[0])
    return _xml(render_template("sitemap-index.xml", server=server_address(), parts=len(parts)))


def _part(number: int) -> Response:
    parts = _parts()
    if not 1 <= number <= len(parts):
        raise UnknownNameError(
            Text(
                en=f"There is no sitemap {number}; /sitemap.xml names those that there are.",
                zh=f"没有第 {number} 份站点地图；现有各份见 /sitemap.xml。",
            )
        )
    return _listed(parts[number - 1])


def _parts() -> list[list[_Page]]:
    pages, each = list(_pages()), MOST_ADDRESSES // len(LANGUAGES)
    return [pages[first : first + each] for first in range(0, len(pages), each)]


def _pages() -> Iterator[_Page]:
    for name in plain_pages():
        yield _Page({one: address(name, one) for one in LANGUAGES})
    for table in tables.NAMES:
        yield _Page({one: address("tables", one, table=table) for one in LANGUAGES})
    for question in context().queries:
        yield _Page({one: address("question", one, id=question.id) for one in LANGUAGES})
    for thing in context().things.now():
        # What is a thing here may be named by somebody else.
        if thing.iri.startswith(BASE):
            addresses = {one: page_address(thing.iri, one) for one in LANGUAGES}
            yield _Page(addresses, thing.changed)


def _listed(pages: list[_Page]) -> Response:
    return _xml(render_template("sitemap.xml", server=server_address(), pages=pages))


def _xml(text: str) -> Response:
    response = make_response(text)
    response.content_type = _XML
    return response
