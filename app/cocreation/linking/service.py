"""Things of another dataset that a reconciliation service (W3C, version 0.2) names for our names.

What it says that they are called is compared here; its scores are not believed.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cocreation.errors import StoreError
from cocreation.linking.allowance import Allowance
from cocreation.linking.entities import Entity, Name
from cocreation.linking.names import LONGEST
from cocreation.linking.reading import Reading, is_address, named
from cocreation.model import Text
from cocreation.sources import is_iri
from cocreation.store.remote import faults
from cocreation.store.remote.transport import Transport

_UNANSWERED = Text(en="it leaves names unanswered", zh="有名称未作回答")
_NO_LIST = Text(en="an answer is no list of candidates", zh="回答不是候选列表")
_NO_CANDIDATE = Text(en="a candidate has no id and name", zh="候选缺少标识或名称")
_NO_SERVICE = Text(en="it is no reconciliation service", zh="它不是对照服务")
_NO_OBJECT = Text(en="its JSON is no object", zh="其 JSON 不是对象")
_JSON = "application/json"
_AT_ONCE = 20
_CANDIDATES = 10
# A service may name some more than asked for; one that names thousands answers something else.
_MOST_CANDIDATES = 200
_LONGEST_ID = 2_000


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a service tells of itself: where its ids and its classes are names in."""

    identifiers: str
    classes: str
    at_once: int


class Reconciler:
    """One service, asked for `seconds` in all.

    Its methods raise QueryTimeoutError where it is slow, QueryError where its answer is too large,
    StoreError where it is away or answers what is none of the protocol's answers.
    """

    def __init__(self, transport: Transport, manifest: Manifest, seconds: float) -> None:
        self._transport = transport
        self._manifest = manifest
        self._time = Allowance(transport.address, seconds)

    def read(self, wanted: Iterable[Entity], show: Callable[[int, int], None]) -> Reading:
        """Read what the service names for each name of those wanted."""
        texts = [*dict.fromkeys(name.text for entity in wanted for name in entity.names)]
        names: dict[str, dict[Name, None]] = {}
        types: dict[str, dict[str, None]] = {}
        for start in range(0, len(texts), self._manifest.at_once):
            show(start, len(texts))
            for found in self._asked(texts[start : start + self._manifest.at_once]):
                names.setdefault(found.iri, {}).update(dict.fromkeys(found.names))
                types.setdefault(found.iri, {}).update(dict.fromkeys(found.types))
        return Reading(
            tuple(Entity(iri, tuple(names[iri]), tuple(types[iri])) for iri in sorted(names))
        )

    def _asked(self, texts: Sequence[str]) -> Iterator[Entity]:
        queries = {
            f"q{number}": {"query": text, "limit": _CANDIDATES} for number, text in enumerate(texts)
        }
        form = {"queries": json.dumps(queries, ensure_ascii=False)}
        answer = _json(self._transport, form, self._time.for_one())
        address = self._transport.address
        if queries.keys() - answer.keys():
            raise faults.unusable(address, _UNANSWERED)
        for key in queries:
            yield from self._candidates(answer[key])

    def _candidates(self, answer: object) -> Iterator[Entity]:
        listed = answer.get("result") if isinstance(answer, dict) else None
        if not isinstance(listed, list) or len(listed) > _MOST_CANDIDATES:
            raise faults.unusable(self._transport.address, _NO_LIST)
        for candidate in listed:
            if not isinstance(candidate, dict):
                raise faults.unusable(self._transport.address, _NO_CANDIDATE)
            iri, name = self._iri(candidate.get("id")), candidate.get("name")
            if iri and isinstance(name, str) and 0 < len(name) <= LONGEST:
                yield Entity(iri, (named(name),), tuple(self._types(candidate.get("type"))))

    def _iri(self, given: object) -> str:
        return _resolved(self._manifest.identifiers, given)

    def _types(self, given: object) -> Iterator[str]:
        for one in given if isinstance(given, list) else ():
            iri = _resolved(self._manifest.classes, one.get("id") if isinstance(one, dict) else one)
            if iri:
                yield iri


def read_manifest(transport: Transport, seconds: float) -> Manifest:
    """What a service tells of itself; StoreError where what is at the address is none."""
    told = _json(transport, {}, seconds)
    identifiers, classes = told.get("identifierSpace"), told.get("schemaSpace")
    if not isinstance(identifiers, str) or not isinstance(classes, str):
        raise faults.unusable(transport.address, _NO_SERVICE)
    given = told.get("batchSize")
    at_once = given if type(given) is int else _AT_ONCE
    return Manifest(identifiers, classes, min(max(at_once, 1), _AT_ONCE))


def _json(transport: Transport, form: Mapping[str, str], seconds: float) -> dict[str, Any]:
    """Ask, and read the object that comes back; StoreError where none does."""
    received = transport.fetch(form, _JSON, seconds)
    try:
        answer = json.loads(received.body)
    except (ValueError, RecursionError) as error:
        raise _no_json(transport.address, error) from error
    if not isinstance(answer, dict):
        raise faults.unusable(transport.address, _NO_OBJECT)
    return answer


def _resolved(space: str, given: object) -> str:
    """The IRI of an id in its space; empty where that is none."""
    if not isinstance(given, str) or not given or len(given) > _LONGEST_ID:
        return ""
    iri = given if is_address(given) else space + given
    return iri if is_address(iri) and is_iri(iri) else ""


def _no_json(address: str, error: ValueError | RecursionError) -> StoreError:
    return faults.unusable(address, Text(en=f"no JSON: {error}", zh=f"不是 JSON：{error}"))
