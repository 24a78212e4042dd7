"""What is found of an indicator, and how it is told."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from tabulate import tabulate

from cocreation.model import Language, Text
from cocreation.services.fair.indicators import PRIORITIES, Indicator

State = Literal["met", "partly", "unmet"]
STATES: dict[State, Text] = {
    "met": Text(en="met", zh="达到"),
    "partly": Text(en="partly", zh="部分达到"),
    "unmet": Text(en="not met", zh="未达到"),
}
_HEADINGS = {
    "en": ("Indicator", "Priority", "What it asks", "State", "Why"),
    "zh": ("指标", "优先级", "要求", "状态", "依据"),
}
_WIDTHS = (14, 10, 28, 10, 60)


@dataclass(frozen=True, slots=True)
class Verdict:
    """A state, and the observation that it rests on."""

    state: State
    why: Text


def met(en: str, zh: str) -> Verdict:
    """Say what was seen that meets an indicator."""
    return Verdict("met", Text(en=en, zh=zh))


def unmet(en: str, zh: str) -> Verdict:
    """Say what is missing."""
    return Verdict("unmet", Text(en=en, zh=zh))


def partly(en: str, zh: str) -> Verdict:
    """Say what is there and what is missing."""
    return Verdict("partly", Text(en=en, zh=zh))


Judged = Sequence[tuple[Indicator, Verdict]]


def as_json(judged: Judged) -> str:
    """Write verdicts for a machine."""
    told = [
        {
            "indicator": one.id,
            "priority": one.priority,
            "title": {"en": one.title.en, "zh": one.title.zh},
            "state": verdict.state,
            "why": {"en": verdict.why.en, "zh": verdict.why.zh},
        }
        for one, verdict in judged
    ]
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def as_table(judged: Judged, language: Language) -> str:
    """Write verdicts for a person, with how many there are of each state at the end."""
    rows = _rows(judged, language)
    table = tabulate(rows, _HEADINGS[language], "simple", maxcolwidths=list(_WIDTHS))
    return f"{table}\n\n{_sums(judged, language)}\n"


def as_markdown(judged: Judged, language: Language) -> str:
    """Write verdicts as a table of Markdown, with how many there are of each state after it."""
    table = tabulate(_rows(judged, language), _HEADINGS[language], "github")
    compact = re.sub(r" +\|", " |", re.sub(r"-{3,}", "---", table))
    return f"{compact}\n\n{_sums(judged, language)}\n"


def _rows(judged: Judged, language: Language) -> list[tuple[str, ...]]:
    return [
        (
            one.id,
            PRIORITIES[one.priority].in_language(language),
            one.title.in_language(language),
            STATES[verdict.state].in_language(language),
            verdict.why.in_language(language),
        )
        for one, verdict in judged
    ]


def _sums(judged: Judged, language: Language) -> str:
    counted = {state: sum(v.state == state for _, v in judged) for state in STATES}
    sums = (f"{STATES[state].in_language(language)}: {n}" for state, n in counted.items() if n)
    return " · ".join(sums)
