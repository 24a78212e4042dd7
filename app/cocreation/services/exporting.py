"""The whole graph as a file."""

from contextlib import closing
from tempfile import TemporaryFile
from typing import IO

from cocreation.services.stores import open_whole
from cocreation.settings import Settings
from cocreation.store.snapshot import DATASET_FORMATS
from cocreation.store.terms import merge_graphs

FORMATS = (*DATASET_FORMATS, "turtle")


def export(settings: Settings, form: str, output: IO[bytes]) -> None:
    """Write the store to `output` in one of FORMATS; Turtle merges named graphs.

    StoreError where there is no store that can be read.
    """
    with closing(open_whole(settings)) as store:
        if form in DATASET_FORMATS:
            store.dump(output, form)
            return
        with TemporaryFile() as quads:
            store.dump(quads, "nquads")
            quads.seek(0)
            output.write(merge_graphs(quads))
