"""What the graph says of one thing, and what one named graph holds."""

from collections.abc import Sequence

from cocreation.errors import QueryError, UnknownNameError
from cocreation.model import Term, Text
from cocreation.namespaces import BASE, GRAPH
from cocreation.store.base import Answer, Store
from cocreation.store.terms import values_clause

# The documents of the terms are the graphs of the ontology's and the shapes' files.
_DOCUMENTS = {
    "case-study": ("ontology/case-study",),
    "model": ("ontology/model",),
    "shapes": ("shapes/case-study", "shapes/model", "shapes/advisory", "shapes/hygiene"),
}
_OF_THING = "CONSTRUCT { ?thing ?predicate ?value . ?subject ?property ?thing }"
_OF_GRAPH = "CONSTRUCT { ?subject ?predicate ?value }"
_YES = b"true"


def describe(store: Store, path: str, media_type: str | None = None) -> Answer:
    """Tell what stands behind the name `https://w3id.org/cocreation/<path>`, as a graph.

    A thing comes with the statements about it and those that point at it, a named graph and a
    namespace document whole. UnknownNameError where nothing is said.
    """
    try:
        template, pattern = _query(path)
        known = _YES in store.answer(f"ASK {pattern}").body
    except QueryError:
        known = False
    if not known:
        name = BASE + path
        raise UnknownNameError(
            Text(
                en=f"The graph says nothing of <{name}>; the questions list what there is.",
                zh=f"图谱中没有关于 <{name}> 的内容；可从问题列表查看已有内容。",
            )
        )
    return store.answer(f"{template} {pattern}", media_type)


def _query(path: str) -> tuple[str, str]:
    """The template of the graph to make, and the pattern that binds it to the name."""
    if path in _DOCUMENTS:
        return _OF_GRAPH, _in_graphs([GRAPH + name for name in _DOCUMENTS[path]])
    if path.startswith(("graph/", "ontology/")):
        return _OF_GRAPH, _in_graphs([GRAPH + path.removeprefix("graph/")])
    # The values stand inside each group: not every server heeds them behind a union.
    named = values_clause({"thing": Term("iri", BASE + path)})
    return _OF_THING, (
        f"WHERE {{ {{ {named} ?thing ?predicate ?value }}"
        f" UNION {{ {named} ?subject ?property ?thing }} }}"
    )


def _in_graphs(names: Sequence[str]) -> str:
    groups = (
        f"{{ {values_clause({'graph': Term('iri', name)})}"
        " GRAPH ?graph { ?subject ?predicate ?value } }"
        for name in names
    )
    return f"WHERE {{ {' UNION '.join(groups)} }}"
