"""Names for blank nodes that depend on nothing but what is said of them.

The standard's canonicalisation takes exponential time on some graphs, and on a list of two
thousand equal members already minutes; whoever sends a file could stop the program with it. These
names take linear time, and a statement more changes only the names that it bears on. Equal graphs
get the same ones, except where nodes that are not alike look so for many steps around, or very
many are alike in circles: there the order of the statements decides.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

Statement = tuple[str, str, str]
Edges = Mapping[str, list[tuple[str, str]]]
Digests = dict[str, str]

_ROUNDS = 8
_MOST_MARKED = 5_000


def named_alike(statements: Iterable[Statement], scope: str = "") -> set[Statement]:
    """The same statements, in tokens of N-Triples, with blank nodes renamed by `names`."""
    given = list(statements)
    new = names(given, scope)
    return {(new.get(s, s), p, new.get(o, o)) for s, p, o in given}


def names(statements: Iterable[Statement], scope: str = "") -> dict[str, str]:
    """For each blank node's token the token of its new name.

    Nodes of different `scope` (such as the IRI of a graph) never get the same name.
    """
    said: dict[str, list[tuple[str, str]]] = defaultdict(list)
    used: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for subject, predicate, value in dict.fromkeys(statements):
        if _is_blank(subject):
            said[subject].append((predicate, value))
        if _is_blank(value):
            said.setdefault(value, [])
            used[value].append((predicate, subject))
    children_first = _children_first(said, used)
    digests: Digests = {}
    for node in children_first:
        digests[node] = _digest(said[node], digests)
    circular = _of_circles(said, used, digests)
    outside = set(children_first)
    digests |= circular
    # What else a node is used for tells apart those that use it, too.
    for node in reversed(children_first):
        digests[node] = _digest(used[node], digests, digests[node])
    for node in children_first:
        digests[node] = _digest(said[node], digests, digests[node])
    result: dict[str, str] = {}
    taken: Counter[str] = Counter()
    for node in [*circular, *reversed(children_first)]:
        # Of two that are alike, what belongs to the one is told apart by the name of the one.
        key = _digest(used[node] if node in outside else (), result, digests[node])
        taken[key] += 1
        result[node] = f"_:b{_digest((), {}, scope, key, str(taken[key]))}"
    return result


def _is_blank(token: str) -> bool:
    return token.startswith("_:")


def _children_first(said: Edges, used: Edges) -> Sequence[str]:
    """The nodes that lead to no circle, each after those that it leads to."""
    waiting = {node: sum(_is_blank(v) for _, v in edges) for node, edges in said.items()}
    ready = [node for node, count in waiting.items() if count == 0]
    order: list[str] = []
    while ready:
        node = ready.pop()
        order.append(node)
        for _, subject in used.get(node, ()):
            if subject in waiting:
                waiting[subject] -= 1
                if waiting[subject] == 0:
                    ready.append(subject)
    return order


def _of_circles(said: Edges, used: Edges, contents: Digests) -> Digests:
    """Digests of the other nodes, by what they and their neighbours say and are used for.

    Of those that stay alike one is marked, and then all are told apart by where they stand from
    it, again and again as long as that is cheap.
    """
    known = _refined({n: "" for n in said if n not in contents}, said, used, contents)
    for _ in range(_MOST_MARKED // max(len(known), 1)):
        alike = [digest for digest, count in Counter(known.values()).items() if count > 1]
        if not alike:
            break
        marked = next(node for node, digest in known.items() if digest == min(alike))
        known[marked] = _digest((), {}, known[marked], "marked")
        known = _refined(known, said, used, contents)
    return known


def _refined(known: Digests, said: Edges, used: Edges, contents: Digests) -> Digests:
    """Digests that take in those of the nodes around, until no more nodes are told apart."""
    count = len(set(known.values()))
    for _ in range(_ROUNDS):
        around = contents | known
        known = {
            node: _digest(said[node], around, digest, _digest(used.get(node, ()), around))
            for node, digest in known.items()
        }
        before, count = count, len(set(known.values()))
        if count == before:
            break
    return known


def _digest(edges: Iterable[tuple[str, str]], known: Mapping[str, str], *more: str) -> str:
    """A digest of `more` and of edges in any order, blank nodes standing as what is `known`."""
    lines = sorted(f"{predicate} {known.get(token, token)}" for predicate, token in edges)
    return hashlib.sha256("\n".join([*more, *lines]).encode()).hexdigest()[:32]
