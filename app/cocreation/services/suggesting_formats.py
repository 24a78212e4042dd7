"""Proposed links written out: for a person, with or without the reasons, and for programs."""

import json
import math
from collections.abc import Iterator
from datetime import date
from typing import Literal

from cocreation import __version__
from cocreation.linking.context import CONTEXT_FEATURES
from cocreation.linking.entities import Entity, Feature
from cocreation.linking.weighing import BIAS, total
from cocreation.linking.wording import FEATURES
from cocreation.model import Language, Link, Text
from cocreation.namespaces import PREFIXES, SKOS, compact
from cocreation.services.results import AnswerTable, Cell, table_text
from cocreation.services.suggesting import Kind, Proposed, Suggestions, label

Format = Literal["table", "json", "tsv"]

_TOOL = "cocreation"
_HEADINGS: dict[Language, tuple[str, ...]] = {
    "en": ("Ours", "Theirs", "Their name", "Score"),
    "zh": ("本图谱", "对方", "对方名称", "得分"),
}
_BEFORE = Text(en="as long as nothing is known", zh="在一无所知时")
_TOGETHER = Text(en="together, which is {:.2f}", zh="合计，即得分 {:.2f}")
# The lowest score that is worth asking for, and the steps in which it is proposed.
_STEPS = 20
# A concept of another scheme is seldom the same to the letter; a person may say that it is.
_PREDICATES: dict[Kind, str] = {
    "construct": SKOS + "closeMatch",
    "sector": SKOS + "closeMatch",
}
_SAME = SKOS + "exactMatch"


def write_table(
    suggestions: Suggestions, language: Language, width: int | None, *, explain: bool
) -> str:
    """Write proposals for a person, each followed by its reasons where they are to be explained."""
    if explain:
        return "\n".join("".join(_explained(one, language)) for one in suggestions.proposed)
    rows = tuple(
        (
            Cell(label(one.ours, language)),
            Cell(one.theirs.iri),
            Cell(label(one.theirs, language)),
            Cell(f"{one.candidate.score:.2f}", number=True),
        )
        for one in suggestions.proposed
    )
    return table_text(AnswerTable(_HEADINGS[language], rows), width) if rows else ""


def summary(suggestions: Suggestions) -> Text:
    """How many links are proposed, and among how many things; where none is, what came near."""
    links, ours, theirs = len(suggestions.proposed), suggestions.ours, suggestions.theirs
    least = math.floor(suggestions.nearest * _STEPS) / _STEPS
    if not links and least:
        return Text(
            en=f"Nothing between {ours} things of ours and {theirs} of theirs reaches the score "
            f"asked for; the nearest has {suggestions.nearest:.2f}: add --least {least:.2f} to "
            "see it.",
            zh=f"本图谱 {ours} 个事物与对方 {theirs} 个事物之间没有达到所要求得分的候选；"
            f"最接近的得分为 {suggestions.nearest:.2f}，加上 --least {least:.2f} 即可查看。",
        )
    return Text(
        en=f"{links} {'link' if links == 1 else 'links'} proposed between {ours} things of ours "
        f"and {theirs} of theirs; a person has to look at each.",
        zh=f"在本图谱 {ours} 个事物与对方 {theirs} 个事物之间提出 {links} 条候选链接；"
        "须经人工审阅。",
    )


def write_json(suggestions: Suggestions) -> str:
    """Write proposals with every name and feature, in both languages."""
    told = [
        {
            "ours": _thing(one.ours),
            "theirs": _thing(one.theirs),
            "score": round(one.candidate.score, 4),
            "features": [_feature(feature) for feature in one.candidate.features],
        }
        for one in suggestions.proposed
    ]
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def as_links(suggestions: Suggestions, kind: Kind, on: date) -> tuple[Link, ...]:
    """Proposals as mappings that a person can decide on, with the reasons in both languages."""
    return tuple(_link(one, kind, on) for one in suggestions.proposed)


def _link(one: Proposed, kind: Kind, on: date) -> Link:
    features = one.candidate.features
    by_context = any(feature.name in CONTEXT_FEATURES for feature in features)
    ground = "CompositeMatching" if by_context else "LexicalMatching"
    return Link(
        subject=one.ours.iri,
        predicate=_PREDICATES.get(kind, _SAME),
        object=one.theirs.iri,
        subject_label=label(one.ours, "en"),
        object_label=label(one.theirs, "en"),
        justification=PREFIXES["semapv"] + ground,
        confidence=round(one.candidate.score, 3),
        tool=f"{_TOOL} {__version__}",
        date=on.isoformat(),
        comment=Text(
            en="; ".join(_reason(feature, "en") for feature in features),
            zh="；".join(_reason(feature, "zh") for feature in features),
        ),
    )


def _explained(one: Proposed, language: Language) -> Iterator[str]:
    ours, theirs = label(one.ours, language), label(one.theirs, language)
    yield f"{ours} – {theirs}  {one.candidate.score:.2f}\n"
    yield f"  {compact(one.ours.iri)} – {one.theirs.iri}\n"
    yield f"  {BIAS:+5.2f}  {_BEFORE.in_language(language)}\n"
    for feature in one.candidate.features:
        yield f"  {feature.value * feature.weight:+5.2f}  {_reason(feature, language)}\n"
    told = _TOGETHER.in_language(language).format(one.candidate.score)
    yield f"  {total(one.candidate.features):+5.2f}  {told}\n"


def _reason(feature: Feature, language: Language) -> str:
    told = FEATURES[feature.name].in_language(language)
    degree = "" if feature.value == 1 else f" {feature.value:.0%}"
    return f"{told}{degree}"


def _thing(entity: Entity) -> dict[str, object]:
    names = [{"text": name.text, "language": name.language} for name in entity.names]
    return {"iri": entity.iri, "names": names, "types": list(entity.types)}


def _feature(feature: Feature) -> dict[str, object]:
    told = FEATURES[feature.name]
    return {
        "name": feature.name,
        "label": {"en": told.en, "zh": told.zh},
        "value": round(feature.value, 4),
        "weight": feature.weight,
    }
