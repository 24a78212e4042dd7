"""What the graph says of one thing, and what one named graph holds."""

from collections.abc import Sequence
from dataclasses import replace

from cocreation.errors import QueryError, UnknownNameError
from cocreation.model import Term, Text
from cocreation.namespaces import BASE, GRAPH
from cocreation.services.json_ld import MOST_BYTES, Terms, write
from cocreation.store.base import JSON_LD, N_TRIPLES, Answer, Dataset, Store
from cocreation.store.terms import values_clause

# The documents of the terms are the graphs of the ontology's and the shapes' files.
_DOCUMENTS = {
    "case-study": ("ontology/case-study",),
    "model": ("ontology/model",),
    "shapes": ("shapes/case-study", "shapes/model", "shapes/advisory", "shapes/hygiene"),
}
_OF_THING = "CONSTRUCT { ?thing ?predicate ?value . ?subject ?property ?thing }"
_OF_GRAPH = "CONSTRUCT { ?subject ?predicate ?value }"
_VERSION_OF = """
PREFIX owl: <http://www.w3.org/2002/07/owl#>
SELECT ?ontology ?version WHERE { ?ontology owl:versionIRI ?version }
"""
_EVERYTHING = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
_ANYTHING = "ASK { ?s ?p ?o }"
_YES = b"true"
_DESCRIPTION = """
PREFIX formats: <http://www.w3.org/ns/formats/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX sd: <http://www.w3.org/ns/sparql-service-description#>
CONSTRUCT {
  ?service a sd:Service ;
    sd:endpoint ?service ;
    sd:supportedLanguage sd:SPARQL11Query ;
    sd:feature sd:UnionDefaultGraph ;
    sd:resultFormat formats:SPARQL_Results_JSON , formats:SPARQL_Results_XML ,
      formats:SPARQL_Results_CSV , formats:SPARQL_Results_TSV , formats:Turtle ,
      formats:N-Triples , formats:RDF_XML , formats:JSON-LD ;
    sd:defaultDataset ?dataset .
  ?dataset a sd:Dataset ;
    sd:defaultGraph ?default ;
    sd:namedGraph [ a sd:NamedGraph ; sd:name ?graph ] .
  ?default a sd:Graph ;
    rdfs:label "全部命名图的并集"@zh , "The union of all named graphs"@en .
}
"""
_IN_SERVICE = """
  GRAPH ?graph {}
  BIND(IRI(CONCAT(STR(?service), "#dataset")) AS ?dataset)
  BIND(IRI(CONCAT(STR(?service), "#default-graph")) AS ?default)
"""


def describe(
    store: Store, path: str, media_type: str | None = None, terms: Terms | None = None
) -> Answer:
    """Tell what stands behind the name `https://w3id.org/cocreation/<path>`, as a graph.

    A thing comes with the statements about it and those that point at it, a named graph and a
    namespace document whole. JSON-LD says its terms by their names in `terms`, where they are
    given and the answer has no more than MOST_BYTES. UnknownNameError where nothing is said.
    """
    refuse_unknown(store, path)
    query = " ".join(_query(path))
    if media_type == JSON_LD and terms is not None:
        answer = store.answer(query, N_TRIPLES)
        if len(answer.body) <= MOST_BYTES:
            return replace(answer, media_type=JSON_LD, body=write(answer.body, terms, BASE + path))
    return store.answer(query, media_type)


def refuse_unknown(store: Store, path: str) -> None:
    """Raise UnknownNameError where nothing is said of `https://w3id.org/cocreation/<path>`."""
    try:
        known = _YES in store.answer(f"ASK {_query(path)[1]}").body
    except QueryError:
        known = False
    if known:
        return
    name = BASE + path
    raise UnknownNameError(
        Text(
            en=f"The graph says nothing of <{name}>; the search finds what there is.",
            zh=f"图谱中没有关于 <{name}> 的内容；可用检索查找已有内容。",
        )
    )


def unversioned(store: Store, path: str) -> str:
    """Give the path of the ontology of which `path` names the version at hand, or else `path`."""
    if not path.startswith("ontology/"):
        return path
    rows = store.select(_VERSION_OF, {"version": Term("iri", BASE + path)}).rows
    return next((term.value.removeprefix(BASE) for term, _ in rows if term), path)


def read_graph(store: Store, name: str | None, media_type: str | None = None) -> Answer:
    """Give one named graph whole, or with None the default graph, which is the union of all.

    UnknownNameError where there is no such graph, QueryError where `name` is no absolute IRI.
    """
    dataset = None if name is None else Dataset(default=(name,))
    if name is not None and _YES not in store.answer(_ANYTHING, dataset=dataset).body:
        raise UnknownNameError(
            Text(
                en=f"There is no graph <{name}>; the service description at /sparql lists them.",
                zh=f"没有名为 <{name}> 的图；/sparql 的服务描述列出了全部的图。",
            )
        )
    return store.answer(_EVERYTHING, media_type, dataset=dataset)


def describe_service(store: Store, endpoint: str, media_type: str | None = None) -> Answer:
    """Describe the SPARQL service at `endpoint`: what it speaks, and its named graphs."""
    service = values_clause({"service": Term("iri", endpoint)})
    return store.answer(f"{_DESCRIPTION} WHERE {{ {service} {_IN_SERVICE} }}", media_type)


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
