"""The whole graph as a file."""

from contextlib import closing
from pathlib import Path
from typing import IO

from cocreation.store.base import TURTLE
from cocreation.store.embedded import open_snapshot
from cocreation.store.snapshot import DATASET_FORMATS

FORMATS = (*DATASET_FORMATS, "turtle")
_EVERYTHING = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"


def export(directory: Path, form: str, output: IO[bytes]) -> None:
    """Write the store in `directory` to `output` in one of FORMATS; Turtle merges named graphs.

    StoreError where there is no store that can be read.
    """
    with closing(open_snapshot(directory)) as snapshot:
        if form in DATASET_FORMATS:
            snapshot.dump(output, form)
        else:
            output.write(snapshot.answer(_EVERYTHING, TURTLE).body)
