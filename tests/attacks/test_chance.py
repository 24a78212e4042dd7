"""Queries by chance: where the engine reads a SERVICE, and only there, the server refuses it."""

import re
import string
from random import Random

import pyoxigraph
import pytest

from attacks.grammar import UNCLOSED, Chance

QUERIES = 400
_SERVICE = re.compile("service", re.IGNORECASE | re.ASCII)
# Nobody listens here.
NOWHERE = "http://127.0.0.1:9/"


def is_read(query):
    """Whether the engine can read the query; what it then does or fails to do does not matter."""
    try:
        pyoxigraph.Store().query(query, base_iri="https://w3id.org/cocreation/")
    except SyntaxError:
        return False
    except (OSError, RuntimeError, ValueError):
        return True
    return True


def calls_another(query, random):
    """Whether the engine reads a SERVICE in a query that it can read.

    Another word in the place of each “service” is no matter in a name, a string or a comment; only
    where the engine wants that very word, it reads the query no more.
    """
    others = {}

    def other(found):
        letters = (random.choice(string.ascii_letters) for _ in found[0])
        return others.setdefault(found[0], "".join(letters))

    return not is_read(_SERVICE.sub(other, query))


@pytest.mark.parametrize("seed", range(4))
def test_a_call_is_refused_where_the_engine_would_make_one_and_only_there(attacked, seed):
    chance, random = Chance(seed), Random(seed)
    queries = [chance.query(NOWHERE) for _ in range(QUERIES)]
    missed, invented, calls = [], [], 0
    for query in filter(is_read, queries):
        answer = attacked.post("application/sparql-query", query.encode(), params={"timeout": "5"})
        assert answer.status in (200, 400), query
        told = answer.status == 400 and "SERVICE" in answer.error()["message"]["en"]
        called = calls_another(query, random)
        calls += called
        missed += [query] if called and not told else []
        # What is no query by the standard may be refused for any reason.
        standard = not any(text in query for text in UNCLOSED)
        invented += [query] if told and not called and standard else []
    assert calls > QUERIES / 10
    assert (missed, invented) == ([], [])
