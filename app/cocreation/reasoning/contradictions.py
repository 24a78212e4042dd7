"""Contradictions that rules can see, for when no reasoner is there.

Seen are: one thing of two disjoint classes; two different values of a functional property, or two
different subjects of an inverse functional one; a relation that runs both ways, or to itself,
against an asymmetric or irreflexive property; two disjoint properties between the same two. What
rules find is a contradiction; that they find none proves nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal, InvalidOperation
from itertools import combinations

from cocreation.namespaces import XSD
from cocreation.reasoning.axioms import TYPE, Tree, assertion
from cocreation.reasoning.engine import Facts
from cocreation.reasoning.functional import write_functional
from cocreation.reasoning.ntriples import Statement, Token, is_literal, literal_parts

Clash = tuple[tuple[Tree, ...], tuple[Statement, ...]]
Pairs = dict[Token, list[tuple[Token, Token]]]

_NUMBERS = {XSD + "integer", XSD + "decimal"}


def find_contradiction(
    facts: Facts, axioms: Sequence[Tree], different: Iterable[Sequence[Token]]
) -> tuple[Tree, ...]:
    """Find the fewest told axioms that the rules show to clash; empty where they show no clash.

    `facts` must be closed under the axioms' rules; `different` are groups of different things.
    """
    search = _Search(facts, axioms, different)
    clashes = (_told(clash, facts) for axiom in axioms for clash in search.clashes(axiom))
    return min(clashes, key=lambda found: (len(found), str(found)), default=())


class _Search:
    """The facts arranged by class and by property, and what is known to be different."""

    def __init__(
        self, facts: Facts, axioms: Sequence[Tree], different: Iterable[Sequence[Token]]
    ) -> None:
        self._members: dict[Token, set[Token]] = defaultdict(set)
        self._pairs: Pairs = defaultdict(list)
        for subject, predicate, value in facts:
            if predicate == TYPE:
                self._members[value].add(subject)
            self._pairs[predicate].append((subject, value))
        self._facts = facts
        self._irreflexive = {one[1] for one in axioms if one[0] == "IrreflexiveObjectProperty"}
        self._groups = [frozenset(group) for group in different]
        self._groups += [
            frozenset(part for part in axiom[1:] if isinstance(part, str))
            for axiom in axioms
            if axiom[0] == "DifferentIndividuals"
        ]

    def clashes(self, axiom: Tree) -> Iterator[Clash]:
        """Yield each clash with one axiom: the axioms at odds, and the facts that they concern."""
        match axiom:
            case ("DisjointClasses", *classes):
                yield from self._shared_members(classes)
            case ("FunctionalObjectProperty" | "FunctionalDataProperty", str(property_)):
                yield from self._several(axiom, property_, key=0)
            case ("InverseFunctionalObjectProperty", str(property_)):
                yield from self._several(axiom, property_, key=1)
            case ("AsymmetricObjectProperty", str(property_)):
                yield from self._both_ways(axiom, property_)
            case ("IrreflexiveObjectProperty", str(property_)):
                for subject, value in self._pairs[property_]:
                    if subject == value:
                        yield (axiom,), ((subject, property_, value),)
            case ("DisjointObjectProperties", str(one), str(other)):
                for subject, value in set(self._pairs[one]) & set(self._pairs[other]):
                    yield (axiom,), ((subject, one, value), (subject, other, value))

    def _shared_members(self, classes: Iterable[Tree]) -> Iterator[Clash]:
        named = (one for one in classes if isinstance(one, str))
        for one, other in combinations(named, 2):
            for member in self._members[one] & self._members[other]:
                axiom = ("DisjointClasses", one, other)
                yield (axiom,), ((member, TYPE, one), (member, TYPE, other))

    def _several(self, axiom: Tree, property_: Token, key: int) -> Iterator[Clash]:
        """Find two statements with one end the same and the other ends different."""
        ends: dict[Token, list[Token]] = defaultdict(list)
        for pair in self._pairs[property_]:
            ends[pair[key]].append(pair[1 - key])
        for shared, others in ends.items():
            for one, other in combinations(sorted(others), 2):
                reason = self._difference(one, other)
                if reason is not None:
                    pairs = ((shared, one), (shared, other))
                    told = (pair if key == 0 else pair[::-1] for pair in pairs)
                    yield (axiom, *reason), tuple((s, property_, o) for s, o in told)

    def _both_ways(self, axiom: Tree, property_: Token) -> Iterator[Clash]:
        for subject, value in self._pairs[property_]:
            if subject == value and property_ in self._irreflexive:
                continue
            if subject <= value and (value, property_, subject) in self._facts:
                there, back = (subject, property_, value), (value, property_, subject)
                yield (axiom,), (there,) if there == back else (there, back)

    def _difference(self, one: Token, other: Token) -> tuple[Tree, ...] | None:
        """Tell why two terms cannot be one: nothing to tell for literals; None if they can be."""
        if is_literal(one) and is_literal(other):
            return () if _value(one) != _value(other) else None
        if any(one in group and other in group for group in self._groups):
            return (("DifferentIndividuals", one, other),)
        return None


def _value(literal: Token) -> object:
    """Return what a literal stands for, so that 60 and 060 are the same number."""
    text, language, datatype = literal_parts(literal)
    if datatype in _NUMBERS:
        try:
            return Decimal(text)
        except InvalidOperation:
            return literal
    return text, language, datatype


def _told(clash: Clash, facts: Facts) -> tuple[Tree, ...]:
    """Trace a clash back to what was told: the axioms and statements that it rests on."""
    axioms, agenda = list(clash[0]), list(clash[1])
    traced: set[Statement] = set()
    while agenda:
        fact = agenda.pop()
        if fact in traced:
            continue
        traced.add(fact)
        derivation = facts.reason(fact)
        if derivation is None:
            axioms.append(assertion(fact))
        else:
            axioms.append(derivation.axiom)
            agenda.extend(derivation.premises)
    return tuple(sorted(set(axioms), key=_order))


def _order(axiom: Tree) -> tuple[bool, str]:
    text = write_functional(axiom)
    return "Assertion(" not in text, text
