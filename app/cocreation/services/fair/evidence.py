"""What the indicators are judged by: the description as it is served, the graph, the files."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

from cocreation.linking.catalog import CATALOG
from cocreation.linking.records import DatasetRecord
from cocreation.linking.statistics import Statistics
from cocreation.model import Term, Text
from cocreation.namespaces import BASE
from cocreation.services.browsing import cells
from cocreation.services.fair.verdicts import Verdict
from cocreation.services.statistics import read_statistics
from cocreation.sources import terms
from cocreation.store.base import N_TRIPLES, Store

_ANYTHING = "*/*"


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address answers in the end: its status, media type and body."""

    status: int
    media_type: str
    body: bytes


class Fetch(Protocol):
    """Gives what a path of the server answers in the end to a client that accepts this."""

    def __call__(self, path: str, accept: str, method: str = "GET") -> Fetched:
        """Ask; with another method than GET, send nothing."""
        ...


@dataclass(frozen=True, slots=True)
class Evidence:
    """`told` is what the catalogue says, as it is served, of the dataset and of what it names."""

    told: DatasetRecord
    counts: Statistics
    store: Store
    project: Path
    fetch: Fetch

    def values(self, name: str, of: str | None = None) -> tuple[Term, ...]:
        """The values of a property, by its short name, of the dataset or of what it names."""
        return self.told.values(name, of)

    def text(self, name: str, of: str | None = None) -> Text:
        """The value of a property in both languages, empty where there is none."""
        return self.told.text(name, of)

    def files(self) -> tuple[str, ...]:
        """The addresses at which the catalogue says that all of the data are."""
        parts = self.values("dcat:distribution")
        return tuple(
            address.value
            for part in parts
            for address in self.values("dcat:downloadURL", part.value)
        )

    def get(self, address: str, accept: str = _ANYTHING) -> Fetched:
        """What the server answers at an address of its own, or at a name of the project's."""
        path = address.removeprefix(BASE) if address.startswith(BASE) else urlsplit(address).path
        return self.fetch("/" + path.lstrip("/"), accept)

    def number(self, query: str) -> int:
        """The only number that a query gives."""
        (row,) = cells(self.store.select(query))
        return int(next(iter(row.values())))


Check = Callable[[Evidence], Verdict]


def gather(store: Store, project: Path, fetch: Fetch) -> Evidence:
    """Read the catalogue as it is served, and count what the graph holds."""
    served = tuple(terms(fetch("/catalog", N_TRIPLES).body))
    named = DatasetRecord(CATALOG, served).values("dcat:dataset")
    told = DatasetRecord(named[0].value if named else "", served)
    return Evidence(told, read_statistics(store), store, project, fetch)
