"""The bundles that pages load are made of the sources beside them, with the licences of all."""

import hashlib
import json
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = ROOT / "app" / "frontend"
BUILT = ROOT / "app" / "cocreation" / "web" / "static" / "built"
MANIFEST = json.loads((BUILT / "manifest.json").read_text(encoding="utf-8"))
LOCK = json.loads((SOURCES / "package-lock.json").read_text(encoding="utf-8"))
PERMISSIVE = {"MIT"}
INSTALL_SECONDS = 600


@pytest.fixture(scope="module")
def rebuilt(request, tmp_path_factory) -> Path:
    """The bundles made anew, with what the lock file names."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        pytest.skip("needs node and npm")
    folder = Path(request.config.cache.mkdir("frontend")) / _digest(SOURCES / "package-lock.json")
    for path in SOURCES.rglob("*"):
        if path.is_file() and "node_modules" not in path.parts:
            copy = folder / path.relative_to(SOURCES)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, copy)
    if not (folder / "complete").exists():
        install = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        subprocess.run(install, cwd=folder, check=True, timeout=INSTALL_SECONDS)
        (folder / "complete").touch()
    made = tmp_path_factory.mktemp("built")
    subprocess.run([node, "build.mjs", made], cwd=folder, check=True)
    return made


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_what_is_built_anew_is_what_is_here(rebuilt):
    names = {path.name for path in BUILT.iterdir()}
    assert {path.name for path in rebuilt.iterdir()} == names
    other = [name for name in names if (rebuilt / name).read_bytes() != (BUILT / name).read_bytes()]
    assert other == [], "the sources have changed: run `make assets`"


def test_the_manifest_tells_every_file_and_its_hash():
    files = {path.name for path in BUILT.iterdir()} - {"manifest.json"}
    assert {name: one["sha256"] for name, one in MANIFEST["files"].items()} == {
        name: _digest(BUILT / name) for name in files
    }


def test_every_package_in_a_bundle_is_locked_and_its_licence_is_told():
    told = (BUILT / "LICENSES.txt").read_text(encoding="utf-8")
    for one in MANIFEST["packages"]:
        assert LOCK["packages"][f"node_modules/{one['name']}"]["version"] == one["version"]
        assert f"{one['name']} {one['version']} ({one['license']})\n" in told
    assert {one["license"] for one in MANIFEST["packages"]} <= PERMISSIVE


def test_the_versions_that_are_asked_for_are_exact():
    asked = json.loads((SOURCES / "package.json").read_text(encoding="utf-8"))
    versions = [*asked["dependencies"].values(), *asked["devDependencies"].values()]
    assert [one for one in versions if not one[0].isdigit()] == []
