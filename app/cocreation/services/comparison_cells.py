"""The cells of a comparison: things by their names, evidence by place, word and coder."""

from collections.abc import Iterable, Sequence

from cocreation.model import Language
from cocreation.services.comparison import Claim, Evidence, Word
from cocreation.services.comparison_words import SIDES, WORDS, listed
from cocreation.services.labelling import Named
from cocreation.services.results import Cell, told


def cell_of(named: Named, language: Language) -> Cell:
    """A thing by its name, in the other language where it has none in this, else by its slug."""
    shown = told(named.label, language)
    return Cell(
        shown.text or named.iri.rpartition("/")[2] or named.iri, shown.language, iri=named.iri
    )


def side_of(side: Named | None, language: Language) -> str:
    """Which side of the case it is."""
    if side is None:
        return WORDS["neither_side"].in_language(language)
    known = SIDES.get(side.iri)
    return known.in_language(language) if known else cell_of(side, language).text


def rows_of(
    claim: Claim, evidence: Iterable[Evidence], language: Language
) -> Sequence[tuple[Cell, ...]]:
    """A row for each item: kind, claim, item, what it tells, on whose word, whose coding.

    Without an item, one row that says that nothing is reported.
    """
    kind = cell_of(claim.kind, language) if claim.kind else Cell("")
    head = (kind, cell_of(claim.thing, language))
    rows = [
        (
            *head,
            cell_of(one.item, language),
            told(one.summary, language),
            Cell(listed([word_text(word, language) for word in one.words], language)),
            cell_of(one.coder, language) if one.coder else Cell(""),
        )
        for one in evidence
    ]
    silent = WORDS["only_disputed" if claim.speaks_against else "not_reported"]
    nothing = Cell(silent.in_language(language), muted=True)
    return rows or [(*head, nothing, Cell(""), Cell(""), Cell(""))]


def word_text(word: Word, language: Language) -> str:
    """The code, the kind of source, the organization, the informant's role and the side."""
    if not word.organization and not word.source_kind:
        name = "unlisted" if word.code else "told"
        return WORDS[name].in_language(language).format(word.code)
    side = side_of(word.side, language) if word.organization and word.has_sides else ""
    parts = [
        word.code,
        cell_of(word.source_kind, language).text if word.source_kind else "",
        cell_of(word.organization, language).text if word.organization else "",
        told(word.role, language).text if word.role else "",
        side,
    ]
    return " · ".join(filter(None, parts))
