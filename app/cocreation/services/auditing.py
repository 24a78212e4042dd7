"""Where the published study disagrees with itself: by rule, and what only a reader can see."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass

from cocreation.model import Language, QuerySpec, Rows, Text
from cocreation.services import browsing
from cocreation.store.base import Store

RULE_TAG = "rule"
MARKS_QUERY = "audit/list-discrepancies"
READ_BY_HAND = "readByHand"

_VALUES = {
    "statedTotal": Text(en="stated {}, computed {}", zh="文中所述 {}，计算所得 {}"),
    "uninventoriedCode": Text(
        en="cited {}; codes of this stem in the inventory: {}",
        zh="援引 {}；清单中同一词干的编码：{}",
    ),
    "codeOfOtherCase": Text(en="cited {}, a source from {}", zh="援引 {}，该资料来自 {}"),
    "informantOfOtherOrganization": Text(
        en="listed under {}, informant from {}", zh="列于 {} 名下，受访者属于 {}"
    ),
    READ_BY_HAND: Text(en="printed “{}”; compare “{}”", zh="印作“{}”；对照“{}”"),
}
_OTHER_VALUES = Text(en="printed {}, computed {}", zh="所印 {}，计算所得 {}")
# What the ordinal counts, by the part's kind, which its slug begins with.
_ORDINALS = {
    "table": Text(en=", row {}", zh="第{}行"),
    "references": Text(en=", number {}", zh="第{}条"),
}
_PARAGRAPH = Text(en=", paragraph {}", zh=" 第{}段")
_SENTENCE = Text(en=", sentence {}", zh="第{}句")
_COLON = Text(en=": ", zh="：")
_NONE_FOUND = Text(en="none", zh="没有")
_BY_HAND = Text(
    en="Read by hand, for no rule can see them:", zh="规则无法识别、由人读出的不一致之处："
)
_COUNTS = Text(en="{} computed, {} read by hand", zh="计算所得 {} 处，人工读出 {} 处")


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One disagreement: `stated` is what is printed, `observed` what was computed or expected.

    `subject` is the IRI of the thing it concerns, and `label` its name, or that of a study's total;
    `part` is the IRI of the part of the publication and `place` its name, with `ordinal` its row,
    paragraph or number and `sentence` the sentence where they are known.
    """

    kind: str
    subject: str
    label: Text
    stated: str
    observed: str
    part: str | None = None
    place: Text | None = None
    ordinal: int | None = None
    sentence: int | None = None
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class RuleReport:
    """What one rule asks, and every disagreement that it computes."""

    question: Text
    disagreements: tuple[Disagreement, ...]


def audit(store: Store, queries: Iterable[QuerySpec]) -> tuple[RuleReport, ...]:
    """Run every rule among `queries`; none of them reads the marks in the graph."""
    rules = [spec for spec in queries if RULE_TAG in spec.tags]
    return tuple(
        RuleReport(rule.summary, _disagreements(store.select(rule.text))) for rule in rules
    )


def marked(store: Store, queries: Iterable[QuerySpec]) -> tuple[Disagreement, ...]:
    """Every disagreement that the data mark, whether a rule computes it or a reader saw it."""
    query = next(spec for spec in queries if spec.id == MARKS_QUERY)
    return _disagreements(store.select(query.text))


def read_by_hand(store: Store, queries: Iterable[QuerySpec]) -> tuple[Disagreement, ...]:
    """The marks that no rule can compute, such as misprints."""
    return tuple(mark for mark in marked(store, queries) if mark.kind == READ_BY_HAND)


def audit_text(
    reports: Sequence[RuleReport], by_hand: Sequence[Disagreement], language: Language
) -> str:
    """For a person: a paragraph for each rule, then what was read by hand, then the counts."""
    sections = [(report.question, report.disagreements) for report in reports]
    paragraphs = [_section(*section, language) for section in (*sections, (_BY_HAND, by_hand))]
    computed = sum(len(report.disagreements) for report in reports)
    counts = _COUNTS.in_language(language).format(computed, len(by_hand))
    return "\n\n".join([*paragraphs, counts]) + "\n"


def audit_json(reports: Sequence[RuleReport], by_hand: Sequence[Disagreement]) -> str:
    """For machines: the same in both languages."""
    content = {
        "rules": [asdict(report) for report in reports],
        "read_by_hand": [asdict(one) for one in by_hand],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _section(heading: Text, disagreements: Sequence[Disagreement], language: Language) -> str:
    lines = [line for one in disagreements for line in _entry(one, language)]
    return "\n".join(
        [heading.in_language(language), *(lines or [f"  {_NONE_FOUND.in_language(language)}"])]
    )


def _entry(one: Disagreement, language: Language) -> Iterator[str]:
    """The place and both values in a line, and what explains a mark in another."""
    values = _VALUES.get(one.kind, _OTHER_VALUES).in_language(language)
    place, colon = _place(one, language), _COLON.in_language(language)
    yield f"  {place}{colon}{values.format(one.stated, one.observed)}"
    if one.note:
        yield f"    {one.note.in_language(language)}"


def _place(one: Disagreement, language: Language) -> str:
    """Where it stands; its subject is named where the place does not tell it."""
    label = one.label.in_language(language)
    if one.part is None or one.place is None:
        return label
    where = one.place.in_language(language)
    if one.ordinal is None:
        return f"{where}{_COLON.in_language(language)}{label}"
    kind = one.part.rpartition("/")[2].partition("-")[0]
    where += _ORDINALS.get(kind, _PARAGRAPH).in_language(language).format(one.ordinal)
    if one.sentence is not None:
        where += _SENTENCE.in_language(language).format(one.sentence)
    return where


def _disagreements(rows: Rows) -> tuple[Disagreement, ...]:
    return tuple(map(_disagreement, browsing.cells(rows)))


def _disagreement(cells: Mapping[str, str]) -> Disagreement:
    return Disagreement(
        kind=cells["kind"],
        subject=cells["subject"],
        label=_text(cells, "totalLabel")
        or Text(en=cells["subjectLabel_en"], zh=cells["subjectLabel_zh"]),
        stated=cells["statedValue"],
        observed=cells["observedValue"],
        part=cells.get("part"),
        place=_text(cells, "partLabel"),
        ordinal=_number(cells, "ordinal"),
        sentence=_number(cells, "sentenceOrdinal"),
        note=_text(cells, "note"),
    )


def _text(cells: Mapping[str, str], name: str) -> Text | None:
    if f"{name}_en" not in cells:
        return None
    return Text(en=cells[f"{name}_en"], zh=cells[f"{name}_zh"])


def _number(cells: Mapping[str, str], name: str) -> int | None:
    return int(cells[name]) if name in cells else None
