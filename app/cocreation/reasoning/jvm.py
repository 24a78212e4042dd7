"""What runs in a Java machine: the OWL API's profile check, HermiT, the search for a clash.

It is a program of its own (`python -m cocreation.reasoning.jvm JAR LIBJVM`), because a process can
start only one Java machine and never gets rid of it. Each line on its standard input is a request
in JSON, `{"ntriples": …, "relations": […]}`, each line on its standard output the reply to it, as
`Workshop.judgement` describes it. `java.Referee` speaks with it.
"""

import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, BinaryIO

import jpype

from cocreation.reasoning.quickxplain import smallest_clash

_OPTIONS = ("-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
_OWLAPI = "org.semanticweb.owlapi."
# A clash can be told in several ways; axioms that stand earlier here are preferred. First what is
# told of things, then what is never true, then what holds for every member of a class; "at most
# one value" comes late, because a long way round leads through it (two stages differ because their
# ordinals do), and that for data latest of all.
_PREFERENCE = (
    "ClassAssertion",
    "ObjectPropertyAssertion",
    "DataPropertyAssertion",
    "SameIndividual",
    "DifferentIndividuals",
    "Disjoint",
    "Irreflexive",
    "Asymmetric",
    "SubClassOf",
    "EquivalentClasses",
    "ObjectProperty",
    "SubObjectPropertyOf",
    "FunctionalObjectProperty",
    "InverseFunctional",
)


class Workshop:
    """One OWL API manager and what is done with it."""

    def __init__(self) -> None:
        self._manager = _java("apibinding.OWLManager").createOWLOntologyManager()

    def judgement(self, ntriples: str, relations: Sequence[str]) -> dict[str, Any]:
        """Judge a graph; `relations` are IRIs of properties of which values may follow.

        The reply has `profile`, the violations of OWL 2 DL as [kind, culprit, axiom]; `consistent`;
        `unsatisfiable`, class IRIs; `clash`, axioms in functional syntax; `clash_of`, the class
        that the clash leaves without members, or null where it is the whole graph's; `types` and
        `relations` of named individuals, as [individual, class] and [individual, property,
        individual]; `failure`, what HermiT could not digest, or null.
        """
        source = _java("io.StringDocumentSource")(ntriples)
        ontology = self._manager.loadOntologyFromOntologyDocument(source)
        reply: dict[str, Any] = {"profile": _violations(ontology), "consistent": None}
        reply |= {"unsatisfiable": [], "clash": [], "clash_of": None, "failure": None}
        reply |= {"types": [], "relations": []}
        try:
            reply |= self._verdict(ontology, relations)
        except jpype.JException as error:
            reply["failure"] = str(error)
        self._manager.removeOntology(ontology)
        return reply

    def _verdict(self, ontology: Any, relations: Sequence[str]) -> dict[str, Any]:
        with _reasoner(ontology) as reasoner:
            return self._asked(reasoner, ontology, relations)

    def _asked(self, reasoner: Any, ontology: Any, relations: Sequence[str]) -> dict[str, Any]:
        axioms = sorted(ontology.getLogicalAxioms(), key=_rank)
        if not reasoner.isConsistent():
            return {"consistent": False, "clash": self._clash(axioms, [])}
        reply = {"consistent": True, "types": _types(reasoner, ontology)}
        reply["relations"] = _relations(reasoner, ontology, [self._property(r) for r in relations])
        nothing = reasoner.getUnsatisfiableClasses().getEntitiesMinusBottom()
        classes = sorted(nothing, key=str)
        return reply | self._incoherence(axioms, classes) if classes else reply

    def _property(self, name: str) -> Any:
        iri = _java("model.IRI").create(name)
        return self._manager.getOWLDataFactory().getOWLObjectProperty(iri)

    def _incoherence(self, axioms: Sequence[Any], classes: Sequence[Any]) -> dict[str, Any]:
        member = self._manager.getOWLDataFactory().getOWLAnonymousIndividual("_:member")
        assumed = self._manager.getOWLDataFactory().getOWLClassAssertionAxiom(classes[0], member)
        return {
            "unsatisfiable": [_iri(one) for one in classes],
            "clash": self._clash(axioms, [assumed]),
            "clash_of": _iri(classes[0]),
        }

    def _clash(self, axioms: Sequence[Any], assumed: Sequence[Any]) -> list[str]:
        """Find a smallest set of axioms that clash with what is assumed, pairs taken singly."""

        def clash(chosen: Sequence[Any]) -> bool:
            return not self._consistent([*chosen, *assumed])

        found = smallest_clash(axioms, clash)
        apart = [pair for axiom in found for pair in _pairs(axiom)]
        return [str(axiom) for axiom in smallest_clash(apart, clash)]

    def _consistent(self, axioms: Sequence[Any]) -> bool:
        chosen = jpype.java.util.HashSet(jpype.java.util.Arrays.asList(list(axioms)))
        ontology = self._manager.createOntology(chosen)
        with _reasoner(ontology) as reasoner:
            consistent = bool(reasoner.isConsistent())
        self._manager.removeOntology(ontology)
        return consistent


def _violations(ontology: Any) -> list[list[str]]:
    report = _java("profiles.OWL2DLProfile")().checkOntology(ontology)
    found = {
        (str(one.getClass().getSimpleName()), _culprit(one), str(one.getAxiom()))
        for one in report.getViolations()
    }
    return [list(one) for one in sorted(found)]


def _culprit(violation: Any) -> str:
    """Return what the violation is about: each kind has a getter of its own for it, or none."""
    for method in violation.getClass().getDeclaredMethods():
        if str(method.getName()).startswith("getOWL") or str(method.getName()) == "getDatatype":
            return str(method.invoke(violation, []))
    return ""


def _types(reasoner: Any, ontology: Any) -> list[list[str]]:
    return [
        [_iri(individual), _iri(class_)]
        for individual in ontology.getIndividualsInSignature()
        for class_ in reasoner.getTypes(individual, False).getFlattened()
        if not class_.isOWLThing()
    ]


def _relations(reasoner: Any, ontology: Any, properties: Sequence[Any]) -> list[list[str]]:
    return [
        [_iri(individual), _iri(property_), _iri(value)]
        for property_ in properties
        for individual in ontology.getIndividualsInSignature()
        for value in reasoner.getObjectPropertyValues(individual, property_).getFlattened()
    ]


def _iri(entity: Any) -> str:
    return str(entity.getIRI())


def _pairs(axiom: Any) -> Iterable[Any]:
    """Return an axiom that many things differ, or are disjoint, as one for each two of them."""
    split = getattr(axiom, "asPairwiseAxioms", None)
    return sorted(split(), key=str) if split is not None else [axiom]


def _rank(axiom: Any) -> tuple[int, str]:
    text = str(axiom)
    ranks = (place for place, name in enumerate(_PREFERENCE) if text.startswith(name))
    return next(ranks, len(_PREFERENCE)), text


@contextmanager
def _reasoner(ontology: Any) -> Iterator[Any]:
    """Lend a reasoner; the ontology's manager would keep it, and its memory, for ever."""
    reasoner = jpype.JClass("org.semanticweb.HermiT.Reasoner")(ontology)
    try:
        yield reasoner
    finally:
        reasoner.dispose()


def _java(name: str) -> Any:
    return jpype.JClass(_OWLAPI + name)


def _serve(requests: BinaryIO, replies: BinaryIO) -> None:
    workshop = Workshop()
    version = str(jpype.java.lang.System.getProperty("java.version"))
    for line in requests:
        reply = workshop.judgement(**json.loads(line)) | {"java": version}
        replies.write(json.dumps(reply).encode() + b"\n")
        replies.flush()


def main() -> None:
    """Start the Java machine that the arguments name, then answer until the input ends."""
    jar, library = sys.argv[1:]
    # HermiT and the OWL API may print: only replies may reach the standard output.
    with os.fdopen(os.dup(1), "wb") as replies:
        os.dup2(2, 1)
        jpype.startJVM(library, *_OPTIONS, classpath=[jar], convertStrings=False, interrupt=False)
        _serve(sys.stdin.buffer, replies)


if __name__ == "__main__":
    main()
