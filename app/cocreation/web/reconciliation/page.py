"""What people see of the service: a page about it, and a few facts within the page of a client."""

from http import HTTPStatus
from typing import NamedTuple

from flask import Response, make_response, render_template

from cocreation.linking.entities import Name
from cocreation.linking.names import LONGEST
from cocreation.namespaces import compact
from cocreation.services.reconciling.matching import AHEAD, SAFE
from cocreation.services.reconciling.register import Register
from cocreation.services.reconciling.service import Reconciliation
from cocreation.services.reconciling.telling import description, facts, named
from cocreation.services.reconciling.vocabulary import Concept
from cocreation.web.addresses import page_address
from cocreation.web.context import server_address
from cocreation.web.language import page_language
from cocreation.web.reconciliation import asked
from cocreation.web.reconciliation.manifest import DRAFT, default_types

_LIMITS = (
    *(asked.MOST_QUERIES, asked.MOST_CANDIDATES, asked.MOST_IN_ALL, asked.MOST_CONDITIONS),
    *(asked.MOST_IDS, asked.MOST_COLUMNS, LONGEST),
)


class _Type(NamedTuple):
    iri: str
    name: Name
    things: int


class _Sample(NamedTuple):
    """A name to ask for, and the class of what it names."""

    name: str
    type: str


def person_page(register: Register) -> str:
    """Say what the service is for, where it is, and which types there are."""
    root = f"{server_address()}/{page_language()}/reconcile"
    types = default_types(register)
    return render_template(
        "reconcile.html",
        root=root,
        draft=f"{root}/{DRAFT}",
        types=[_type(one) for one in types],
        sample=next((_sample(register, one) for one in types if one.things), None),
        match=(round(SAFE * 100), round(AHEAD * 100)),
        limits=_LIMITS,
    )


def preview_page(service: Reconciliation, identifier: str) -> Response:
    """Tell of one thing in a small page for the page of a client; 404 where there is none."""
    register, language = service.register, page_language()
    thing = register.thing(identifier)
    known = (
        {
            "thing": thing.name(language),
            "other": thing.name("en" if language == "zh" else "zh"),
            "told": description(register, thing, language),
            "facts": facts(register, thing, language),
            "address": server_address() + page_address(thing.iri),
        }
        if thing
        else {}
    )
    page = render_template("reconcile_preview.html", **known)
    return make_response(page, HTTPStatus.OK if thing else HTTPStatus.NOT_FOUND)


def _sample(register: Register, one: Concept) -> _Sample:
    """What may be asked for: the first thing of a class."""
    thing = next(iter(register.of_type(one.iri)))
    return _Sample(thing.name(page_language()).text, compact(one.iri))


def _type(one: Concept) -> _Type:
    return _Type(one.iri, named(one.label, page_language()), one.things)
