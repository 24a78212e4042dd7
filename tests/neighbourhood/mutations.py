"""Faulty cases by chance: files of generated studies with a few statements spoilt."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from random import Random

from cocreation.model import FileGraph
from cocreation.namespaces import CST, ID, RDF, VCC
from cocreation.validation.graphs import lines, write

Statement = tuple[str, str, str]
Spoiling = Callable[[Random, list[Statement], Sequence[Statement]], None]
_CLASSES = [
    *(CST + name for name in ("Case", "EvidenceItem", "Interview", "NewsArticle", "Discrepancy")),
    *(VCC + name for name in ("Partnership", "Solution", "CloudUser", "FullyEvidencedPartnership")),
    CST + "Evidence",
]
_INTEGER = "http://www.w3.org/2001/XMLSchema#integer"
_VALUES = [
    *('" "@en', '"mots"@fr', '"其他"@zh', '"其他"@zh-CN', '"Other"@en', '"T99"', '"a b"'),
    *(f'"0"^^<{_INTEGER}>', f'"1"^^<{_INTEGER}>', f'"{"long " * 80}"@en', ID + "nothing/there"),
]


def spoilt(graph: FileGraph, others: Sequence[FileGraph], seed: int) -> FileGraph:
    """The graph with one to four faults; the same seed gives the same ones."""
    random = Random(seed)
    statements: list[Statement] = [tuple(line) for line in lines(graph.triples)]
    around = [line for other in random.sample(list(others), 5) for line in lines(other.triples)]
    for spoiling in random.choices(_SPOILINGS, k=random.randint(1, 4)):
        if statements:
            spoiling(random, statements, around)
    return replace(graph, triples=b"".join(sorted(set(write(statements).splitlines(True)))))


def _drop(random: Random, statements: list[Statement], _: Sequence[Statement]) -> None:
    statements.remove(random.choice(statements))


def _drop_all(random: Random, statements: list[Statement], _: Sequence[Statement]) -> None:
    subject, predicate, _value = random.choice(statements)
    statements[:] = [one for one in statements if one[:2] != (subject, predicate)]


def _drop_node(random: Random, statements: list[Statement], _: Sequence[Statement]) -> None:
    subject = random.choice(statements)[0]
    statements[:] = [one for one in statements if one[0] != subject]


def _put_value(random: Random, statements: list[Statement], _: Sequence[Statement]) -> None:
    subject, predicate, value = random.choice(statements)
    statements.remove((subject, predicate, value))
    statements.append((subject, predicate, random.choice(_VALUES)))


def _add_value(random: Random, statements: list[Statement], around: Sequence[Statement]) -> None:
    subject, predicate, _value = random.choice(statements)
    fitting = [one[2] for one in (*around, *statements) if one[1] == predicate]
    statements.append((subject, predicate, random.choice([*fitting, random.choice(_VALUES)])))


def _swap_value(random: Random, statements: list[Statement], around: Sequence[Statement]) -> None:
    subject, predicate, value = random.choice(statements)
    fitting = [one[2] for one in (*around, *statements) if one[1] == predicate]
    statements.remove((subject, predicate, value))
    statements.append((subject, predicate, random.choice(fitting)))


def _borrow(random: Random, statements: list[Statement], around: Sequence[Statement]) -> None:
    statements.append((random.choice(statements)[0], *random.choice(around)[1:]))


def _describe_other(
    random: Random, statements: list[Statement], around: Sequence[Statement]
) -> None:
    subject = random.choice(around)[0]
    statements.append((subject, *random.choice(statements)[1:]))


def _retype(random: Random, statements: list[Statement], _: Sequence[Statement]) -> None:
    subject = random.choice(statements)[0]
    if random.random() < 0.5:
        statements[:] = [one for one in statements if one[:2] != (subject, RDF + "type")]
    statements.append((subject, RDF + "type", random.choice(_CLASSES)))


def _misspell(random: Random, statements: list[Statement], _: Sequence[Statement]) -> None:
    subject, predicate, value = random.choice(statements)
    statements.remove((subject, predicate, value))
    statements.append((subject, predicate[:-1], value))


def _misspell_value(random: Random, statements: list[Statement], _: Sequence[Statement]) -> None:
    named = [one for one in statements if one[2].startswith(ID)]
    if named:
        subject, predicate, value = random.choice(named)
        statements.remove((subject, predicate, value))
        statements.append((subject, predicate, value[:-2] + value[-1]))


_SPOILINGS: list[Spoiling] = [
    *(_drop, _drop_all, _drop_node, _put_value, _add_value, _add_value, _swap_value),
    *(_swap_value, _borrow, _describe_other, _retype, _misspell, _misspell_value),
]
