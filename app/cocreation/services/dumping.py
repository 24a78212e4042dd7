"""The whole graph as files to fetch, written once for a state of the store."""

import gzip
import shutil
import weakref
from collections.abc import Iterator
from contextlib import ExitStack, closing
from hashlib import file_digest
from pathlib import Path
from tempfile import mkdtemp

from cocreation.linking.records import DumpRecord
from cocreation.services.stores import open_whole
from cocreation.settings import Settings
from cocreation.store.base import WholeStore
from cocreation.store.snapshot import convert_dataset

NAMES = ("dump.trig", "dump.nq")
COMPRESSED = ".gz"
_MEDIA_TYPES = {"dump.trig": "application/trig", "dump.nq": "application/n-quads"}
# Smaller by a tenth than the fastest, and not slower by much.
_LEVEL = 6


class Dumps:
    """The files of one state; they are there as long as this is, and no longer."""

    def __init__(self, store: WholeStore) -> None:
        """Write the store as it is now; raises as the store does."""
        self._folder = Path(mkdtemp(prefix="cocreation-dumps-"))
        # They go as well where the program ends while they are being written.
        remove = weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)
        with ExitStack() as on_fault:
            on_fault.callback(remove)
            self.records = tuple(_written(store, self._folder))
            on_fault.pop_all()

    def path(self, record: DumpRecord) -> Path:
        """Tell where the file is."""
        return self._folder / record.name

    def find(self, name: str) -> DumpRecord:
        """Find a file by its name, which is one of NAMES, compressed or not."""
        return next(record for record in self.records if record.name == name)

    def checksums(self) -> str:
        """List every file with its digest, as `sha256sum --check` reads it."""
        return "".join(f"{record.sha256}  {record.name}\n" for record in self.records)


def all_names() -> tuple[str, ...]:
    """Name every file, each beside its compressed one."""
    return tuple(each for name in NAMES for each in (name, name + COMPRESSED))


def write_dumps(settings: Settings) -> Dumps:
    """Write the store as it is now; StoreError where there is none."""
    with closing(open_whole(settings)) as store:
        return Dumps(store)


def _written(store: WholeStore, folder: Path) -> Iterator[DumpRecord]:
    trig, quads = (folder / name for name in NAMES)
    with quads.open("wb") as output:
        store.dump(output, "nquads")
    # From this file all is read several times faster than from the store.
    with quads.open("rb") as source, trig.open("wb") as output:
        convert_dataset(source, output, "trig")
    for name in NAMES:
        plain, small = folder / name, folder / (name + COMPRESSED)
        # Without the time and the name, equal files give equal bytes.
        with (
            plain.open("rb") as source,
            small.open("wb") as raw,
            gzip.GzipFile("", "wb", _LEVEL, raw, mtime=0) as target,
        ):
            shutil.copyfileobj(source, target)
        yield _record(plain, _MEDIA_TYPES[name], is_compressed=False)
        yield _record(small, _MEDIA_TYPES[name], is_compressed=True)


def _record(path: Path, media_type: str, *, is_compressed: bool) -> DumpRecord:
    with path.open("rb") as file:
        digest = file_digest(file, "sha256").hexdigest()
    return DumpRecord(path.name, media_type, is_compressed, path.stat().st_size, digest)
