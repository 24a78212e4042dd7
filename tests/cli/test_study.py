"""`cocreation study new`: another study, and another project, that builds at once."""

from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from cocreation import turtle
from cocreation.cli import main
from cocreation.model import Text
from cocreation.namespaces import ID, VCC
from cocreation.services.checking import check_project
from cocreation.services.dataset_reading import read_dataset
from cocreation.services.project import read_project
from cocreation.settings import Settings
from cocreation.store.snapshot import Snapshot
from second_study import make_both

TITLES = ("--title-en", 'Nurses on "three" wards', "--title-zh", "三个病区的护士")
FILES = [
    *("cases/first-case.ttl", "constructs.ttl", "evidence.ttl", "propositions.ttl"),
    *("references.ttl", "sources.ttl", "study.ttl"),
]


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Run a command in an empty folder, for a reader of English."""
    monkeypatch.chdir(tmp_path)
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "COCREATION_PROJECT", "COCREATION_STORE"):
        monkeypatch.delenv(name, raising=False)
    return lambda *words: CliRunner().invoke(main, words)


@pytest.fixture
def laid_out(run, tmp_path):
    """A project of a new study alone."""
    made = run("study", "new", "wards-2027", *TITLES, "--into", "wards")
    assert made.exit_code == 0, made.stderr
    files = [f"wards/data/wards-2027/{name}" for name in FILES]
    assert made.stdout.split() == ["wards/data/dataset.ttl", *files]
    return tmp_path / "wards"


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_a_new_project_conforms_by_both_engines_with_nothing_to_warn_of(laid_out):
    graphs = read_project(laid_out)
    for engine in ("fast", "reference"):
        report = check_project(graphs, engine=engine)
        assert (report.count("violation"), report.count("warning")) == (0, 0)


def test_its_files_are_formatted_bilingual_and_of_the_general_terms_alone(laid_out):
    data = laid_out / "data" / "wards-2027"
    assert turtle.main(["--check", str(data)]) == 0
    texts = {path.name: path.read_text(encoding="utf-8") for path in data.rglob("*.ttl")}
    assert '"Nurses on \\"three\\" wards"@en' in texts["study.ttl"]
    assert "三个病区的护士" in texts["study.ttl"]
    for text in texts.values():
        assert VCC not in text
        assert "song-2025" not in text
        assert text.count('"@en') == text.count('"@zh') + text.count('reference"@en')
        assert "skos:editorialNote" in text


def test_a_new_project_is_built_asked_and_drawn_without_the_first_study(run, laid_out, monkeypatch):
    monkeypatch.setenv("COCREATION_PROJECT", "wards")
    monkeypatch.setenv("COCREATION_STORE", "store")
    built = run("build")
    assert built.exit_code == 0, built.stderr
    assert "0 warnings" in built.stderr
    matrix = run("query", "cover-constructs-by-cases", "--format", "csv").stdout
    assert "concept/wards-2027/first-concept" in matrix
    assert "song-2025" not in matrix
    cited = run("query", "cite-study", "--format", "csv").stdout.strip().splitlines()
    assert len(cited) == 2
    assert "First concept (example)" in run("figure", "data-structure").stdout
    refused = run("figure", "model")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "choose one of data-structure, coverage" in refused.stderr
    assert "60 minutes (I1)" in run("table", "1", "--study", "wards-2027").stdout


def test_a_new_project_has_a_description_that_names_no_licence_and_says_where_it_goes(laid_out):
    file = laid_out / "data" / "dataset.ttl"
    assert turtle.main(["--check", str(file)]) == 0
    with closing(Snapshot.of_graphs(read_project(laid_out))) as store:
        dataset = read_dataset(store)
    assert dataset.iri == f"{ID}dataset/wards-2027"
    assert dataset.text("dcterms:title") == Text(en=TITLES[1], zh=TITLES[3])
    described = dataset.text("dcterms:description")
    assert described.en
    assert described.zh
    assert not dataset.values("dcterms:license")
    assert not dataset.values("dcterms:publisher")
    notes = [one.value for one in dataset.values("skos:editorialNote")]
    for name in ("dcterms:license", "dcterms:publisher", "dcterms:issued"):
        assert [name in note for note in notes].count(True) == 2


def test_the_command_to_build_a_new_project_can_be_pasted_whatever_its_folder_is_called(run):
    made = run("study", "new", "wards-2027", *TITLES, "--into", "my wards; echo")
    assert "COCREATION_PROJECT='my wards; echo' cocreation build" in made.stderr


def test_a_study_comes_beside_others_without_touching_them(run, tmp_path):
    project = tmp_path / "both"
    project.mkdir()
    make_both(project)
    before = contents(project / "data")
    made = run("study", "new", "wards-2027", *TITLES, "--case", "ward-a", "--into", "both")
    assert made.exit_code == 0, made.stderr
    after = contents(project / "data")
    assert {name: after[name] for name in before} == before
    assert "wards-2027/cases/ward-a.ttl" in after
    assert made.stdout.split()[0] == "both/data/wards-2027/cases/ward-a.ttl"
    assert check_project(read_project(project)).conforms


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("Wards 2027", *TITLES), "is no name for a study or a case"),
        (("../wards", *TITLES), "is no name for a study or a case"),
        (("wards", *TITLES, "--case", "Ward A"), "is no name for a study or a case"),
        (("wards", "--title-en", " ", "--title-zh", "护士"), "is no title"),
        (("wards", "--title-en", "Two\nlines", "--title-zh", "护士"), "is no title"),
        (("wards", "--title-en", "护士", "--title-zh", "护士"), "is Chinese; translate it"),
    ],
)
def test_a_name_or_title_that_is_none_is_refused_and_nothing_written(run, tmp_path, words, told):
    refused = run("study", "new", *words, "--into", "wards")
    assert refused.exit_code == 2
    assert told in refused.stderr
    assert len(refused.stderr.strip().splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


def test_a_study_that_is_there_is_not_overwritten(run, laid_out):
    before = contents(laid_out)
    refused = run("study", "new", "wards-2027", *TITLES, "--into", "wards", "--lang", "zh")
    assert refused.exit_code == 2
    assert "已存在，不会改动" in refused.stderr
    assert contents(laid_out) == before


def test_a_folder_of_something_else_is_left_alone(run, tmp_path):
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis" / "chapter.txt").write_text("mine", encoding="utf-8")
    refused = run("study", "new", "wards-2027", *TITLES, "--into", "thesis")
    assert "neither empty nor a project" in refused.stderr
    assert contents(tmp_path / "thesis") == {"chapter.txt": b"mine"}


def test_a_folder_that_cannot_be_made_is_named(run, tmp_path):
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    refused = run("study", "new", "wards-2027", *TITLES, "--into", "file/wards")
    assert refused.exit_code == 2
    assert "cannot be written" in refused.stderr
    assert contents(tmp_path) == {"file": b"mine"}


def test_what_fails_midway_leaves_nothing(run, tmp_path, monkeypatch):
    real = Path.rename

    def fail_for_queries(self, target):
        if self.name == "queries":
            raise OSError(28, "No space left on device")
        return real(self, target)

    monkeypatch.setattr(Path, "rename", fail_for_queries)
    refused = run("study", "new", "wards-2027", *TITLES, "--into", "wards")
    assert "No space left on device" in refused.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_project_that_is_none_is_refused(run, monkeypatch):
    monkeypatch.setenv("COCREATION_PROJECT", "nowhere")
    refused = run("build")
    assert refused.exit_code == 2
    assert "cocreation study new" in refused.stderr


def test_each_project_has_a_store_of_its_own(laid_out, monkeypatch):
    usual = Settings.from_environment().store
    monkeypatch.setenv("COCREATION_PROJECT", str(laid_out))
    assert Settings.from_environment().store != usual
    assert Settings.from_environment().project == laid_out


def test_the_project_inside_an_installed_program_is_not_written_to(run, tmp_path, monkeypatch):
    monkeypatch.setattr(Settings, "is_bundled", True)
    refused = run("study", "new", "wards-2027", *TITLES)
    assert refused.exit_code == 2
    assert "--into" in refused.stderr
