"""Evidence items that say nothing, with the claims, codes and places that real ones have."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from benchmarks.synthetic.blocks import Blocks, Words, both, literal, node
from benchmarks.synthetic.organizations import Party
from benchmarks.synthetic.places import Marking, Place, Places
from benchmarks.synthetic.profile import Item, Profile


@dataclass(frozen=True)
class Code:
    """The code that an item cites: `listed` where the inventory has it."""

    text: str
    listed: bool
    kind: str | None = None


@dataclass(frozen=True)
class Writer:
    """Writes the items of one study."""

    profile: Profile
    study: str
    random: Random
    places: Places
    marking: Marking
    parties: Sequence[Party]

    def write(
        self, file: Blocks, item: Item, sides: Sequence[Party], case: str | None = None
    ) -> str:
        """Describe an item like the real one, in a case or about `sides`; give its IRI."""
        place = self.places.next(item.part, in_sentence=item.in_sentence)
        code = self._code(item, sides, in_case=case is not None)
        iri = node("evidence", self.study, _name(place, code))
        file.describe(iri, "cst:EvidenceItem", _label(place, code))
        file.add(iri, "cst:ofStudy", node("study", self.study))
        place.locate(file, iri, self.study)
        file.add(iri, "cst:inCase", *([case] if case else []))
        file.add(iri, "cst:about", *([] if case else [side.iri for side in sides]))
        for claim, target in item.claims:
            file.add(iri, claim, target)
        summary = self.profile.vocabulary.sentence(self.random, item.summary)
        file.add(iri, "cst:summary", *both(summary))
        team = item.team.replace(f"/{self.profile.slug}/", f"/{self.study}/")
        file.add(iri, "prov:wasAttributedTo", team)
        self._cite(file, iri, code)
        self._mark(file, iri, item, place, code)
        return iri

    def _code(self, item: Item, sides: Sequence[Party], *, in_case: bool) -> Code | None:
        """A code of the kind that the real item cites, from a side as far as there is one."""
        if item.digits is None:
            return None
        others = [party for party in self.parties if party.is_user and party not in sides]
        foreign = in_case and any(mark.kind == "codeOfOtherCase" for mark in item.marks)
        near = others if foreign and others else sides if in_case else self.parties
        if item.source is None:
            return self._unlisted(item, near)
        listed = [(code, source, p) for p in near for code, source in p.codes.items()]
        wanted = (
            [one for one in listed if one[1].kind == item.source and one[2].is_user == item.of_user]
            or [one for one in listed if one[1].kind == item.source]
            or listed
        )
        code = self.random.choice(wanted)[0]
        return Code(code, listed=True, kind="codeOfOtherCase" if foreign and others else None)

    def _unlisted(self, item: Item, near: Sequence[Party]) -> Code:
        """A code that the inventory lacks."""
        party = self.random.choice([p for p in near if p.is_user == item.of_user] or list(near))
        digits = item.digits or "1"
        while party.letters + digits in party.codes:
            digits = str(int(digits) + 1)
        return Code(party.letters + digits, listed=False, kind="uninventoriedCode")

    def _cite(self, file: Blocks, iri: str, code: Code | None) -> None:
        if code is None:
            file.add(iri, "cst:toldWithoutCode", "true")
            return
        file.add(iri, "cst:citedCode", literal(code.text))
        if code.listed:
            file.add(iri, "cst:citesSource", node("source", self.study, code.text))

    def _mark(self, file: Blocks, iri: str, item: Item, place: Place, code: Code | None) -> None:
        """Mark what the real item is marked with, as far as the same is so here."""
        for number, mark in enumerate(item.marks, 1):
            if mark.kind == "readByHand":
                self.marking.mark(file, iri, place, mark, number)
            elif code and code.kind == mark.kind:
                self.marking.mark(file, iri, place, mark, number, stated=code.text, observed="-")


def _name(place: Place, code: Code | None) -> str:
    if place.sentence is None:
        return place.name
    return f"{place.name}-{code.text.lower().replace('_', '-') if code else 'told'}"


def _label(place: Place, code: Code | None) -> Words:
    if place.sentence is None:
        return place.label
    en, zh = (code.text, code.text) if code else ("no code", "无编码")
    return Words(f"{place.label.en} ({en})", f"{place.label.zh}（{zh}）")
