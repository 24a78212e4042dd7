"""Run where the library is: judges each nanopublication of a file, and prints what it found.

One line for each: its name as the library has it, or what the library says is wrong.
"""

import sys
import warnings

warnings.simplefilter("ignore")

from nanopub import Nanopub  # noqa: E402
from nanopub.utils import MalformedNanopubError  # noqa: E402
from rdflib import RDF, ConjunctiveGraph, URIRef  # noqa: E402

_NANOPUBLICATION = URIRef("http://www.nanopub.org/nschema#Nanopublication")


def alone(whole: ConjunctiveGraph, name: str) -> ConjunctiveGraph:
    """One nanopublication of a file, as the library takes it."""
    one = ConjunctiveGraph()
    for graph in whole.contexts():
        if graph.identifier.startswith(f"{name}#"):
            one.addN((*triple, one.get_context(graph.identifier)) for triple in graph)
    return one


def judged(one: ConjunctiveGraph) -> str:
    """The name of a nanopublication that is valid, or what is wrong."""
    try:
        found = Nanopub(rdf=one)
        good = found.is_valid and found.has_valid_trusty
    except MalformedNanopubError as error:
        return f"malformed: {error}"
    return str(found.source_uri) if good else "invalid"


if __name__ == "__main__":
    published = ConjunctiveGraph()
    published.parse(sys.argv[1])
    for name in published.subjects(RDF.type, _NANOPUBLICATION):
        sys.stdout.write(f"{judged(alone(published, name))}\n")
