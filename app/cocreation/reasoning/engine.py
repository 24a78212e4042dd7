"""A small forward-chaining engine: each new fact joins what is already known, until nothing is new.

It remembers from which rule and which facts each fact first came, so that a conclusion, and hence
a contradiction, can be traced back to what was told.
"""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from cocreation.reasoning.axioms import TYPE, Tree
from cocreation.reasoning.ntriples import Statement

Slot = str | int
Atom = tuple[Slot, str, Slot]
Bindings = dict[int, str]


@dataclass(frozen=True, slots=True)
class Rule:
    """If all of `body` then `head`, because of `axiom`; integers in atoms are variables."""

    body: tuple[Atom, ...]
    head: Atom
    axiom: Tree


@dataclass(frozen=True, slots=True)
class Derivation:
    """By which axiom and from which facts a fact came."""

    axiom: Tree
    premises: tuple[Statement, ...]


class Facts:
    """Statements indexed for joins; a layer above `base` sees its facts and adds only its own."""

    def __init__(self, base: "Facts | None" = None) -> None:
        self._base = base
        self._reasons: dict[Statement, Derivation | None] = {}
        self._objects: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._subjects: dict[tuple[str, str], list[str]] = defaultdict(list)

    def __contains__(self, fact: Statement) -> bool:
        return fact in self._reasons or (self._base is not None and fact in self._base)

    def __iter__(self) -> Iterator[Statement]:
        """Yield the facts of this layer, base not included."""
        return iter(self._reasons)

    def everything(self) -> Iterator[Statement]:
        """Yield the facts of this layer and of all below it."""
        if self._base is not None:
            yield from self._base.everything()
        yield from self._reasons

    def add(self, fact: Statement, reason: Derivation | None) -> None:
        """Add a fact that is not yet there; `reason` is None for what was told."""
        subject, predicate, value = fact
        self._reasons[fact] = reason
        self._objects[subject, predicate].append(value)
        self._subjects[predicate, value].append(subject)

    def reason(self, fact: Statement) -> Derivation | None:
        """Tell where a fact came from, None where it was told; KeyError where it is not there."""
        if fact in self._reasons or self._base is None:
            return self._reasons[fact]
        return self._base.reason(fact)

    def derived(self) -> Iterator[Statement]:
        """Yield the facts of this layer that were not told."""
        return (fact for fact, reason in self._reasons.items() if reason is not None)

    def objects(self, subject: str, predicate: str) -> Iterator[str]:
        """Yield every o of `subject predicate o`."""
        if self._base is not None:
            yield from self._base.objects(subject, predicate)
        yield from self._objects.get((subject, predicate), ())

    def subjects(self, predicate: str, value: str) -> Iterator[str]:
        """Yield every s of `s predicate value`."""
        if self._base is not None:
            yield from self._base.subjects(predicate, value)
        yield from self._subjects.get((predicate, value), ())


class Program:
    """Rules arranged so that a fact finds at once the places where it may matter."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._triggers: dict[tuple[str, Slot | None], list[tuple[Rule, int]]] = defaultdict(list)
        for rule in rules:
            for place, (_, predicate, value) in enumerate(rule.body):
                key = (predicate, value if predicate == TYPE else None)
                self._triggers[key].append((rule, place))
        self.predicates = frozenset(predicate for predicate, _ in self._triggers) | {TYPE}

    def close(self, told: Iterable[Statement], base: Facts | None = None) -> Facts:
        """All that follows from `told` and from `base`, which must be closed already."""
        facts = Facts(base)
        agenda: deque[tuple[Statement, Derivation | None]] = deque((fact, None) for fact in told)
        while agenda:
            fact, reason = agenda.popleft()
            if fact not in facts:
                facts.add(fact, reason)
                agenda.extend(self._consequences(fact, facts))
        return facts

    def _consequences(
        self, fact: Statement, facts: Facts
    ) -> Iterator[tuple[Statement, Derivation]]:
        key = (fact[1], fact[2] if fact[1] == TYPE else None)
        for rule, place in self._triggers.get(key, ()):
            start = _unified(rule.body[place], fact, {})
            if start is None:
                continue
            others = [atom for position, atom in enumerate(rule.body) if position != place]
            for bindings in _solutions(others, start, facts):
                subject, predicate, value = _instance(rule.head, bindings)
                if subject.startswith('"'):
                    continue
                premises = tuple(_instance(atom, bindings) for atom in rule.body)
                yield (subject, predicate, value), Derivation(rule.axiom, premises)


def _solutions(atoms: Sequence[Atom], bindings: Bindings, facts: Facts) -> Iterator[Bindings]:
    """Every way to make all atoms true; an atom is tried as soon as one of its ends is known."""
    if not atoms:
        yield bindings
        return
    place = next(i for i, atom in enumerate(atoms) if _known(atom, bindings))
    rest = [*atoms[:place], *atoms[place + 1 :]]
    for fact in _matches(atoms[place], bindings, facts):
        extended = _unified(atoms[place], fact, bindings)
        if extended is not None:
            yield from _solutions(rest, extended, facts)


def _matches(atom: Atom, bindings: Bindings, facts: Facts) -> Iterator[Statement]:
    subject, predicate, value = (_value(atom[0], bindings), atom[1], _value(atom[2], bindings))
    if subject is not None and value is not None:
        if (subject, predicate, value) in facts:
            yield subject, predicate, value
    elif subject is not None:
        yield from ((subject, predicate, found) for found in facts.objects(subject, predicate))
    elif value is not None:
        yield from ((found, predicate, value) for found in facts.subjects(predicate, value))


def _unified(atom: Atom, fact: Statement, bindings: Bindings) -> Bindings | None:
    extended = dict(bindings)
    for slot, token in ((atom[0], fact[0]), (atom[2], fact[2])):
        if isinstance(slot, int):
            if extended.setdefault(slot, token) != token:
                return None
        elif slot != token:
            return None
    return extended


def _instance(atom: Atom, bindings: Bindings) -> Statement:
    subject, predicate, value = atom
    return (
        bindings[subject] if isinstance(subject, int) else subject,
        predicate,
        bindings[value] if isinstance(value, int) else value,
    )


def _known(atom: Atom, bindings: Bindings) -> bool:
    return any(_value(slot, bindings) is not None for slot in (atom[0], atom[2]))


def _value(slot: Slot, bindings: Bindings) -> str | None:
    return bindings.get(slot) if isinstance(slot, int) else slot
