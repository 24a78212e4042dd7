"""The store that the settings name, wherever it is: to be asked, and to be written."""

from pathlib import Path

from cocreation.settings import Settings
from cocreation.store.base import Store, WholeStore, Writer
from cocreation.store.embedded import open_snapshot
from cocreation.store.folder import FolderWriter
from cocreation.store.workers import WorkerPool

_QUERY_SECONDS = 60.0
_WRITE_SECONDS = 600.0


def open_store(settings: Settings, *, seconds: float | None, workers: int = 2) -> Store:
    """Open the store for anybody's queries, each with a deadline of `seconds`.

    None: no deadline on this machine, a minute on a server; `workers` is how many queries run at
    once on this machine. StoreError where the address of a server is none.
    """
    if isinstance(settings.store, Path):
        return WorkerPool(settings.store, seconds=seconds, workers=workers)
    from cocreation.store.remote import HostedStore  # noqa: PLC0415 -- slow

    return HostedStore(settings.store, seconds=seconds or _QUERY_SECONDS)


def open_whole(settings: Settings) -> WholeStore:
    """Open the store for the program's own queries; StoreError where there is none."""
    if isinstance(settings.store, Path):
        return open_snapshot(settings.store)
    from cocreation.store.remote import HostedStore  # noqa: PLC0415 -- slow

    return HostedStore(settings.store, seconds=_QUERY_SECONDS)


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
