"""An invented study, on the general terms alone, beside the shipped one."""

import shutil
from pathlib import Path

from cocreation.namespaces import ID

ROOT = Path(__file__).parent.parent
FILES = ROOT / "tests" / "data" / "second-study" / "data"
FIRST, SECOND = ID + "study/song-2025", ID + "study/lantern-2026"


def make_both(folder: Path) -> Path:
    """Make a project of the shipped files and of those of the invented study."""
    for name in ("ontology", "shapes", "queries"):
        (folder / name).symlink_to(ROOT / name, target_is_directory=True)
    shutil.copytree(ROOT / "data", folder / "data")
    shutil.copytree(FILES, folder / "data", dirs_exist_ok=True)
    return folder
