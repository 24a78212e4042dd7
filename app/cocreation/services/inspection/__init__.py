"""Strangers' files, read and checked where they can do no harm."""

from functools import partial
from pathlib import Path

from cocreation.services.inspection.inspector import Inspector, Limits
from cocreation.services.inspection.one_comparison import Held
from cocreation.services.inspection.one_file import Inspection
from cocreation.services.inspection.within import Within, WithinAll, WithinFolder
from cocreation.services.stores import write_graphs
from cocreation.settings import Settings
from cocreation.store.base import Store

__all__ = [
    "Held",
    "Inspection",
    "Inspector",
    "Limits",
    "WithinAll",
    "WithinFolder",
    "open_inspector",
]


def open_inspector(settings: Settings, store: Store) -> Inspector:
    """Make an inspector over the store that `settings` names; `store` tells its state."""
    within: Within = WithinAll(partial(write_graphs, settings), store.version)
    if isinstance(settings.store, Path):
        within = WithinFolder(settings.store)
    return Inspector(within)
