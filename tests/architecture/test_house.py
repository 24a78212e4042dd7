"""The rules of the house that a machine can hold: layers, homes, sizes, start-up, plain files."""

import ast
import json
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

THIS = Path(__file__)
ROOT = THIS.parents[2]
PACKAGE = ROOT / "app" / "cocreation"
MODULES = sorted(PACKAGE.rglob("*.py"))
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LONGEST_FILE = 350
LONGEST_FUNCTION = 60
# The parser that uvicorn uses where it is installed.
LOADED_BY_OTHERS = {"httptools"}
READS_THE_ENVIRONMENT = {"settings.py"}
# Slow to import, and of no use to a person who asks for help or puts a question.
SLOW = {"openpyxl", "rdflib", "pyshacl", "shifty", "owlready2", "jpype", "flask", "SPARQLWrapper"}
# Among them what is made of the code of others: bundles and what they are made from.
NOT_THE_PROJECT = {".git", ".hypothesis", "dist", "build", "built", "node_modules"}
UNFINISHED = re.compile(r"\b(?:TODO|FIXME|XXX)\b")
ON_ONE_MACHINE = re.compile(r"(?<![\w:/.<>*-])/(?:work|root|home|Users|mnt)/")


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def project_files() -> Iterator[Path]:
    """Every file that belongs to the project, but this one, which names what it forbids."""
    for folder, folders, files in os.walk(ROOT):
        folders[:] = [
            name
            for name in folders
            if name not in NOT_THE_PROJECT
            and "cache" not in name
            and not Path(folder, name, "pyvenv.cfg").exists()
        ]
        yield from (Path(folder, name) for name in files if Path(folder, name) != THIS)


def imported(path: Path) -> set[str]:
    """The top-level packages that a module imports, wherever in it."""
    found = set()
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.partition(".")[0])
    return found


def third_parties() -> set[str]:
    """The top-level packages of other distributions that the program imports."""
    used = {name for path in MODULES for name in imported(path)}
    others = used - set(sys.stdlib_module_names) - {"cocreation"}
    # What Java provides through JPype has no distribution.
    return others & set(packages_distributions())


def modules_loaded(*command: str, store: Path | None = None) -> set[str]:
    """The modules that a process has imported when `cocreation …` ends in it."""
    program = (
        "import json, sys\n"
        "from cocreation.cli import main\n"
        "main(sys.argv[1:], standalone_mode=False)\n"
        "print(json.dumps(sorted(sys.modules)))"
    )
    environment = {**os.environ, "COCREATION_STORE": str(store)}
    run = subprocess.run(
        [sys.executable, "-c", program, *command],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return set(json.loads(run.stdout.splitlines()[-1]))


@pytest.fixture(scope="module")
def store(tmp_path_factory) -> Path:
    """A store that is built already."""
    folder = tmp_path_factory.mktemp("house") / "store"
    build = [Path(sys.executable).parent / "cocreation", "build", "--store", folder]
    subprocess.run(build, capture_output=True, check=True)
    return folder


def test_layers_and_homes_are_kept():
    lint = Path(sys.executable).parent / "lint-imports"
    if not lint.exists():
        pytest.skip("needs import-linter: pip install -e '.[check]'")
    run = subprocess.run(
        [lint, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout


def test_what_the_program_imports_is_declared_and_what_is_declared_is_imported():
    providers = packages_distributions()
    distributions = {canonicalize_name(one) for name in third_parties() for one in providers[name]}
    declared = {
        canonicalize_name(Requirement(one).name) for one in PYPROJECT["project"]["dependencies"]
    }
    assert distributions | LOADED_BY_OTHERS == declared


def test_every_library_has_a_home():
    contracts = PYPROJECT["tool"]["importlinter"]["contracts"]
    housed = {name for one in contracts for name in one.get("protected_modules", ())}
    assert housed == third_parties()


def test_only_the_settings_read_the_environment():
    readers = set()
    for path in MODULES:
        names = {node.attr for node in ast.walk(parsed(path)) if isinstance(node, ast.Attribute)}
        names |= {
            alias.name
            for node in ast.walk(parsed(path))
            if isinstance(node, ast.ImportFrom) and node.module == "os"
            for alias in node.names
        }
        if names & {"environ", "environb", "getenv", "getenvb", "putenv"}:
            readers.add(path.relative_to(PACKAGE).as_posix())
    assert readers == READS_THE_ENVIRONMENT


def test_help_imports_nothing_slow():
    assert not modules_loaded("--help") & (SLOW | {"pyoxigraph", "yaml", "jinja2"})


def test_a_question_imports_neither_validation_nor_reasoning_nor_web(store):
    loaded = modules_loaded("query", "find-silent-stages", "--format", "csv", store=store)
    assert "pyoxigraph" in loaded
    assert not loaded & SLOW


def test_a_query_worker_imports_only_the_engine():
    run = subprocess.run(
        [sys.executable, "-c", "import cocreation.store.worker, sys; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert not set(run.stdout.split()) & (SLOW | {"click", "yaml"})


def test_a_build_of_unchanged_files_imports_no_validation_engine(store):
    modules_loaded("build", store=store)
    assert not modules_loaded("build", store=store) & {"rdflib", "pyshacl", "shifty"}


def test_a_check_of_one_case_imports_only_what_it_needs(store):
    case = str(ROOT / "data/song-2025/cases/jd-cloud-dada.ttl")
    loaded = modules_loaded("validate", case, store=store)
    assert "shifty" in loaded
    assert not loaded & (SLOW - {"rdflib", "shifty"})
    assert not loaded & {"asyncio", "jinja2", "tantivy", "typst", "pyld", "owlrl"}
    assert not {one for one in loaded if one.startswith("cocreation.services.mend")}


def test_files_are_short():
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert {str(p.relative_to(ROOT)): n for p, n in lengths.items() if n > LONGEST_FILE} == {}


def test_functions_are_short():
    long = {
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
        for path in MODULES
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno >= LONGEST_FUNCTION
    }
    assert long == set()


@pytest.mark.parametrize("wrong", [UNFINISHED, ON_ONE_MACHINE], ids=["unfinished", "one machine"])
def test_no_file_names_unfinished_work_or_a_place_on_one_machine(wrong):
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in project_files()
        for number, line in enumerate(path.read_text("utf-8", "replace").splitlines(), 1)
        if wrong.search(line)
    ]
    assert found == []


def test_the_changelog_has_a_place_for_what_comes_next():
    headings = re.findall(
        r"^## \[?([^\]\n]+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.M
    )
    assert headings[0] == "Unreleased"
