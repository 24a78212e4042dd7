"""Things of another dataset at a SPARQL endpoint: all where they are few, else those of our names.

A large dataset is only asked for what bears one of our names as we, or others, would write it.
"""

from collections.abc import Callable, Iterable, Sequence

from cocreation.errors import StoreError
from cocreation.linking.allowance import Allowance
from cocreation.linking.entities import Entity
from cocreation.linking.names import parted, written
from cocreation.linking.reading import (
    NAMING,
    TELLING,
    Gathering,
    Reading,
    individuals,
    is_address,
)
from cocreation.model import Term, Text
from cocreation.store.base import JSON, Store
from cocreation.store.terms import rows_of, values_of

Row = tuple[Term | None, ...]
Query = Callable[[Sequence[Term]], str]
Show = Callable[[int, int], None]

_NAMED = "%s ?thing ?naming ?name . FILTER(ISIRI(?thing))"
_SPOKEN = """FILTER(!ISLITERAL(?value) || LANG(?value) IN ("", "mul")
    || LANGMATCHES(LANG(?value), "en") || LANGMATCHES(LANG(?value), "zh"))"""
_ALL = f"SELECT ?thing WHERE {{ {_NAMED} }}"
_PAGE = "%s LIMIT %d OFFSET %d"
_BEARING = f"SELECT DISTINCT ?thing WHERE {{ %s {_NAMED} }}"
_TOLD = f"""
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?thing ?property ?value ?name WHERE {{
  %s %s ?thing ?property ?value . {_SPOKEN}
  OPTIONAL {{
    ?value rdfs:label ?name
    FILTER(LANGMATCHES(LANG(?name), "en") || LANGMATCHES(LANG(?name), "zh"))
  }}
}}"""
_TAGS = {
    "zh": ("zh", "zh-hans", "zh-hant", "zh-cn", "zh-tw", "zh-hk"),
    "en": ("en", "mul"),
    "": ("zh", "en", "mul"),
}
# Of a dataset with more names than this only what bears one of ours is read.
_MOST_NAMES = 5_000
_MOST_THINGS = 5_000
_ROWS = 10_000
_NAMES_AT_ONCE = 20
_THINGS_AT_ONCE = 100
# Servers that cut answers without a word cut them at a round number.
_ROUND = 100


def show_nothing(_done: int, _of: int) -> None:
    """Tell nobody how far the reading is."""


class Endpoint:
    """One endpoint, asked for `seconds` in all; every question is bounded in rows and time.

    Its methods raise QueryTimeoutError where it is slow, QueryError where it refuses or cuts what
    it answers, StoreError where it is away or sends what was not asked for.
    """

    def __init__(self, store: Store, address: str, seconds: float) -> None:
        self._store = store
        self._address = address
        self._time = Allowance(address, seconds)
        self._notes: dict[str, Text] = {}

    def read(self, wanted: Iterable[Entity], show: Show = show_nothing) -> Reading:
        """Read what may be one of those wanted; no classes, properties or records of links."""
        iris = self._all()
        if iris is None:
            iris = self._bearing([*wanted], show)
        if len(iris) > _MOST_THINGS:
            self._note_part(_MOST_THINGS)
        entities = self.describe(sorted(iris)[:_MOST_THINGS], show)
        return Reading(individuals(entities), tuple(self._notes.values()))

    def describe(self, iris: Sequence[str], show: Show = show_nothing) -> tuple[Entity, ...]:
        """Read what is said of things: names, classes, and what tells them apart."""
        gathering = Gathering()
        for start in range(0, len(iris), _THINGS_AT_ONCE):
            show(start, len(iris))
            batch = [Term("iri", iri) for iri in iris[start : start + _THINGS_AT_ONCE]]
            for thing, property_, value, name in self._each(_told, batch, _ROWS):
                if thing and property_ and value:
                    gathering.take(thing, property_.value, value)
                if thing and property_ and name:
                    gathering.point(thing, property_.value, name.value)
        return gathering.entities()

    def _all(self) -> set[str] | None:
        """Everything with a name; None where that is too much, or comes in parts."""
        query = _ALL % values_of("naming", _terms(NAMING))
        rows = self._rows(query, _MOST_NAMES + 1)
        is_whole = len(rows) <= _MOST_NAMES and not self._goes_on(query, rows)
        return _iris(rows) if is_whole else None

    def _bearing(self, wanted: Sequence[Entity], show: Show) -> set[str]:
        """What bears one of the names wanted, as they may be written."""
        names = dict.fromkeys(
            Term("literal", form, tag or None)
            for entity in wanted
            for name in entity.names
            for text in (name.text, *parted(name.text))
            for form in written(text)
            for tag in ("", *_TAGS.get(name.language.lower().partition("-")[0], ()))
        )
        found: set[str] = set()
        terms, step = [*names], _NAMES_AT_ONCE * len(_TAGS["zh"])
        for start in range(0, len(terms), step):
            show(start, len(terms))
            found |= _iris(self._each(_bearing, terms[start : start + step], _MOST_THINGS))
        return found

    def _each(self, query: Query, about: Sequence[Term], most: int) -> list[Row]:
        """Ask about some things at once, or about half of them where the answer is full."""
        asked = query(about)
        rows = self._rows(asked, most + 1)
        if len(rows) <= most and not self._goes_on(asked, rows):
            return rows
        if len(about) == 1:
            self._note_part(min(most, len(rows)))
            return rows[:most]
        half = len(about) // 2
        return [*self._each(query, about[:half], most), *self._each(query, about[half:], most)]

    def _goes_on(self, query: str, rows: Sequence[Row]) -> bool:
        """Whether the server has more than it gave."""
        is_doubtful = bool(rows) and len(rows) % _ROUND == 0
        return is_doubtful and bool(self._rows(query, 1, len(rows)))

    def _rows(self, query: str, most: int, after: int = 0) -> list[Row]:
        page = _PAGE % (query, most, after)
        answer = self._store.answer(page, JSON, seconds=self._time.for_one())
        rows = list(rows_of(answer).rows)
        if len(rows) > most:
            raise StoreError(
                Text(
                    en=f"{self._address} sends more rows than the {most} asked for, so nothing of "
                    "it is used; check the server, or name a file with its data.",
                    zh=f"{self._address} 返回的行数超过所要求的 {most} 行，其内容未予采用；"
                    "请检查该服务器，或改用包含其数据的文件。",
                )
            )
        return rows

    def _note_part(self, most: int) -> None:
        note = Text(
            en=f"{self._address} has more than {most} answers to one question; only the first of "
            "them were compared.",
            zh=f"{self._address} 对一个问题有超过 {most} 个答案；只比较了其中最前的部分。",
        )
        self._notes[note.en] = note


def _told(things: Sequence[Term]) -> str:
    return _TOLD % (values_of("thing", things), values_of("property", _terms(TELLING)))


def _bearing(names: Sequence[Term]) -> str:
    return _BEARING % (values_of("name", names), values_of("naming", _terms(NAMING)))


def _terms(iris: Iterable[str]) -> list[Term]:
    return [Term("iri", iri) for iri in iris]


def _iris(rows: Iterable[Row]) -> set[str]:
    return {row[0].value for row in rows if row[0] and is_address(row[0].value)}
