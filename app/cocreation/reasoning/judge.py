"""The judgement of a graph: is it OWL 2 DL, can it all be true, and what follows from it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from cocreation.model import FileGraph, Text, Triple
from cocreation.reasoning.assembly import Assembly, assemble
from cocreation.reasoning.axioms import TYPE, Tree
from cocreation.reasoning.compiling import compile_rules
from cocreation.reasoning.contradictions import find_contradiction
from cocreation.reasoning.engine import Facts, Program
from cocreation.reasoning.faults import fault
from cocreation.reasoning.functional import canonical, read_functional, write_functional
from cocreation.reasoning.java import Java, Referee, find_java
from cocreation.reasoning.labels import domains
from cocreation.reasoning.ntriples import Statement, iri, is_literal, serialise, term
from cocreation.reasoning.verdict import Axiom, Verdict
from cocreation.reasoning.wording import Wording

_PROFILE = Text(en="OWL 2 DL, by the OWL API's profile check", zh="OWL 2 DL（OWL API 的概要检查）")
_CONSISTENT = Text(en="that everything can be true together, by HermiT", zh="整体一致性（HermiT）")
_COHERENT = Text(en="that every class can have members, by HermiT", zh="各类的可满足性（HermiT）")
_INFERRED = Text(en="types and relations that follow, by HermiT", zh="可推出的类型与关系（HermiT）")
_BY_RULES = Text(
    en="contradictions that rules can see: disjoint classes, properties with at most one value, "
    "relations that may not run both ways or to themselves",
    zh="规则所能发现的矛盾：不相交的类、至多一个值的属性、不可双向或指向自身的关系",
)
_NO_JAVA = Text(
    en=" (needs Java: install a Java runtime and put it on the PATH)",
    zh="（需要 Java：请安装 Java 运行环境并加入 PATH）",
)
_ANYTHING = Text(
    en=" (from a contradiction anything would follow)", zh="（自相矛盾的图谱可推出任何结论）"
)


def judge(
    graphs: Sequence[FileGraph],
    find: Callable[[], Java | None] = find_java,
    referee: Referee | None = None,
) -> Verdict:
    """Judge the ontology's and the data's asserted graphs together.

    With Java: HermiT and the OWL API judge, and a contradiction is narrowed down to a smallest
    clashing set of axioms. Without: rules look for contradictions, and the verdict says what they
    cannot see. `referee`, a Java machine already running, spares its start. ReasonerError where
    the Java process fails.
    """
    assembly = assemble(graphs)
    wording = Wording(assembly.labels, domains(assembly.axioms))
    java = find()
    if java is None:
        return _by_rules(assembly, wording)
    if referee is not None:
        return _by_reasoners(assembly, wording, referee)
    with Referee(java) as own:
        return _by_reasoners(assembly, wording, own)


def _by_reasoners(assembly: Assembly, wording: Wording, referee: Referee) -> Verdict:
    derivable = {rule.head[1] for rule in compile_rules(assembly.axioms)} - {TYPE}
    relations = sorted(one[1:-1] for one in derivable)
    reply = referee.judge(serialise(assembly.statements()), relations)
    found = [fault(kind, culprit, axiom, wording) for kind, culprit, axiom in reply["profile"]]
    checked, unchecked = _coverage(reply["consistent"], reply["failure"])
    return Verdict(
        java=reply["java"],
        faults=tuple(dict.fromkeys([*assembly.faults, *found])),
        consistent=reply["consistent"],
        unsatisfiable=tuple(reply["unsatisfiable"]),
        clash=tuple(_axiom(read_functional(axiom), wording) for axiom in reply["clash"]),
        clash_of=reply["clash_of"],
        inferred=_triples(sorted(_inferred(reply) - set(assembly.told))),
        checked=checked,
        unchecked=unchecked,
    )


def _inferred(reply: Mapping[str, Any]) -> set[Statement]:
    types = {(iri(one), TYPE, iri(class_)) for one, class_ in reply["types"]}
    return types | {(iri(s), iri(p), iri(o)) for s, p, o in reply["relations"]}


def _coverage(
    consistent: bool | None, failure: str | None
) -> tuple[tuple[Text, ...], tuple[Text, ...]]:
    """Tell what HermiT's answer covers, and why it does not cover the rest."""
    if failure is not None:
        reason = Text(en=f" (HermiT refused: {failure})", zh=f"（HermiT 拒绝：{failure}）")
        return (_PROFILE,), _because(reason, _CONSISTENT, _COHERENT, _INFERRED)
    if not consistent:
        return (_PROFILE, _CONSISTENT), _because(_ANYTHING, _COHERENT, _INFERRED)
    return (_PROFILE, _CONSISTENT, _COHERENT, _INFERRED), ()


def _by_rules(assembly: Assembly, wording: Wording) -> Verdict:
    facts = Program(compile_rules(assembly.axioms)).close(assembly.told)
    clash = find_contradiction(facts, assembly.axioms, assembly.different)
    return Verdict(
        java=None,
        faults=assembly.faults,
        consistent=False if clash else None,
        unsatisfiable=(),
        clash=tuple(_axiom(axiom, wording) for axiom in clash),
        clash_of=None,
        inferred=() if clash else _triples(sorted(_relations(facts))),
        checked=(_BY_RULES,),
        unchecked=_because(_NO_JAVA, _PROFILE, _CONSISTENT, _COHERENT),
    )


def _relations(facts: Facts) -> Iterator[Statement]:
    return (fact for fact in facts.derived() if not is_literal(fact[2]))


def _axiom(tree: Tree, wording: Wording) -> Axiom:
    ordered = canonical(tree)
    return Axiom(write_functional(ordered), wording.axiom(ordered))


def _triples(statements: Iterable[Statement]) -> tuple[Triple, ...]:
    return tuple(Triple(term(s), term(p), term(o)) for s, p, o in statements)


def _because(reason: Text, *parts: Text) -> tuple[Text, ...]:
    return tuple(Text(en=part.en + reason.en, zh=part.zh + reason.zh) for part in parts)
