"""The wheel alone, installed in an empty folder, asks, checks and serves."""

import os
import subprocess
import sys
import sysconfig
import urllib.request
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BUNDLED = {
    "ontology": "*.ttl",
    "shapes": "*.ttl",
    "data": "*",
    "queries": "*.rq",
}
# What goes with the dataset where it is packed.
BESIDE = ("README.md", "README.zh.md", "CHANGELOG.md", "CITATION.cff", "LICENSES/CC-BY-4.0.txt")
CASE = """\
@prefix cst: <https://w3id.org/cocreation/case-study#> .
<https://w3id.org/cocreation/id/case/my-study/x> a cst:Case .
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    """The wheel, built from the source distribution, so that both are whole."""
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ROOT],
        check=True,
        capture_output=True,
    )
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory) -> Path:
    """The folder of the programs of a new environment with the wheel and what it depends on."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=False, symlinks=True)
    scripts = folder / "bin"
    install = ["install", "--quiet", "--no-deps", "--no-index", "--disable-pip-version-check"]
    subprocess.run(
        [sys.executable, "-m", "pip", "--python", scripts / "python", *install, wheel],
        check=True,
        capture_output=True,
    )
    # The dependencies come from here; a path in a .pth file is searched after the wheel's, and
    # what this environment's own .pth files name, such as the checkout, is not searched at all.
    (packages,) = folder.glob("lib/python*/site-packages")
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return scripts


@pytest.fixture(scope="module")
def environment(tmp_path_factory) -> dict[str, str]:
    """An environment that knows nothing of the checkout, with an empty home."""
    unset = ("PYTHONPATH", "VIRTUAL_ENV", "COCREATION_STORE", "XDG_DATA_HOME")
    kept = {name: value for name, value in os.environ.items() if name not in unset}
    return {**kept, "HOME": str(tmp_path_factory.mktemp("home")), "LC_ALL": "C.UTF-8"}


def test_the_wheel_holds_every_file_that_the_program_reads(wheel):
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    for folder, pattern in BUNDLED.items():
        files = [path for path in (ROOT / folder).rglob(pattern) if path.is_file()]
        assert files
        assert {f"cocreation/bundled/{one.relative_to(ROOT).as_posix()}" for one in files} <= names
    assert {f"cocreation/bundled/{name}" for name in BESIDE} <= names
    package = ROOT / "app"
    read = (package / "cocreation").rglob("*")
    files = [path for path in read if path.is_file() and path.suffix != ".pyc"]
    assert {path.relative_to(package).as_posix() for path in files} <= names


def test_the_wheel_holds_neither_tests_nor_caches(wheel):
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    assert {name.split("/")[0].partition("-")[0] for name in names} == {"cocreation"}
    assert not [name for name in names if "__pycache__" in name or "/tests/" in name]


def test_both_licences_come_with_the_wheel(wheel):
    with zipfile.ZipFile(wheel) as archive:
        held = [name for name in archive.namelist() if "/licenses/" in name]
        metadata = archive.read(next(n for n in archive.namelist() if n.endswith("/METADATA")))
    assert {Path(name).name for name in held} == {"LICENSE", "CC-BY-4.0.txt"}
    assert b"License-Expression: Apache-2.0 AND CC-BY-4.0" in metadata


def test_a_question_is_answered_in_an_empty_folder(installed, environment, tmp_path):
    module = [installed / "python", "-c", "import cocreation; print(cocreation.__file__)"]
    place = run(module, tmp_path, environment).stdout.strip()
    assert Path(place).is_relative_to(installed.parent)
    asked = [installed / "cocreation", "query", "find-silent-stages", "--format", "csv"]
    assert "京东云-达达,JD Cloud – Dada" in run(asked, tmp_path, environment).stdout
    assert list(tmp_path.iterdir()) == []


def test_a_case_is_checked_with_the_shapes_of_the_wheel(installed, environment, tmp_path):
    (tmp_path / "case.ttl").write_text(CASE, encoding="utf-8")
    checked = [installed / "cocreation", "validate", "case.ttl", "--format", "html"]
    done = run(checked, tmp_path, environment, code=1)
    assert "<html" in done.stdout
    assert "case.ttl" in done.stdout


def test_pages_styles_questions_and_endpoint_are_served(installed, environment, serving, tmp_path):
    with serving([installed / "cocreation", "serve", "--port", "0"], tmp_path, environment) as at:
        assert "<h1>" in get(f"{at}/en/", "text/html")
        assert "{" in get(f"{at}/static/style.css")
        assert "阿里云" in get(f"{at}/zh/queries/cases/find-complete-cases", "text/html")
        assert "true" in get(f"{at}/sparql?query=ASK%7B%3Fs%20%3Fp%20%3Fo%7D", "application/json")


def run(
    command: list[str | Path], folder: Path, environment: dict[str, str], *, code: int = 0
) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == code, done.stderr
    return done


def get(address: str, accept: str = "*/*") -> str:
    request = urllib.request.Request(address, headers={"Accept": accept})
    with urllib.request.urlopen(request, timeout=30) as response:
        return response.read().decode()
