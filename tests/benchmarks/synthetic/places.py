"""Places in a publication that does not exist, and the discrepancies that stand there."""

import re
from collections import Counter
from dataclasses import dataclass
from random import Random

from benchmarks.synthetic.blocks import Blocks, Words, both, literal, node
from benchmarks.synthetic.profile import Mark, Profile
from benchmarks.synthetic.wording import Length


@dataclass(frozen=True)
class Place:
    """One place: the part, the row or paragraph, perhaps the sentence; how IRIs and labels say it.

    A whole part has no `row`.
    """

    part: str
    name: str
    label: Words
    row: int | None = None
    sentence: int | None = None

    def locate(self, file: Blocks, subject: str, study: str) -> None:
        """Say where something stands."""
        file.add(subject, "cst:locatedIn", node("part", study, self.part))
        if self.row:
            file.add(subject, "cst:ordinal", str(self.row))
        if self.sentence:
            file.add(subject, "cst:sentenceOrdinal", str(self.sentence))


class Places:
    """Gives out the places of one publication, none of them twice."""

    def __init__(self, profile: Profile) -> None:
        self._labels = {part.name: part.label for part in profile.parts}
        self._sentences = profile.sentences
        self._taken: Counter[str] = Counter()

    def whole(self, part: str) -> Place:
        """A part as a whole."""
        return Place(part, _short(part), self._labels[part])

    def next(self, part: str, *, in_sentence: bool) -> Place:
        """The next free place in a part: a row, or a sentence of a paragraph."""
        number = self._taken[part]
        self._taken[part] += 1
        label = self._labels[part]
        if not in_sentence:
            words = Words(f"{label.en}, row {number + 1}", f"{label.zh}第{number + 1}行")
            return Place(part, f"{_short(part)}-r{number + 1}", words, number + 1)
        row, sentence = number // self._sentences + 1, number % self._sentences + 1
        words = Words(
            f"{label.en}, paragraph {row}, sentence {sentence}",
            f"{label.zh} 第{row}段第{sentence}句",
        )
        return Place(part, f"{_short(part)}-p{row}-s{sentence}", words, row, sentence)


@dataclass(frozen=True)
class Marking:
    """Writes the discrepancies of one study."""

    profile: Profile
    study: str
    random: Random

    def mark(
        self, file: Blocks, holder: str, place: Place, mark: Mark, number: int, **values: str
    ) -> None:
        """Mark a holder; `stated` and `observed` are words of no meaning if not given."""
        vocabulary, random = self.profile.vocabulary, self.random
        discrepancy = node("discrepancy", self.study, f"{place.name}-{number}")
        rest = Length(mark.label.en - len(place.label.en), mark.label.zh - len(place.label.zh))
        kind = vocabulary.phrase(random, rest)
        label = Words(f"{place.label.en}: {kind.en}", f"{place.label.zh}：{kind.zh}")
        stated, observed = vocabulary.phrase(random, _VALUE), vocabulary.phrase(random, _VALUE)
        file.add(holder, "cst:hasDiscrepancy", discrepancy)
        file.describe(discrepancy, "cst:Discrepancy", label, cst_kind=literal(mark.kind))
        file.add(discrepancy, "cst:ofStudy", node("study", self.study))
        file.add(
            discrepancy, "cst:statedValue", literal(values.get("stated", f"{stated.zh}{number}"))
        )
        file.add(discrepancy, "cst:observedValue", literal(values.get("observed", observed.zh)))
        file.add(discrepancy, "skos:note", *both(vocabulary.sentence(random, mark.note)))
        place.locate(file, discrepancy, self.study)


_VALUE = Length(8, 4)


def _short(part: str) -> str:
    """`t3` for `table-3`, `s4-2-2` for `section-4-2-2`."""
    return re.sub(r"^([a-z])[a-z]*-(?=[0-9])", r"\1", part)
