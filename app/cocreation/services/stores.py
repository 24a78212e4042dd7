"""The store that the settings name, wherever it is: to be asked, and to be written."""

from collections.abc import Callable
from contextlib import closing
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import IO, TYPE_CHECKING

from cocreation.errors import NotOfferedError, StoreError
from cocreation.linking.hosts import Hosts
from cocreation.model import FileGraph, Text
from cocreation.namespaces import GRAPH, INFERRED, LINKS, SUBMITTED
from cocreation.services.project import read_project
from cocreation.settings import Settings, SparqlServer
from cocreation.sources import read_graphs
from cocreation.store.base import Store, WholeStore, Writer
from cocreation.store.embedded import open_snapshot, stamp
from cocreation.store.folder import FolderWriter
from cocreation.store.pool import PoolKind
from cocreation.store.snapshot import Snapshot
from cocreation.store.workers import WorkerPool

if TYPE_CHECKING:
    from cocreation.store.remote import HostedStore

_ONTOLOGY = GRAPH + "ontology/"
_ALIGNMENTS = _ONTOLOGY + "alignments/"
_DATA = (GRAPH + "data/", SUBMITTED)
_QUERY_SECONDS = 60.0
_SERVICE_SECONDS = 60.0
_WRITE_SECONDS = 600.0


def open_store(settings: Settings) -> Store:
    """Open the store for anybody's queries, each with the deadline of the settings.

    Hosts that the settings allow may be called by SERVICE. StoreError where the address of a server
    is none; ParameterError and NotOfferedError as in `open_federated`.
    """
    store: Store
    if isinstance(settings.store, Path):
        store = WorkerPool(settings.store, PoolKind(seconds=settings.query_seconds))
    else:
        store = _hosted(settings.store, settings.query_seconds)
    return federated(store, settings) if settings.allow_service else store


def federated(store: Store, settings: Settings) -> Store:
    """Let queries call by SERVICE the hosts that the settings allow, within their deadline."""
    from cocreation.linking.federation import FederatedStore  # noqa: PLC0415 -- slow

    hosts = Hosts.named(settings.allow_service)
    refuse_server(settings)
    return FederatedStore(store, hosts, seconds=settings.query_seconds)


def open_federated(settings: Settings, tell: Callable[[Text], None]) -> Store:
    """Open the store as `open_alone` does, for queries that call the hosts of the settings, too.

    They wait for others a minute; `tell` hears of those that a SERVICE SILENT goes on without.
    ParameterError where a host is none, NotOfferedError where the store is on a server.
    """
    from cocreation.linking.federation import FederatedStore  # noqa: PLC0415 -- slow

    hosts = Hosts.named(settings.allow_service)
    refuse_server(settings)
    store = open_alone(settings)
    return FederatedStore(store, hosts, seconds=_SERVICE_SECONDS, is_patient=True, tell=tell)


def open_alone(settings: Settings) -> Store:
    """Open the store for the queries of one person, who may end them with a key.

    They have no deadline on this machine, and a minute on a server.
    """
    if isinstance(settings.store, Path):
        alone = PoolKind(seconds=None, workers=1, first=None, held=0)
        return WorkerPool(settings.store, alone)
    return _hosted(settings.store, _QUERY_SECONDS)


def open_whole(settings: Settings) -> WholeStore:
    """Open the store for the program's own queries; StoreError where there is none."""
    if isinstance(settings.store, Path):
        return open_snapshot(settings.store)
    return _hosted(settings.store, _QUERY_SECONDS)


def stored_graphs(settings: Settings) -> tuple[FileGraph, ...]:
    """Read every asserted graph of the store; StoreError where there is none."""
    quads = BytesIO()
    write_graphs(settings, quads)
    return read_graphs(quads.getvalue(), settings.project)


def asserted_graphs(stored: Snapshot, wanted: Callable[[str], bool]) -> tuple[FileGraph, ...]:
    """Read the asserted graphs of a snapshot whose names are wanted, in order of name."""
    names = [name for name in stored.graphs() if wanted(name) and not name.startswith(INFERRED)]
    return tuple(_graph(name, stored) for name in sorted(names))


def submitted_graphs(settings: Settings) -> tuple[FileGraph, ...]:
    """Read the graphs of submitted cases; none where there is no store to read them from."""
    if not isinstance(settings.store, Path) or stamp(settings.store) is None:
        return ()
    try:
        with closing(open_snapshot(settings.store)) as stored:
            return asserted_graphs(stored, lambda name: name.startswith(SUBMITTED))
    except StoreError:
        # A damaged store is set aside by whoever writes the next one.
        return ()


def _graph(name: str, stored: Snapshot) -> FileGraph:
    lines = sorted(stored.statements(name).splitlines(keepends=True))
    triples = b"".join(lines)
    path = Path(f"{name.removeprefix(GRAPH)}.ttl")
    return FileGraph(name, path, triples, sha256(triples).hexdigest())


def is_ontology(graph: str) -> bool:
    """Whether a graph is one of the ontology's whose axioms count."""
    return graph.startswith(_ONTOLOGY) and not graph.startswith(_ALIGNMENTS)


def is_data(graph: str) -> bool:
    """Whether a graph holds data that rules look at: from a file or submitted, and no links."""
    return graph.startswith(_DATA) and not graph.startswith(LINKS)


def write_graphs(settings: Settings, output: IO[bytes]) -> None:
    """Write every graph of the store as N-Quads; StoreError where there is none."""
    with closing(open_whole(settings)) as store:
        store.dump(output, "nquads")


def joined_graphs(settings: Settings, *, named: bool) -> tuple[FileGraph, ...]:
    """Read the asserted graphs that a new case joins: the project's files, or a store.

    That is a store where it was `named`, or is a server. SourceError or StoreError where they
    cannot be read.
    """
    from_store = named or isinstance(settings.store, SparqlServer)
    return stored_graphs(settings) if from_store else read_project(settings.project)


def open_endpoint(address: str) -> Store:
    """Open any SPARQL endpoint, whatever it holds; StoreError where the address is none."""
    from cocreation.store.remote import RemoteStore  # noqa: PLC0415 -- slow

    return RemoteStore(address, seconds=_QUERY_SECONDS)


def writer_of(settings: Settings) -> Writer:
    """Find who writes to the store; StoreError where the address of a server is none."""
    if isinstance(settings.store, Path):
        return FolderWriter(settings.store)
    from cocreation.store.remote import RemoteWriter  # noqa: PLC0415 -- slow

    return RemoteWriter(settings.store, seconds=_WRITE_SECONDS)


def refuse_server(settings: Settings) -> None:
    """Raise NotOfferedError where queries that call others would be asked of a server.

    Not every one reads rightly what becomes of the calls.
    """
    if isinstance(settings.store, Path):
        return
    raise NotOfferedError(
        Text(
            en="SERVICE works with a store in a folder only; name one with --store DIR, or unset "
            "COCREATION_ALLOW_SERVICE.",
            zh="SERVICE 只适用于目录中的存储；请用 --store 指定目录，"
            "或取消 COCREATION_ALLOW_SERVICE。",
        )
    )


def _hosted(server: SparqlServer, seconds: float) -> "HostedStore":
    from cocreation.store.remote import HostedStore  # noqa: PLC0415 -- slow

    return HostedStore(server, seconds=seconds)
