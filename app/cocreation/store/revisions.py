"""What each revision of a submitted case said, kept beside the snapshots under its digest.

It is in no graph, so that a query sees what is said now, and nothing that was withdrawn.
"""

import hashlib
import os
import re
from pathlib import Path

from cocreation.errors import StoreError
from cocreation.model import Text
from cocreation.store.embedded import sync
from cocreation.store.locks import faults_told

_DIGEST = re.compile("[0-9a-f]{64}")


def keep(directory: Path, triples: bytes) -> str:
    """Keep N-Triples durably; give the SHA-256 by which they are found again.

    To be called by the one writer. StoreError where they cannot be written.
    """
    digest = hashlib.sha256(triples).hexdigest()
    folder = directory / "revisions"
    path = folder / f"{digest}.nt"
    with faults_told(directory):
        if not folder.is_dir():
            folder.mkdir()
            sync(directory)
        if not path.is_file():
            _write(path, triples)
    return digest


def read(directory: Path, digest: str) -> bytes:
    """Give what was kept under a digest; StoreError where it is not there as it was."""
    path = directory / "revisions" / f"{digest}.nt"
    try:
        triples = path.read_bytes() if _DIGEST.fullmatch(digest) else b""
    except OSError:
        triples = b""
    if hashlib.sha256(triples).hexdigest() != digest:
        raise StoreError(
            Text(
                en=f"What this revision said is not in {path} any more; submit the file again.",
                zh=f"{path} 中已没有该修订的内容；请重新提交文件。",
            )
        )
    return triples


def _write(path: Path, triples: bytes) -> None:
    new = path.with_suffix(".new")
    try:
        with new.open("wb") as file:
            file.write(triples)
            file.flush()
            os.fsync(file.fileno())
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)
    sync(path.parent)
