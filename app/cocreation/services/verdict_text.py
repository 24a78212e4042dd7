"""The reasoner's verdict in plain words."""

from collections import Counter
from collections.abc import Iterable, Iterator

from cocreation.model import Language, Text, Triple
from cocreation.namespaces import RDF, compact
from cocreation.reasoning.verdict import Verdict

_TYPE = RDF + "type"
_CONSISTENT = {
    True: Text(
        en="Consistent: everything can be true together.", zh="一致：全部陈述可以同时成立。"
    ),
    False: Text(
        en="Inconsistent: not everything can be true together.", zh="不一致：全部陈述不能同时成立。"
    ),
    None: Text(en="No contradiction was found.", zh="未发现矛盾。"),
}
_COHERENT = Text(en="Coherent: every class can have members.", zh="每个类都可以有成员。")
_EMPTY = Text(en="These classes can have no member: {}.", zh="以下类不可能有成员：{}。")
_CLASH = Text(
    en="These cannot all be true; mend one of them:", zh="以下各条不能同时成立，请修正其一："
)
_FAULTS = Text(en="Outside OWL 2 DL:", zh="超出 OWL 2 DL：")
_FOLLOWS = Text(en="What follows, counted:", zh="推得的内容（计数）：")
_CHECKED = Text(en="Checked:", zh="已检查：")
_UNCHECKED = Text(en="Not checked:", zh="未检查：")


def sound(verdict: Verdict) -> bool:
    """Whether nothing speaks against the graph, as far as it was checked."""
    return not (verdict.faults or verdict.unsatisfiable or verdict.clash)


def as_text(verdict: Verdict, language: Language) -> str:
    """Write the verdict: the answer, what clashes, what follows, what was checked and what not."""
    parts = [
        *_answer(verdict, language),
        *_section(_CLASH, (axiom.words for axiom in verdict.clash), language),
        *_section(_FAULTS, (fault.message for fault in verdict.faults), language),
        *_section(_FOLLOWS, _inferred(verdict.inferred), language),
        *_section(_CHECKED, verdict.checked, language),
        *_section(_UNCHECKED, verdict.unchecked, language),
    ]
    return "\n".join(parts) + "\n"


def _answer(verdict: Verdict, language: Language) -> Iterator[str]:
    yield _CONSISTENT[verdict.consistent].in_language(language)
    if verdict.unsatisfiable:
        names = ", ".join(compact(iri) for iri in verdict.unsatisfiable)
        yield _EMPTY.in_language(language).format(names)
    elif verdict.consistent:
        yield _COHERENT.in_language(language)


def _section(heading: Text, lines: Iterable[Text], language: Language) -> Iterator[str]:
    """Write a heading and its lines, or nothing where there are none."""
    written = [f"  - {line.in_language(language)}" for line in lines]
    if written:
        yield from ("", heading.in_language(language), *written)


def _inferred(triples: Iterable[Triple]) -> Iterator[Text]:
    """Count what follows: by class where it is a type, else by property."""
    counts = Counter(
        compact(triple.object.value if triple.predicate.value == _TYPE else triple.predicate.value)
        for triple in triples
    )
    for name, count in counts.most_common():
        yield Text(en=f"{name}: {count}", zh=f"{name}：{count}")
