"""The index: tantivy with a field for each way in which a word can be meant.

A Chinese character is a term of its own and a run of them a phrase, so any part of a name is found
just as it is written, without a dictionary; English words are also kept by their stems, and parts
of words are looked up among the terms, not among the texts. SQLite's FTS5 would take a Chinese
sentence for one word, or with its trigrams never find a name of two characters.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tantivy import (
    Document,
    Index,
    Occur,
    Query,
    SchemaBuilder,
    TextAnalyzerBuilder,
    Tokenizer,
)

from cocreation.folding import fold
from cocreation.services.searching.entries import KINDS, Entry
from cocreation.services.searching.words import STEMMING, Word, stem, tokens

_PLAIN = TextAnalyzerBuilder(Tokenizer.whitespace()).build()
_HEAP_BYTES = 64 * 2**20
# How much a word tells by where it stands: as a code, in a name, in a text, in part only.
_CODE, _CITED, _CODE_PART = 60.0, 12.0, 20.0
_TITLE, _TITLE_STEM, _TITLE_PART = 6.0, 4.0, 2.0
_TEXT, _TEXT_STEM, _TEXT_PART = 1.5, 1.0, 0.2
_WHOLE_TITLE = 25.0
# What most people look for comes before what tells of it, all else being equal.
_KIND_STEP = 0.3
_SHORTEST_PART = 3
_LONG_WORD = 8
_Clause = tuple[Occur, Query]


@dataclass(frozen=True, slots=True)
class Found:
    """The entries found on one page, how many there are, and how many of each kind."""

    entries: tuple[Entry, ...]
    total: int
    kinds: dict[str, int]


class SearchIndex:
    """Entries that can be found; it never changes, and threads may share it."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        """Index the entries, in memory."""
        builder = SchemaBuilder()
        builder.add_unsigned_field("number", stored=True)
        for name in ("name", "kind", "whole", "code", "cited"):
            builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
        for name in ("title", "text"):
            builder.add_text_field(name, tokenizer_name="plain")
            builder.add_text_field(f"{name}_stem", tokenizer_name="stem", index_option="freq")
        self._schema = builder.build()
        self._index = Index(self._schema)
        self._index.register_tokenizer("plain", _PLAIN)
        self._index.register_tokenizer("stem", STEMMING)
        self._entries = tuple(entries)
        # The words themselves, a line each: a part of one is looked for here.
        self._terms = {field: "\n".join(["", *words, ""]) for field, words in self._write().items()}
        self._searcher = self._index.searcher()

    def find(self, words: Sequence[Word], kind: str, first: int, most: int) -> Found:
        """Find entries with all of the words, the likeliest first, of one kind or of any."""
        query = self._all_of(words)
        told = self._searcher.aggregate(query, _BY_KIND)["kinds"]["buckets"]
        kinds = {bucket["key"]: bucket["doc_count"] for bucket in told}
        total = kinds.get(kind, 0) if kind else sum(kinds.values())
        narrowed = Query.boolean_query(
            [(Occur.Must, query), (Occur.Must, self._term("kind", kind))]
        )
        hits = self._hits(narrowed if kind else query, first, most) if total > first else ()
        return Found(tuple(hits), total, kinds)

    def named(self, name: str) -> Entry | None:
        """The entry of that very name."""
        return next(self._hits(self._term("name", name), 0, 1), None)

    def near(self, words: Sequence[Word], most: int) -> tuple[Entry, ...]:
        """Entries with something like one of the words, the likeliest first."""
        clauses = [clause for word in words for clause in self._like(word)]
        return tuple(self._hits(Query.boolean_query(clauses), 0, most)) if clauses else ()

    def _hits(self, query: Query, first: int, most: int) -> Iterator[Entry]:
        result = self._searcher.search(query, most, count=False, offset=first)
        for _, address in result.hits:
            yield self._entries[self._searcher.doc(address)["number"][0]]

    def _write(self) -> dict[str, list[str]]:
        """Fill the index, and give the words that it has in each field."""
        words: dict[str, set[str]] = {"code": set(), "title": set(), "text": set()}
        writer = self._index.writer(_HEAP_BYTES, 1)
        for number, entry in enumerate(self._entries):
            told = _told(entry)
            writer.add_document(Document(number=[number], **told))
            for field, terms in words.items():
                terms.update(*map(str.split, told[field]))
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        return {field: sorted(terms) for field, terms in words.items()}

    def _term(self, field: str, text: str) -> Query:
        return Query.term_query(self._schema, field, text)

    def _all_of(self, words: Sequence[Word]) -> Query:
        """Entries with all the words, or that are called just so."""
        whole = "".join(word.text for word in words)
        ways: list[_Clause] = [
            (Occur.Should, Query.boolean_query([(Occur.Must, self._meant(w)) for w in words])),
            (Occur.Should, _scored(self._term("whole", whole), _WHOLE_TITLE)),
            (Occur.Should, _scored(self._term("code", whole), _CODE)),
        ]
        ranked: list[_Clause] = [(Occur.Must, Query.boolean_query(ways))]
        for place, kind in enumerate(reversed(KINDS)):
            worth = _scored(self._term("kind", kind), place * _KIND_STEP)
            ranked.append((Occur.Should, worth))
        return Query.boolean_query(ranked)

    def _meant(self, word: Word) -> Query:
        """Every way in which one word may be meant; the best one counts."""
        ways = list(
            self._chinese(word.text) if word.is_chinese else self._latin(word.text, stem(word))
        )
        return Query.disjunction_max_query(ways, 0.1)

    def _chinese(self, text: str) -> Iterator[Query]:
        for field, worth in (("title", _TITLE), ("text", _TEXT)):
            query = (
                Query.phrase_query(self._schema, field, list(text))
                if len(text) > 1
                else self._term(field, text)
            )
            yield Query.boost_query(query, worth)

    def _latin(self, text: str, root: str) -> Iterator[Query]:
        yield _scored(self._term("code", text), _CODE)
        yield _scored(self._term("cited", text), _CITED)
        yield Query.boost_query(self._term("title", text), _TITLE)
        yield Query.boost_query(self._term("title_stem", root), _TITLE_STEM)
        yield Query.boost_query(self._term("text", text), _TEXT)
        yield Query.boost_query(self._term("text_stem", root), _TEXT_STEM)
        yield _scored(self._with_part("code", f"\n{text}"), _CODE_PART)
        if len(text) >= _SHORTEST_PART:
            yield _scored(self._with_part("title", f"\n{text}"), _TITLE_PART)
            yield _scored(self._with_part("title", text), _TITLE_PART / 2)
            yield _scored(self._with_part("text", text), _TEXT_PART)

    def _like(self, word: Word) -> Iterator[_Clause]:
        if word.is_chinese:
            pairs = [word.text[at : at + 2] for at in range(max(1, len(word.text) - 1))]
            for pair in pairs:
                for query in self._chinese(pair):
                    yield Occur.Should, query
        elif len(word.text) >= _SHORTEST_PART:
            distance = 2 if len(word.text) >= _LONG_WORD else 1
            for field, worth in (("title", _TITLE), ("code", _TITLE), ("text", _TEXT)):
                query = Query.fuzzy_term_query(self._schema, field, word.text, distance)
                yield Occur.Should, Query.boost_query(query, worth)
            yield Occur.Should, self._meant(word)

    def _with_part(self, field: str, part: str) -> Query:
        """Entries with a word of which this is a part; after a line's end one that begins so."""
        terms = list(_lines_with(self._terms[field], part))
        return Query.term_set_query(self._schema, field, terms)


_BY_KIND = {"kinds": {"terms": {"field": "kind", "size": len(KINDS)}}}


def _lines_with(lines: str, part: str) -> Iterator[str]:
    """Each line in which the part stands."""
    at = lines.find(part)
    while at >= 0:
        end = lines.index("\n", at + 1)
        yield lines[lines.rfind("\n", 0, at + 1) + 1 : end]
        at = lines.find(part, end)


def _scored(query: Query, score: float) -> Query:
    return Query.const_score_query(query, score)


def _told(entry: Entry) -> dict[str, list[str]]:
    """What the fields of the index hold of an entry."""
    titles = list(dict.fromkeys((entry.title.zh, entry.title.en)))
    told = {
        "name": [entry.name],
        "kind": [entry.kind],
        "whole": ["".join(tokens(title)) for title in titles],
        "code": [way for code in entry.codes for way in (fold(code), "".join(tokens(code)))],
        "cited": [fold(code) for code in entry.cited],
    }
    for field, texts in (("title", titles), ("text", [text.value for text in entry.texts])):
        words = " \n".join(" ".join(tokens(text)) for text in texts)
        told |= {field: [words], f"{field}_stem": [words]}
    return told
