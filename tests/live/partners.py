"""Stand-ins on loopback for the servers that the library's federated questions call."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pyoxigraph as oxigraph

from cocreation.model import FileGraph, QuerySpec
from cocreation.store import embedded
from live.endpoint import endpoint_of
from live.server import serving

DATA = Path(__file__).parent.parent / "data" / "federated"
SECOND_COPY = "127.0.0.1:8001"
_FILES = {"zbw.eu": "stw.ttl", "query.wikidata.org": "wikidata.ttl", "orkg.org": "orkg.ttl"}


class Partners:
    """The stand-ins by the host that each stands in for."""

    def __init__(self, addresses: Mapping[str, str]) -> None:
        self._addresses = addresses

    @property
    def hosts(self) -> tuple[str, ...]:
        """What to allow."""
        return tuple(urlsplit(address).netloc for address in self._addresses.values())

    def given(self, spec: QuerySpec) -> dict[str, str]:
        """The parameters of a question that have it call a stand-in; none for most questions."""
        return {
            parameter.name: self._addresses[urlsplit(parameter.default).netloc]
            for parameter in spec.parameters
            if parameter.name == "endpoint"
        }


@contextmanager
def partners(folder: Path) -> Iterator[Partners]:
    """Run small endpoints, and a second copy of the program with a second study in `folder`."""
    with ExitStack() as running:
        addresses = {
            host: running.enter_context(endpoint_of(DATA / file)).address
            for host, file in _FILES.items()
        }
        embedded.write(folder, [_second_study()], "of no project")
        addresses[SECOND_COPY] = running.enter_context(serving(folder)).endpoint
        yield Partners(addresses)


def _second_study() -> FileGraph:
    path = DATA / "second-study.ttl"
    triples = oxigraph.serialize(
        oxigraph.parse(path=path, format=oxigraph.RdfFormat.TURTLE),
        format=oxigraph.RdfFormat.N_TRIPLES,
    )
    return FileGraph("https://w3id.org/cocreation/graph/submitted/second-2026", path, triples, "")
