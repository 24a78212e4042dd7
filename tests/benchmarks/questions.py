"""The questions that every server is asked: with one row for an answer, and with a thousand."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from cocreation.namespaces import CST, RDFS, SKOS, VCC

PREFIXES = "".join(
    f"PREFIX {name}: <{iri}>\n"
    for name, iri in {"cst": CST, "rdfs": RDFS, "skos": SKOS, "vcc": VCC}.items()
)
# More than any server can finish, in little memory.
BOMB = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?c != ?f) }"
EVERYTHING = "SELECT (COUNT(*) AS ?triples) WHERE { ?subject ?predicate ?object }"
_VARIANTS = 64
# So many have about a thousand items.
_STUDIES = 18
_WORDS = ("ecosystem", "knowledge", "market", "platform")


@dataclass(frozen=True)
class Question:
    """One question in as many variants as there are texts; `light` ones ask of one thing.

    Where its rows are not `ordered`, any order of them will do.
    """

    name: str
    rows: str
    texts: tuple[str, ...]
    light: bool = False
    ordered: bool = True


def questions(things: Callable[[str], Sequence[str]]) -> tuple[Question, ...]:
    """Every question; `things` gives the IRIs of a class of the data that is asked."""
    cases, concepts = things("vcc:Partnership"), things("cst:FirstOrderConcept")
    stages, studies = things("vcc:Stage"), things("cst:Study")
    return (*_of_one(_spread(cases), concepts, stages), _plain_list(studies), *_of_many())


def _of_one(
    cases: Sequence[str], concepts: Sequence[str], stages: Sequence[str]
) -> tuple[Question, ...]:
    return (
        _question("look-up", cases, "?label", '$ rdfs:label ?label FILTER(LANG(?label) = "en")'),
        _question(
            "coverage matrix",
            cases,
            "(COUNT(DISTINCT ?item) AS ?items) (COUNT(DISTINCT ?concept) AS ?concepts)",
            "?item cst:inCase $ ; cst:supports ?concept",
        ),
        _question(
            "stage by source kind",
            stages,
            "(COUNT(DISTINCT ?item) AS ?items)",
            "?item cst:supports ?concept ; cst:citesSource ?source . "
            "?concept vcc:atStage $ . ?source a cst:Interview",
            light=False,
        ),
        _question(
            "gaps",
            cases,
            "(COUNT(?stage) AS ?silent)",
            "?stage a vcc:Stage MINUS { $ vcc:reaches ?stage }",
        ),
        _question(
            "path over the data structure",
            concepts,
            "(COUNT(DISTINCT ?above) AS ?levels)",
            "$ skos:broader+ ?above",
        ),
        _question(
            "text filter",
            [f'"{word}"' for word in _WORDS],
            "(COUNT(?item) AS ?items)",
            "?item cst:summary ?summary "
            'FILTER(LANG(?summary) = "en" && CONTAINS(LCASE(STR(?summary)), $))',
            light=False,
        ),
    )


def _of_many() -> tuple[Question, ...]:
    counted = "?item cst:inCase ?case ; cst:supports ?concept"
    return (
        _list(
            "look-up",
            "?case ?label",
            '?case a vcc:Partnership ; rdfs:label ?label FILTER(LANG(?label) = "en")',
            "ORDER BY ?case",
        ),
        _list(
            "coverage matrix",
            "?case ?concept (COUNT(DISTINCT ?item) AS ?items)",
            counted,
            "GROUP BY ?case ?concept ORDER BY ?case ?concept",
        ),
        _list(
            "coverage matrix with zeros",
            "?case ?concept (COUNT(DISTINCT ?item) AS ?items)",
            "?case a vcc:Partnership . ?concept a cst:FirstOrderConcept . "
            f"OPTIONAL {{ {counted} }}",
            "GROUP BY ?case ?concept ORDER BY ?case ?concept",
        ),
        _list(
            "the same, counted first",
            "?case ?concept (COALESCE(?number, 0) AS ?items)",
            "?case a vcc:Partnership . ?concept a cst:FirstOrderConcept . "
            "OPTIONAL { SELECT ?case ?concept (COUNT(DISTINCT ?item) AS ?number) "
            f"WHERE {{ {counted} }} GROUP BY ?case ?concept }}",
            "ORDER BY ?case ?concept",
        ),
        _list(
            "stage by source kind",
            "?case ?stage ?kind (COUNT(DISTINCT ?item) AS ?items)",
            "?item cst:inCase ?case ; cst:supports ?concept ; cst:citesSource ?source . "
            "?concept vcc:atStage ?stage . ?source a ?kind",
            "GROUP BY ?case ?stage ?kind ORDER BY ?case ?stage ?kind",
        ),
        _list(
            "gaps",
            "?case ?stage",
            "?case a vcc:Partnership . ?stage a vcc:Stage . MINUS { ?case vcc:reaches ?stage }",
            "ORDER BY ?case ?stage",
        ),
        _list(
            "path over the data structure",
            "?item ?dimension",
            "?item cst:inCase ?case ; cst:supports/skos:broader+ ?dimension . "
            "?dimension a cst:AggregateDimension",
            "ORDER BY ?item ?dimension",
        ),
        _list(
            "text filter",
            "?item ?summary",
            "?item cst:summary ?summary "
            'FILTER(LANG(?summary) = "en" && CONTAINS(LCASE(STR(?summary)), "data"))',
            "ORDER BY ?item",
        ),
    )


def _question(
    name: str, values: Sequence[str], shown: str, pattern: str, *, light: bool = True
) -> Question:
    """A question of one row; `$` is what it asks of, another in each variant."""
    texts = tuple(
        f"{PREFIXES}SELECT {shown} WHERE {{ {pattern.replace('$', value)} }}" for value in values
    )
    return Question(name, "1", texts, light)


def _plain_list(studies: Sequence[str]) -> Question:
    """A thousand rows that cost the engine little: the texts of some studies, in any order."""
    chosen = " ".join(studies[:_STUDIES])
    text = (
        f"{PREFIXES}SELECT ?item ?summary WHERE {{ VALUES ?study {{ {chosen} }} "
        '?item cst:ofStudy ?study ; cst:summary ?summary FILTER(LANG(?summary) = "en") }'
    )
    return Question("plain list", "1,000", (text,), ordered=False)


def _list(name: str, shown: str, pattern: str, rest: str) -> Question:
    text = f"{PREFIXES}SELECT {shown} WHERE {{ {pattern} }} {rest} LIMIT 1000"
    return Question(name, "1,000", (text,))


def _spread(values: Sequence[str]) -> list[str]:
    """Some of the values, from all over them."""
    step = max(1, len(values) // _VARIANTS)
    return list(values[::step][:_VARIANTS])
