"""Synthetic studies like the real one, to measure and to test with at any size.

The project made is the shipped one and, beside its study, as many synthetic studies as it takes:
each has as many cases as the real study, applies its model, and is drawn from what the real graph
is like (`synthetic.measure`). Run as `python -m benchmarks.generate --cases N [--seed N] FOLDER`
in the folder `tests`.
"""

import argparse
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.synthetic.measure import measure
from benchmarks.synthetic.studies import Study

SHIPPED = ("ontology", "shapes", "queries", "data")
_ROOT = Path(__file__).parents[2]


def studies(cases: int, seed: int = 1, *, root: Path = _ROOT) -> Iterator[Study]:
    """The studies that have so many cases together, one after another.

    The first ones are the same however many follow.
    """
    profile = measure(root)
    each = len(profile.cases)
    for number, before in enumerate(range(0, cases, each)):
        yield Study(profile, number, min(each, cases - before), seed)


def write_project(folder: Path, cases: int, seed: int = 1, *, root: Path = _ROOT) -> Path:
    """Write a project with so many synthetic cases beside those of the one at `root`.

    The same cases and seed give the same bytes. The folder must not exist yet, or be empty.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name in SHIPPED:
        shutil.copytree(root / name, folder / name)
    for study in studies(cases, seed, root=root):
        for path, text in study.files().items():
            file = folder / "data" / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="\n")
    return folder


def main(arguments: list[str]) -> None:
    """Write a project as the command line says."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.generate", description=__doc__)
    parser.add_argument("--cases", type=int, default=1200, help="synthetic cases to write")
    parser.add_argument("--seed", type=int, default=1, help="another seed gives other cases")
    parser.add_argument("folder", type=Path, help="a folder that does not exist yet")
    given = parser.parse_args(arguments)
    write_project(given.folder, given.cases, given.seed)


if __name__ == "__main__":
    main(sys.argv[1:])
