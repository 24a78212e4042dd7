"""HermiT through owlready2: everything that follows about the individuals of a graph.

A second opinion beside `judge`: owlready2 reads the graph and asks HermiT in its own way, which
takes some seconds more because it also orders all properties.
"""

import tempfile
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

import owlready2

from cocreation.errors import ReasonerError
from cocreation.model import FileGraph, Text
from cocreation.namespaces import BASE
from cocreation.reasoning.assembly import Assembly, assemble
from cocreation.reasoning.axioms import TYPE
from cocreation.reasoning.java import Java, find_java
from cocreation.reasoning.ntriples import Statement, iri, serialise


def infer_types(graphs: Sequence[FileGraph]) -> tuple[Statement, ...]:
    """Infer as `infer` does from graphs; ReasonerError where Java is missing."""
    java = find_java()
    if java is None:
        raise ReasonerError(
            Text(
                en="HermiT needs Java: install a Java runtime (11 or later) on the PATH.",
                zh="HermiT 需要 Java：请安装 Java 运行环境（11 或更高版本）并加入 PATH。",
            )
        )
    return infer(assemble(graphs), java)


def infer(assembly: Assembly, java: Java) -> tuple[Statement, ...]:
    """Infer the types and relations of individuals that are not told, sorted.

    Types are named classes other than owl:Thing, of any generality. ReasonerError where the graph
    is inconsistent, a class can have no members, or HermiT refuses the graph.
    """
    world = owlready2.World()
    graph = BytesIO(serialise(assembly.statements()))
    world.get_ontology(BASE + "ontology/assembled#").load(fileobj=graph)
    inferred = world.get_ontology(BASE + "ontology/inferred#")
    _reason(world, inferred, java)
    _require_members(world)
    found = {*_types(world), *_relations(world, inferred)}
    return tuple(sorted(found - set(assembly.told)))


def _reason(world: Any, inferred: Any, java: Java) -> None:
    owlready2.JAVA_EXE = str(java.command)
    usual = tempfile.tempdir
    # owlready2 leaves its file behind when a graph is inconsistent: let it do so where it goes.
    with tempfile.TemporaryDirectory() as folder:
        tempfile.tempdir = folder
        try:
            with inferred:
                owlready2.sync_reasoner_hermit(world, infer_property_values=True, debug=0)
        except owlready2.OwlReadyInconsistentOntologyError as error:
            raise ReasonerError(
                Text(en="The graph contradicts itself.", zh="图谱自相矛盾。")
            ) from error
        except owlready2.OwlReadyJavaError as error:
            raise ReasonerError(
                Text(en=f"HermiT refused the graph: {error}", zh=f"HermiT 无法处理该图谱：{error}")
            ) from error
        finally:
            tempfile.tempdir = usual


def _require_members(world: Any) -> None:
    empty = ", ".join(sorted(one.iri for one in world.inconsistent_classes()))
    if empty:
        raise ReasonerError(
            Text(
                en=f"These classes can have no members: {empty}.",
                zh=f"下列类不可能有成员：{empty}。",
            )
        )


def _types(world: Any) -> Iterator[Statement]:
    """Yield each individual with the classes that it is told or inferred to be of, and above."""
    above: dict[int, tuple[str, ...]] = {}
    for subject, _, class_ in world.get_triples(None, owlready2.rdf_type, None):
        if class_ not in above:
            above[class_] = _above(world._get_by_storid(class_))
        if subject > 0:
            name = iri(world._unabbreviate(subject))
            yield from ((name, TYPE, iri(one)) for one in above[class_])


def _above(class_: Any) -> tuple[str, ...]:
    if not isinstance(class_, owlready2.ThingClass):
        return ()
    found = (one for one in class_.ancestors() if isinstance(one, owlready2.ThingClass))
    return tuple(one.iri for one in found if one is not owlready2.Thing)


def _relations(world: Any, inferred: Any) -> Iterator[Statement]:
    properties = {one.storid: one.iri for one in world.object_properties()}
    for subject, predicate, value in inferred.get_triples():
        if predicate in properties:
            start, end = (iri(world._unabbreviate(one)) for one in (subject, value))
            yield start, iri(properties[predicate]), end
