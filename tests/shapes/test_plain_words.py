"""Every message that an example draws, read as a person reads it: by labels, with what to do."""

import re
from functools import cache

import pytest

from cocreation.model import FileGraph, Finding, Language
from cocreation.namespaces import GRAPH, ID, PREFIXES, RDFS
from cocreation.sources import read_file, terms
from cocreation.validation import check
from shapes.examples import FOLDER, ROOT, ontology, shapes, world

EXAMPLES = sorted(FOLDER.glob("*/invalid-*.ttl"))
FAULTS = sorted((ROOT / "tests/neighbourhood/faults").glob("*.ttl"))
LANGUAGES: tuple[Language, ...] = ("en", "zh")
QNAME = re.compile(r"(?<![\w:])([a-z]+):([A-Za-z][\w-]*)")
# Behind a label in quotation marks the short name may stand: it is what a person has to type.
NAMED = re.compile(r"“[^”]*” ?[(（]([a-z]+:[A-Za-z][\w-]*)[)）]")
ADDRESS = re.compile(r"<[^>]*>|https?://\S+")
# Above these blanks stand, or nothing at all, which no sentence in Chinese or English has.
BROKEN = re.compile(r"…|\{|\}|  |“”|None")
# What an English message asks a person to do, and a Chinese one.
TO_DO = re.compile(
    r"(?:[:;,] )(?:\w+ )?(?:give|add|point|write|remove|correct|make|name|type|keep|mark|say|merge"
    r"|check|record|speak|use|describe|did you mean|translate|replace|bring|join|where|in your own"
    r"|put|with|either|complete|acknowledge|set|choose|declare|define|let|tag|end|begin|lower|state"
    r"|split|leave|rename|move|spell|start|drop|turn)"
)
TO_DO_ZH = re.compile(r"请|是否想写")


@cache
def drawn() -> tuple[Finding, ...]:
    """What the examples draw, each a world of its own below `id/`, and the faults of labels."""
    examples = [example for example in EXAMPLES if b"_:" not in world(example)]
    worlds = [
        FileGraph(
            f"{GRAPH}data/{n}", one, world(one).replace(ID.encode(), f"{ID}{n}/".encode()), ""
        )
        for n, one in enumerate(examples)
    ]
    faults = [read_file(path, f"{GRAPH}data/fault-{path.stem}") for path in FAULTS]
    hygiene = read_file(ROOT / "shapes/hygiene.ttl", f"{GRAPH}shapes/hygiene")
    of_cases = check([*ontology(), *worlds], shapes())
    return (*of_cases, *check([*ontology(), *faults], [*shapes(), hygiene]))


@cache
def labelled() -> frozenset[str]:
    """Every term that has a label, in the ontology or of another vocabulary in everyday use."""
    triples = [triple for graph in ontology() for triple in terms(graph.triples)]
    everyday = {"rdf:type", "rdfs:label", "skos:broader", "skos:definition", "org:memberOf"}
    of_others = {PREFIXES[p] + n for p, n in (name.split(":") for name in everyday)}
    return frozenset(t.subject.value for t in triples if t.predicate.value == RDFS + "label") | (
        of_others
    )


def messages(language: Language) -> dict[str, Finding]:
    return {finding.message.in_language(language): finding for finding in drawn()}


def bare(message: str) -> list[str]:
    """The short names that stand alone although the term has a label."""
    alone = NAMED.sub("", message)
    found = [(p, name) for p, name in QNAME.findall(alone) if p in PREFIXES]
    return [f"{p}:{name}" for p, name in found if PREFIXES[p] + name in labelled()]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_term_with_a_label_is_called_by_it(language):
    wrong = {m: bare(m) for m in messages(language) if bare(m)}
    assert not wrong, "\n".join(f"{names}: {m}" for m, names in wrong.items())


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_message_has_an_address_or_a_gap_in_it(language):
    told = messages(language)
    wrong = [m for m in told if ADDRESS.search(m) or BROKEN.search(m)]
    assert not wrong, "\n".join(wrong)


def test_every_message_says_what_to_do():
    wrong = [m for m in messages("en") if not TO_DO.search(m)]
    wrong += [m for m in messages("zh") if not TO_DO_ZH.search(m)]
    assert not wrong, "\n".join(wrong)


def test_each_message_is_whole_and_in_its_language():
    for message in messages("en"):
        assert message[-1] in ".?", message
        assert not re.search(r"[，。：；]", message.replace("such as ， or ：", "")), message
    for message in messages("zh"):
        assert message[-1] in "。？", message
        assert re.search(r"[\u4e00-\u9fff]", message), message


def test_chinese_has_no_blank_beside_a_quotation_mark():
    wrong = [m for m in messages("zh") if re.search(r"[\u4e00-\u9fff] “|” [\u4e00-\u9fff]", m)]
    assert not wrong, "\n".join(wrong)
