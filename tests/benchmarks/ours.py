"""The program on another project's folder, in a process of its own.

`python -m benchmarks.ours build|build-unchecked PROJECT STORE` prints what the phases took, as
JSON; `… serve PROJECT STORE PORT` is `cocreation serve`; `… validate PROJECT STORE FILE…` is
`cocreation validate` within the project, for which the store serves where it is of the same files.
"""

import json
import os
import sys
from pathlib import Path

from cocreation import settings
from cocreation.cli import main as command
from cocreation.services import building
from cocreation.services.check_report import CheckReport


def main(arguments: list[str]) -> None:
    """Do one of the deeds."""
    deed, project, store, *rest = arguments
    settings._project_root = lambda: Path(project)
    if deed == "serve":
        command(["serve", "--store", store, "--port", *rest])
        return
    if deed == "validate":
        os.environ["COCREATION_STORE"] = store
        command(["validate", *rest])
        return
    if deed == "build-unchecked":
        building._check = lambda _graphs: CheckReport(())
    chosen = settings.Settings(project=Path(project), store=Path(store))
    report = building.build(chosen, again=True)
    sys.stdout.write(json.dumps({"files": report.files, "seconds": dict(report.seconds)}))


if __name__ == "__main__":
    main(sys.argv[1:])
