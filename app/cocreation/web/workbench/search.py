"""`/search`: things by words of either language, parts of words and codes."""

from typing import NamedTuple
from urllib.parse import urlencode

from flask import Blueprint, Response, jsonify, make_response, render_template, request

from cocreation.errors import NotReadyError
from cocreation.model import Language
from cocreation.services.searching.entries import KINDS, QUESTION, Entry
from cocreation.services.searching.search import Outcome
from cocreation.services.searching.words import LONGEST_QUESTION, Piece, Word, marked, snippet
from cocreation.web.addresses import page_address
from cocreation.web.caching import never_kept
from cocreation.web.context import context, server_address
from cocreation.web.language import address, page_language
from cocreation.web.negotiation import wants_html
from cocreation.web.workbench.asked import unknown_value

blueprint = Blueprint("search", __name__)

PAGE_SIZE = 20
_LAST_PAGE = 500


class Hit(NamedTuple):
    """One thing found, as the page shows it: texts in pieces, those sought marked."""

    address: str
    kind: str
    title: tuple[Piece, ...]
    title_language: str
    other: tuple[Piece, ...]
    other_language: str
    code: str
    snippet: tuple[Piece, ...]
    snippet_language: str | None


@blueprint.get("/search")
def ask() -> Response:
    """Find what the address asks for, as a page or as JSON."""
    question = request.args.get("q", "")[: LONGEST_QUESTION * 50]
    kind = _kind()
    number = _number(request.args.get("page", ""))
    first = (number - 1) * PAGE_SIZE
    if not wants_html(request):
        return never_kept(_as_json(context().search.find(question, kind, first, PAGE_SIZE), number))
    try:
        outcome = context().search.find(question, kind, first, PAGE_SIZE)
    except NotReadyError as error:
        return _waiting(question, error)
    return never_kept(make_response(_page(question[:LONGEST_QUESTION], kind, number, outcome)))


def _page(question: str, kind: str, number: int, outcome: Outcome) -> str:
    found = outcome.found
    last = max(1, -(-found.total // PAGE_SIZE))
    return render_template(
        "workbench/search.html",
        question=question,
        kind=kind,
        asked=bool(outcome.words),
        hits=[_hit(entry, outcome.words) for entry in found.entries],
        near=[_hit(entry, ()) for entry in outcome.near],
        total=found.total,
        everything=sum(found.kinds.values()),
        facets=[(one, found.kinds[one]) for one in KINDS if found.kinds.get(one)],
        number=number,
        last=last,
        address_of=lambda **given: _address({"q": question, "kind": kind, **given}),
    )


def _waiting(question: str, error: NotReadyError) -> Response:
    page = render_template("workbench/search.html", question=question[:LONGEST_QUESTION], waiting=1)
    response = make_response(page, error.status)
    response.headers["Retry-After"] = str(error.details["retry_after"])
    return never_kept(response)


def _hit(entry: Entry, words: tuple[Word, ...]) -> Hit:
    language = page_language()
    other: Language = "en" if language == "zh" else "zh"
    title, second = entry.title.in_language(language), entry.title.in_language(other)
    # What is told in the reader's language comes first, but only where the words stand in it.
    for spoken in (language, other):
        # A name that is given once more tells nothing new.
        texts = [
            text.value
            for text in entry.texts
            if text.language in (spoken, None) and text.value not in (title, second)
        ]
        told = snippet(texts, words)
        if told:
            break
    return Hit(
        address=_address_of(entry),
        kind=entry.kind,
        title=marked(title, words),
        title_language=language,
        other=marked(second, words) if second != title else (),
        other_language=other,
        code=entry.codes[0] if len(entry.codes) > 1 else "",
        snippet=told,
        snippet_language=spoken if told else None,
    )


def _address_of(entry: Entry) -> str:
    if entry.kind == QUESTION:
        return address("question", id=entry.name)
    return page_address(entry.name)


def _as_json(outcome: Outcome, number: int) -> Response:
    found = outcome.found
    return jsonify(
        {
            "total": found.total,
            "page": number,
            "kinds": found.kinds,
            "results": [_told(entry, outcome.words) for entry in found.entries],
            "near": [_told(entry, ()) for entry in outcome.near],
        }
    )


def _told(entry: Entry, words: tuple[Word, ...]) -> dict[str, object]:
    hit = _hit(entry, words)
    is_question = entry.kind == QUESTION
    return {
        "iri": None if is_question else entry.name,
        "id": entry.name if is_question else None,
        "kind": entry.kind,
        "title": {"en": entry.title.en, "zh": entry.title.zh},
        "code": hit.code or None,
        "page": server_address() + hit.address,
        "snippet": [{"text": piece.text, "marked": piece.marked} for piece in hit.snippet],
    }


def _kind() -> str:
    """The kind of thing that alone is sought; empty where the address names none."""
    kind = request.args.get("kind", "")
    if kind and kind not in KINDS:
        raise unknown_value("kind", kind, KINDS)
    return kind


def _number(given: str) -> int:
    """Which page is asked for; the first where that is none."""
    is_number = given.isascii() and given.isdigit() and len(given) < 6  # noqa: PLR2004 -- digits
    return min(max(int(given), 1), _LAST_PAGE) if is_number else 1


def _address(given: dict[str, object]) -> str:
    kept = {name: str(value) for name, value in given.items() if value}
    return f"{address('search')}?{urlencode(kept)}"
