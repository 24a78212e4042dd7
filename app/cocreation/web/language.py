"""The language of a page: `/zh/…` or `/en/…` chooses it, else what the browser asks for."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from flask import Flask, current_app, request, url_for

from cocreation.model import Language
from cocreation.web.texts import TEXTS

LANGUAGES: tuple[Language, ...] = ("en", "zh")
# An address without a language goes with these names; the same with one, under the longer.
_PAGES = {
    "home": "pages.home",
    "about": "pages.about",
    "case": "case_pages.show",
    "cases": "sample.listed",
    "construct": "constructs.construct",
    "constructs": "constructs.structure",
    "proposition": "constructs.claim",
    "propositions": "constructs.claims",
    "evidence": "evidence.listed",
    "evidence_item": "evidence.item",
    "sources": "sources.listed",
    "source": "sources.source",
    "organizations": "organizations.listed",
    "organization": "organizations.organization",
    "links": "links.listed",
    "references": "references.listed",
    "reference": "references.reference",
    "reconcile": "reconcile.ask",
    "figures": "figures.show",
    "compared_studies": "compared_studies.shown",
    "matrix": "matrix.shown",
    "figure_file": "figures.file",
    "tables": "tables.show",
    "new": "form.ask",
    "questions": "library.questions",
    "question": "library.question",
    "compare": "comparisons.choose",
    "comparison": "comparisons.comparison",
    "search": "search.ask",
    "sparql": "endpoint.ask",
    "terms": "things.terms",
    "explorer": "explorer.explore",
    "thing": "things.thing",
    "catalog": "dataset.catalog",
    "validate": "validation.ask",
    "history": "case_pages.history",
    "revision": "case_pages.revision",
}
# Addresses that a form is sent to; there is nothing to see at them.
_FORMS = {
    "revision_with_token": "case_pages.revision_with_token",
    "restore": "cases.restore",
    "withdraw": "cases.withdraw_by_form",
    "links_decide": "links.decide",
}
_IN_LANGUAGE = "_in_language"


def page_language() -> Language:
    """Give the language of this request."""
    first = request.path.split("/", 2)[1]
    if first not in LANGUAGES:
        first = request.accept_languages.best_match(LANGUAGES, default="en")
    return "zh" if first == "zh" else "en"


def is_in_address() -> bool:
    """Tell whether the address of this request chooses the language, as that of a page does."""
    return request.path.split("/", 2)[1] in LANGUAGES


def has_page(name: str) -> bool:
    """Tell whether there is a page of this name."""
    return name in _PAGES


def plain_pages() -> tuple[str, ...]:
    """Name the pages that are about nothing in particular: their addresses have no other parts."""
    rules = current_app.url_map.iter_rules
    return tuple(
        name
        for name, endpoint in _PAGES.items()
        if any(not rule.arguments and "GET" in (rule.methods or ()) for rule in rules(endpoint))
    )


def text(name: str) -> str:
    """Give a text of the pages in the language of this request."""
    return TEXTS[name].in_language(page_language())


def address(name: str, in_language: Language | None = None, **values: object) -> str:
    """Give the address of a page, in the language of this request or in another."""
    blueprint, _, view = {**_PAGES, **_FORMS}[name].partition(".")
    given: dict[str, Any] = {"language": in_language or page_language(), **values}
    return url_for(f"{blueprint}{_IN_LANGUAGE}.{view}", **given)


def same_page(language: Language) -> str:
    """Give the address of this page in another language; the home page if it has none."""
    if request.endpoint is None or request.endpoint.split(".")[0] not in _bilingual():
        return url_for(f"pages{_IN_LANGUAGE}.home", language=language)
    blueprint, _, view = request.endpoint.partition(".")
    target = f"{blueprint.removesuffix(_IN_LANGUAGE)}{_IN_LANGUAGE}.{view}"
    values: dict[str, Any] = {**(request.view_args or {}), "language": language}
    return _with_query(url_for(target, **values), request.args)


def data_address(form: str) -> str:
    """Give the address of this page's answer as data in the format called `form`."""
    values: dict[str, Any] = dict(request.view_args or {})
    plain = url_for((request.endpoint or "").replace(_IN_LANGUAGE, ""), **values)
    return _with_query(plain, {**request.args.to_dict(), "format": form})


def install(app: Flask) -> None:
    """Take the language out of addresses, and give templates the functions of this module."""

    @app.url_value_preprocessor
    def _take(_endpoint: str | None, values: dict[str, Any] | None) -> None:
        (values or {}).pop("language", None)

    @app.context_processor
    def _provide() -> dict[str, object]:
        return {
            "language": page_language(),
            "t": text,
            "page": address,
            "in_language": same_page,
            "data_address": data_address,
        }


def _with_query(address: str, query: Mapping[str, str]) -> str:
    """Put parameters behind an address; given to `url_for`, a stranger's could pass for its own."""
    return f"{address}?{urlencode(query)}" if query else address


def _bilingual() -> set[str]:
    blueprints = {name.partition(".")[0] for name in _PAGES.values()}
    return blueprints | {name + _IN_LANGUAGE for name in blueprints}
