"""Strangers' files, read and checked where they can do no harm."""

from functools import partial

from cocreation.services.inspection.inspector import Inspector, Limits
from cocreation.services.inspection.one_file import Inspection
from cocreation.services.stores import write_graphs
from cocreation.settings import Settings
from cocreation.store.base import Store

__all__ = ["Inspection", "Inspector", "Limits", "open_inspector"]


def open_inspector(settings: Settings, store: Store) -> Inspector:
    """Make an inspector over the store that `settings` names; `store` tells its state."""
    return Inspector(partial(write_graphs, settings), store.version)
