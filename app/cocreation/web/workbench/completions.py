"""`/terms.json`: what the query editor completes, in one file."""

from flask import Blueprint, Response, jsonify

from cocreation.namespaces import BASE, PREFIXES, compact
from cocreation.services.completing import Completion, Completions
from cocreation.web.caching import kept
from cocreation.web.context import context

blueprint = Blueprint("completions", __name__)


@blueprint.get("/terms.json")
def terms() -> Response:
    """Give prefixes, names with their labels, and the properties that each class really has."""
    return kept(lambda: jsonify(_written(context().completions.now())))


def _written(made: Completions) -> dict[str, object]:
    return {
        "base": BASE,
        "prefixes": PREFIXES,
        "names": [_name(one) for one in made.names],
        "uses": {
            _short(name): [[_short(property_), things] for property_, things in used]
            for name, used in made.uses.items()
        },
    }


def _name(one: Completion) -> list[str]:
    return [_short(one.iri), one.kind, one.label.en, one.label.zh]


def _short(iri: str) -> str:
    """A name as it stands in a query: with its prefix, or relative to `base` in brackets."""
    written = compact(iri)
    if ":" in written and "/" not in written:
        return written
    return f"<{iri.removeprefix(BASE)}>"
