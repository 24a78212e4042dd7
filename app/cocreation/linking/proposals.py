"""Mappings that wait for a decision, as a file of SSSOM in the store's folder."""

import os
from collections.abc import Mapping
from pathlib import Path

from cocreation.linking.sssom import link_set, read_links, write_links
from cocreation.model import Link, Text
from cocreation.namespaces import REVIEWED
from cocreation.store.embedded import sync
from cocreation.store.locks import faults_told, writing

_FILE = "proposed.sssom.tsv"
_NAME = REVIEWED + "proposed"
_TITLE = Text(en="Mappings proposed, not reviewed", zh="待审核的映射")
_PATIENCE_SECONDS = 30.0


def read_proposed(directory: Path) -> tuple[Link, ...]:
    """What waits, in order of subject; SourceError where the file cannot be read."""
    path = directory / _FILE
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return ()
    return read_links(data, str(path), _NAME).links


def write_proposed(directory: Path, new: Mapping[tuple[str, str], Link]) -> int:
    """Add mappings, by their two ends, to what waits; give the number of those that did not yet.

    StoreError where the folder cannot be written.
    """
    with writing(directory, patience=_PATIENCE_SECONDS):
        waiting = {(link.subject, link.object): link for link in read_proposed(directory)}
        added = len(new.keys() - waiting.keys())
        _write(directory, write_links(link_set(_NAME, _TITLE, {**waiting, **new}.values())))
    return added


def _write(directory: Path, text: str) -> None:
    """Replace the file atomically and durably."""
    path = directory / f"{_FILE}.new"
    with faults_told(directory):
        with path.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        path.replace(directory / _FILE)
        sync(directory)
