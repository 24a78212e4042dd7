"""A comparison in one language, as sections of notes and tables that every format writes."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from cocreation.model import Language, Text
from cocreation.services import comparing
from cocreation.services.comparison import (
    Claim,
    Comparison,
    Likeness,
    OneSided,
    Standing,
)
from cocreation.services.comparison_cells import cell_of, rows_of, side_of
from cocreation.services.comparison_words import HEADINGS, WORDS, joined, listed
from cocreation.services.labelling import Named
from cocreation.services.results import AnswerTable, Cell, told, without_empty_columns
from cocreation.services.tables import NOT_REPORTED

_SHOWN = ("item", "tells", "word", "coder")


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the report; those of one `name` are pieces of one table, told apart by `group`.

    `query` is the id of the question that answers it.
    """

    name: str
    title: str
    notes: tuple[str, ...]
    table: AnswerTable
    query: str
    group: str = ""

    @property
    def shown(self) -> AnswerTable:
        """The table for a reader, who needs no column in which nothing stands."""
        return without_empty_columns(self.table)


@dataclass(frozen=True, slots=True)
class Report:
    """A comparison for a reader of one language."""

    title: str
    notes: tuple[str, ...]
    sections: tuple[Section, ...]


def report_of(comparison: Comparison, language: Language) -> Report:
    """Word a comparison; what is not reported says so, and silence never becomes a no."""
    writer = _Writer(comparison, language)
    return Report(
        writer.words("title").format(writer.name(comparison.case)),
        tuple(writer.introduction()),
        tuple(writer.sections()),
    )


