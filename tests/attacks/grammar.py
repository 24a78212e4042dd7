"""Queries by chance: valid for the most part, of words that are easily taken for others."""

import random
from collections.abc import Sequence

_PROLOGUE = "PREFIX ex: <urn:x> PREFIX : <urn:y> PREFIX SERVICE: <urn:z> PREFIX a: <urn:a> "
# Between two words stands anything that the engine skips, often nothing.
_SPACES = ["", "", "", " ", "\n", "#\n", "#'\n", '#"\r', "#'''\n", "#<\n", "#>\n", "#{ SERVICE\n"]
_IRIS = [
    "<urn:a>", "<>", "<#>", "<x'y>", "<http://e/#'>", "<http://e/'\\u0041>", "<http://e/#\\u0041>",
    "<\\u0041#>", "<SERVICE>", "<a(b>", "<%27>", "<urn:\u3000>",
]  # fmt: skip
_NAMES = [
    "ex:", ":", "ex:a", ":a", "a:", "ex:a.b", "ex:\\'", "ex:\\#", ":\\'\\'", "ex:a\u3001\\'",
    "ex:\u00e9\\#",
    "ex:a\u00b7\\'", "ex:e\u0301\\'", "ex:\u2070\\#", "ex:%27", ":a..\\'", "ex:SERVICE", "SERVICE:",
    "SERVICE:a", "ex:a-\\'", "ex::\\'", "ex:1\\'", "ex:_\\'", ":\\(", "ex:\\.", "ex:a:b",
    "ex:\U0001f600\\'",
]  # fmt: skip
_LITERALS = [
    "'a'", '"a"', "''", '""', "'''a'''", '"""a"""', "''''''", "'''a'b''c'''", '"""\'"""', "'\\''",
    '"\\""', "'\\\\'", "'#'", '"<"', "'SERVICE'", "'a'@en", "'a'@en-SERVICE", "'a'@en--ltr",
    "'a'^^ex:",
    "'a'^^ex:a", "'a'^^<urn:#'>", "'a'^^:\\'", "1", "1.0", ".5", "1e0", "-1", "+1.5", "true",
    "false",
    "'\"'", "\"'\"", "'''\n#'''", "'\\u0027'", "'\\U00000027'",
]  # fmt: skip
_NODES = ["_:a", "_:b.c", "_:SERVICE", "[]", "[ ]", "()", "_:1", "_:\u00e9"]
_VARIABLES = ["?a", "$b", "?SERVICE", "?a1", "?\u00e9", "?_", "?1"]
# By the standard a long string begins here; the engine takes one that is never closed for two.
UNCLOSED = ["VALUES ?v { '''a' ", 'VALUES ?v { """a" ', "VALUES ?v { '''' '"]
_KEYWORDS = ["SERVICE", "SERVICE", "service", "Service", "SERVICE SILENT", "SERVICESILENT"]
_COMPARISONS = ["<", ">", "=", "!=", "<=", ">=", "||", "&&", "+", "-", "*", "/"]


class Chance:
    """Writes queries; the same seed writes the same ones."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def query(self, address: str) -> str:
        """A query that may call the address, or may only look so."""
        return f"{_PROLOGUE}ASK {self._group(address, 2)}"

    def _one(self, *kinds: Sequence[str]) -> str:
        return self._random.choice(self._random.choice(kinds))

    def _joined(self, *words: str) -> str:
        return "".join(word + self._one(_SPACES) for word in words)

    def _group(self, address: str, depth: int) -> str:
        parts = [self._part(address, depth) for _ in range(self._random.randint(1, 4))]
        return self._joined("{", *parts, "}")

    def _part(self, address: str, depth: int) -> str:
        kinds = [self._triple, self._triple, self._filter, self._bind, self._values]
        if depth and self._random.random() < 0.3:
            word = self._one(["OPTIONAL", "MINUS", "{} UNION", "FILTER NOT EXISTS", "GRAPH ?g"])
            return self._joined(word, self._group(address, depth - 1))
        if self._random.random() < 0.3:
            return self._service(address)
        return self._random.choice(kinds)()

    def _service(self, address: str) -> str:
        word = self._one(
            ["SERVICE", "SERVICE", "service", "Service", "SERVICE SILENT", "SERVICESILENT"]
        )
        return self._joined(
            word, self._one([f"<{address}>", "ex:", ":", "?a", "a:"]), "{ ?x ?y ?z }"
        )

    def _triple(self) -> str:
        subject = self._one(_IRIS, _NAMES, _VARIABLES, ["_:a"])
        verb = self._one(_IRIS, _NAMES, _VARIABLES, ["a"])
        value = self._one(_IRIS, _NAMES, _VARIABLES, _NODES, _LITERALS, _LITERALS)
        return self._joined(subject, verb, value, self._one([".", ".", "", ";"]))

    def _expression(self, depth: int = 2) -> str:
        term = self._one(_IRIS, _NAMES, _VARIABLES, _LITERALS, _VARIABLES)
        if not depth or self._random.random() < 0.3:
            return term
        return self._joined(term, self._one(_COMPARISONS), self._expression(depth - 1))

    def _filter(self) -> str:
        return self._joined("FILTER", "(", self._expression(), ")")

    def _bind(self) -> str:
        number = self._random.randint(0, 10**6)
        return self._joined("BIND", "(", self._expression(), f" AS ?n{number}", ")")

    def _values(self) -> str:
        return self._joined(
            self._one(["VALUES ?v { "], UNCLOSED), self._one(_IRIS, _NAMES, _LITERALS), "}"
        )
