"""The query of a list with what a reader has chosen in it, for her to go on with."""

import re
from collections.abc import Iterable, Mapping

from cocreation.model import QuerySpec, Term
from cocreation.namespaces import PREFIXES
from cocreation.store.outline import Outline
from cocreation.store.patterns import Edit, edited, pattern
from cocreation.store.terms import values_of

_CHOSEN = """
  {{
    SELECT DISTINCT ?{thing}
    WHERE {{
      {values}
      {way}
    }}
  }}"""


def narrowed(
    spec: QuerySpec, thing: str, ways: Mapping[str, str], chosen: Mapping[str, Iterable[str]]
) -> str:
    """Write a list's query so that only what has a chosen value of each aspect is in its answer.

    `thing` is the variable for what is listed, `ways` says for each aspect in SPARQL how it comes
    to its `?value`, `chosen` has the IRIs chosen; QueryError where one is none.
    """
    found = Outline(spec.text)
    parts = [
        _CHOSEN.format(thing=thing, values=_values(iris), way=ways[aspect])
        for aspect, iris in chosen.items()
        if iris
    ]
    braces = pattern(found)
    if not parts or braces is None:
        return spec.text
    start = braces[0] + 1
    text = edited(spec.text, [Edit(start, start, "".join(parts))])
    return _declared("".join(parts), found.prefixes) + text


def _values(iris: Iterable[str]) -> str:
    return values_of("value", (Term("iri", iri) for iri in sorted(iris)))


def _declared(parts: str, declared: Iterable[str]) -> str:
    """The prefixes that the parts need and the query does not declare."""
    wanted = set(re.findall(r"\b([a-z]+):\w", parts)) & PREFIXES.keys()
    return "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in sorted(wanted - {*declared}))