@dataclass(frozen=True, slots=True)
class _Writer:
    comparison: Comparison
    language: Language

    def words(self, name: str) -> str:
        return WORDS[name].in_language(self.language)

    def name(self, named: Named) -> str:
        return cell_of(named, self.language).text

    def introduction(self) -> Iterator[str]:
        one = self.comparison
        has_model = any(claim.in_model for claim in (*one.constructs, *one.propositions))
        for label, named in (
            ("provider", one.provider),
            ("user", one.user),
            ("study", one.study),
            ("model", one.model if has_model else None),
        ):
            if named is not None:
                yield joined(HEADINGS[label], self.name(named), self.language)
        if not has_model:
            yield self.words("no_model")
        if one.assumed:
            yield self.words("assumed")
        yield self._material()
        yield self.words("absence")

    def _material(self) -> str:
        """How many items there are, and what stands behind them."""
        items = self.comparison.evidence
        if not items:
            return self.words("no_items")
        backed = sum(any(word.organization for word in one.words) for one in items)
        coded = sum(any(word.code for word in one.words) for one in items)
        counts = {
            "cite_listed": backed,
            "cite_unlisted": coded - backed,
            "cite_nothing": len(items) - coded,
        }
        parts = [self.words(name).format(count) for name, count in counts.items() if count]
        coders = Counter(self.name(one.coder) for one in items if one.coder)
        named = listed([f"{name} {number}" for name, number in coders.items()], self.language)
        told_of = self.words("material").format(len(items), listed(parts, self.language))
        return told_of + (self.words("coded").format(named) if coders else "")

    def sections(self) -> Iterator[Section]:
        model = [claim for claim in self.comparison.constructs if claim.in_model]
        for _, group in groupby(model, key=lambda claim: claim.stage and claim.stage.iri):
            yield self._stage(list(group))
        yield self._propositions([c for c in self.comparison.propositions if c.in_model])
        yield self._against()
        claims = (*self.comparison.constructs, *self.comparison.propositions)
        outside = [claim for claim in claims if not claim.in_model]
        if outside:
            rows = [
                row
                for claim in outside
                for row in rows_of(claim, (*claim.speaks_for, *claim.speaks_against), self.language)
            ]
            yield self._section("outside", ("kind", "claim", *_SHOWN), rows, comparing.CONSTRUCTS)
        yield self._sides()
        yield self._similar()
        yield self._apart()
        if self.comparison.marks:
            yield self._marks()

    def _stage(self, claims: Sequence[Claim]) -> Section:
        standings = {one.concept.iri: one for one in self.comparison.standings}
        rows = [
            (*row, self._others(standings.get(claim.thing.iri)))
            for claim in claims
            for row in rows_of(claim, claim.speaks_for, self.language)
        ]
        stage = claims[0].stage
        title = self.name(stage) if stage else self.words("no_stage")
        return Section(
            "stages",
            title,
            tuple(self._coverage(claims)),
            self._table(("kind", "concept", *_SHOWN, "others"), rows),
            comparing.CONSTRUCTS,
            title,
        )

    def _coverage(self, claims: Sequence[Claim]) -> Iterator[str]:
        """How many constructs of each kind are shown; of a silent stage, that nothing is told."""
        if not any(claim.speaks_for for claim in claims):
            yield self.words("silent")
            return
        kinds = [
            (self.name(group[0].kind), sum(bool(one.speaks_for) for one in group), len(group))
            for group in self._by_kind(claims)
            if group[0].kind is not None
        ]
        counts = [self.words("of").format(name, shown, total) for name, shown, total in kinds]
        if counts:
            yield self.words("shown").format(listed(counts, self.language))

    @staticmethod
    def _by_kind(claims: Sequence[Claim]) -> list[list[Claim]]:
        return [
            list(group) for _, group in groupby(claims, key=lambda one: one.kind and one.kind.iri)
        ]

    def _propositions(self, claims: Sequence[Claim]) -> Section:
        rows = [
            (*row[:2], self._verdict(claim), Cell("") if row[2].muted else row[2], *row[3:])
            for claim in claims
            for row in rows_of(claim, claim.speaks_for, self.language)
        ]
        replicated = sum(bool(claim.speaks_for) for claim in claims)
        notes = [self.words("replicated_count").format(replicated, len(claims))]
        headings = ("kind", "proposition", "verdict", *_SHOWN)
        return self._section("propositions", headings, rows, comparing.PROPOSITIONS, notes)

    def _verdict(self, claim: Claim) -> Cell:
        if claim.speaks_for and claim.speaks_against:
            return Cell(self.words("contested"))
        if claim.speaks_for:
            return Cell(self.words("replicated"))
        if claim.speaks_against:
            return Cell(self.words("contradicted"))
        return Cell(NOT_REPORTED.in_language(self.language), muted=True)

    def _against(self) -> Section:
        claims = (*self.comparison.constructs, *self.comparison.propositions)
        rows = [
            row
            for claim in claims
            if claim.speaks_against and claim.in_model
            for row in rows_of(claim, claim.speaks_against, self.language)
        ]
        notes = [] if rows else [self.words("nothing_against")]
        return self._section(
            "against", ("kind", "claim", *_SHOWN), rows, comparing.CONSTRUCTS, notes
        )

    def _others(self, standing: Standing | None) -> Cell:
        if standing is None or not standing.compared:
            return Cell("")
        return Cell(self.words("n_of_m").format(standing.others, standing.compared))

    def _sides(self) -> Section:
        """What not both sides stand behind, and of a case without sides: not several kinds."""
        name, sides = ("sides", ("side",)) if self.comparison.has_sides else ("kinds", ())
        found = [one for one in self.comparison.one_sided if sides or one.source_kinds <= 1]
        headings = ("claim", "items", "listed", *sides, "source_kind")
        note = self.words(f"{name}_note" if found else f"{name}_none")
        rows = list(map(self._side, found))
        return self._section(name, headings, rows, comparing.ONE_SIDED, [note])

    def _side(self, one: OneSided) -> tuple[Cell, ...]:
        counts = (Cell(str(number), number=True) for number in (one.items, one.listed))
        side = [self._side_cell(one)] if self.comparison.has_sides else []
        return (cell_of(one.claim, self.language), *counts, *side, self._kind_cell(one))

    def _side_cell(self, one: OneSided) -> Cell:
        if not one.listed:
            return Cell(self.words("no_listed"), muted=True)
        if one.side is not None:
            return Cell(side_of(one.side, self.language))
        return Cell(self.words("both_sides" if one.sides else "neither_side"))

    def _kind_cell(self, one: OneSided) -> Cell:
        if one.source_kind is not None:
            return cell_of(one.source_kind, self.language)
        return Cell(self.words("several")) if one.source_kinds else Cell("")

    def _similar(self) -> Section:
        similar = self.comparison.similar
        rows = [
            (
                cell_of(one.other, self.language),
                *(Cell(str(n), number=True) for n in (one.shared, one.either)),
                Cell(f"{100 * one.shared / one.either:.0f} %", number=True),
            )
            for one in similar
        ]
        headings = ("other", "shared", "either", "percent")
        return self._section("similar", headings, rows, comparing.SIMILAR, self._nearest(similar))

    def _nearest(self, similar: Sequence[Likeness]) -> list[str]:
        if not similar:
            return [self.words("nothing_to_compare")]
        nearest = self.comparison.nearest
        if not nearest:
            found = self.words("none_alike")
        else:
            names = listed([self.name(one.other) for one in nearest], self.language)
            sentence = self.words("nearest" if len(nearest) == 1 else "tied")
            found = sentence.format(names, nearest[0].shared, nearest[0].either)
        return [found, self.words("measure")]

    def _apart(self) -> Section:
        alone, missing = self.comparison.alone, self.comparison.missing
        rows = [
            (cell_of(one.concept, self.language), Cell(self.words(how)))
            for how, found in (("alone", alone), ("missing", missing))
            for one in found
        ]
        compared = max((one.compared for one in self.comparison.standings), default=0)
        notes = [self.words("apart_note").format(compared)]
        if not rows:
            notes.append(self.words("nothing_apart"))
        return self._section("apart", ("concept", "difference"), rows, comparing.AMONG_CASES, notes)

    def _marks(self) -> Section:
        rows = [
            (
                cell_of(one.item, self.language),
                cell_of(one.mark, self.language),
                told(one.note, self.language),
            )
            for one in self.comparison.marks
        ]
        return self._section(
            "marks", ("item", "mark", "note"), rows, comparing.MARKED, [self.words("marks_note")]
        )

    def _section(
        self,
        name: str,
        headings: Sequence[str],
        rows: Sequence[tuple[Cell, ...]],
        query: str,
        notes: Iterable[str] = (),
    ) -> Section:
        title = WORDS[f"{name}_title"].in_language(self.language)
        return Section(name, title, tuple(notes), self._table(headings, rows), query)

    def _table(self, headings: Sequence[str], rows: Sequence[tuple[Cell, ...]]) -> AnswerTable:
        named: Sequence[Text] = [HEADINGS[heading] for heading in headings]
        return AnswerTable(tuple(text.in_language(self.language) for text in named), tuple(rows))
