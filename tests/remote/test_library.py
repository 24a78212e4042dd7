"""The library, the commands and the pages answer on a server as they do on disk."""

import json
import os
from collections import Counter
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from cocreation.cli import main
from cocreation.linking.records import DatasetRecord
from cocreation.namespaces import ID, compact
from cocreation.services import framing, json_ld, querying
from cocreation.services.building import build
from cocreation.services.crating import read_publications
from cocreation.services.dataset_reading import read_dataset, read_study_records
from cocreation.services.federating import has_calls
from cocreation.services.page_listing import read_things
from cocreation.services.profiles import PROFILES, export_evidence
from cocreation.services.statistics import read_statistics
from cocreation.services.stores import open_store, open_whole
from cocreation.settings import Settings
from cocreation.sources import terms
from cocreation.store.base import N_TRIPLES
from cocreation.store.outline import Outline
from cocreation.web import create_app

ROOT = Path(__file__).parents[2]
EXPECTED = ROOT / "tests" / "queries"


def asked():
    """Each question with each choice of parameters for which rows were reviewed.

    Those that call others are not asked of a server.
    """
    for spec in (one for one in querying.library(ROOT) if not has_calls(one.text)):
        read = json.loads((EXPECTED / f"{spec.id}.json").read_text(encoding="utf-8"))
        for one in read if isinstance(read, list) else [read]:
            name = f"{spec.id}{[*one['parameters'].values()]}"
            yield pytest.param(spec, one["parameters"], id=name)


@pytest.fixture(scope="module")
def settings(root, virtuoso):
    """The shipped project on the server."""
    virtuoso.empty()
    settings = Settings(project=root, store=virtuoso.guarded)
    build(settings)
    return settings


@pytest.fixture(scope="module")
def hosted(settings):
    return open_store(replace(settings, query_seconds=60))


@pytest.fixture(scope="module")
def folder(root, tmp_path_factory):
    """The store of the same project on disk."""
    folder = tmp_path_factory.mktemp("disk") / "store"
    build(Settings(project=root, store=folder))
    return folder


@pytest.fixture(scope="module")
def on_disk(root, folder):
    store = open_whole(Settings(project=root, store=folder))
    yield store
    store.close()


@pytest.fixture
def run(settings, monkeypatch):
    """A command over the store that the environment names."""
    for name in [name for name in os.environ if name.startswith("COCREATION_STORE")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("COCREATION_STORE_UPDATE", settings.store.update)
    monkeypatch.setenv("COCREATION_STORE_GRAPHS", settings.store.graphs)
    monkeypatch.setenv("COCREATION_STORE_USER", settings.store.user)
    monkeypatch.setenv("COCREATION_STORE_PASSWORD", settings.store.password)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")

    def command(*words):
        result = CliRunner().invoke(main, words)
        assert result.exit_code == 0, result.stderr
        return result

    return command


def shown(term):
    if term is None:
        return None
    return compact(term.value) if term.kind == "iri" else term.value


def rows(store, spec, parameters):
    """The rows as the library's own tests compare them; a graph is a set of its statements."""
    if Outline(spec.text).form == "select":
        answer = querying.select(store, spec, parameters)
        return answer.variables, [tuple(map(shown, row)) for row in answer.rows]
    body = querying.run(store, spec, parameters, N_TRIPLES).body
    return {tuple(map(shown, triple)) for triple in terms(body)}


@pytest.mark.parametrize(("spec", "parameters"), list(asked()))
def test_a_question_has_the_same_rows_as_on_disk(hosted, on_disk, spec, parameters):
    answered = rows(hosted, spec, parameters)
    assert answered == rows(on_disk, spec, parameters)


def test_a_second_build_changes_nothing(run, settings):
    told = run("build", "--store", settings.store.query).stderr
    assert "is up to date" in told
    assert settings.store.query in told


def test_every_command_with_a_store_works_over_the_server(run, settings, on_disk, folder):
    address = settings.store.query
    assert "Tencent Cloud – Beike" in run("query", "find-silent-stages", "--store", address).stdout
    assert "1025" in run("audit", "--store", address).stdout
    assert "News articles on Baidu" in run("table", "1", "--store", address).stdout
    compared = ("compare", "jd-cloud-deyi-dairy", "--format", "json", "--store")
    with_disk = run(*compared, str(folder)).stdout
    assert run(*compared, address).stdout == with_disk
    exported = run("export", "--format", "nquads", "--store", address).stdout.splitlines()
    count = "SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }"
    assert [str(len(exported))] == [row[0].value for row in on_disk.select(count).rows]
    turtle = run("export", "--format", "turtle", "--store", address).stdout
    assert "vcc:Partnership" in turtle


@pytest.mark.parametrize("case", ["jd-cloud-dada", None])
@pytest.mark.parametrize("profile", PROFILES)
def test_the_evidence_is_exported_from_the_server_as_from_disk(settings, folder, profile, case):
    on_disk = Settings(project=ROOT, store=folder)
    form = PROFILES[profile][0]
    exported = export_evidence(settings, profile, case, form)
    assert exported == export_evidence(on_disk, profile, case, form)


def test_a_case_is_checked_within_what_the_server_holds(run, settings, tmp_path, monkeypatch):
    case = tmp_path / "beike.ttl"
    cases = ROOT / "data" / "song-2025" / "cases"
    case.write_bytes((cases / "tencent-cloud-beike.ttl").read_bytes())
    asked = ("validate", str(case), "--format", "json")

    def told(*words):
        found = json.loads(run(*asked, *words).stdout)
        assert found["facts"].pop("time")
        return found

    on_server = told("--store", settings.store.query)
    assert on_server == told()
    # The files are out of the way: only the server can say what the case joins.
    monkeypatch.setattr("cocreation.settings._project_root", lambda: tmp_path)
    assert told("--store", settings.store.query) == on_server


def test_the_address_may_stand_in_the_environment(run, settings, monkeypatch):
    monkeypatch.setenv("COCREATION_STORE", settings.store.query)
    assert "Tencent Cloud – Beike" in run("query", "find-silent-stages").stdout


@pytest.mark.parametrize(
    ("address", "piece"),
    [
        ("/", "J24120409"),
        ("/queries/cases/find-silent-stages?format=csv", "tencent-cloud-beike"),
        ("/id/organization/dada", "jd-cloud-dada"),
        ("/graph/data/sectors", "Sector"),
        ("/en/cases/song-2025/jd-cloud-dada", "J_DY2"),
        ("/en/constructs/song-2025/knowledge-search", "Head of the technology centre"),
        ("/en/propositions/song-2025/knowledge-development-drives-aggregation", "Tencent Cloud"),
        ("/en/organizations", "Deyi Dairy"),
        ("/en/matrix", "JD Cloud – Dada"),
        ("/en/evidence", "Table 2, row 5"),
        ("/en/sources", "J_DY1"),
        ("/sparql?query=ASK%20%7B%20GRAPH%20%3Fg%20%7B%20%3Fs%20%3Fp%20%3Fo%20%7D%20%7D", "true"),
    ],
)
def test_the_pages_work_from_the_server(settings, hosted, address, piece):
    client = create_app(settings, hosted).test_client()
    accept = {"Accept": "text/html" if address.startswith("/en/") else "*/*"}
    answer = client.get(address, headers=accept, follow_redirects=True)
    assert answer.status_code == 200, answer.get_data(as_text=True)
    assert piece in answer.get_data(as_text=True)


def test_the_dataset_is_described_there_as_here(hosted, on_disk):
    for read in (read_dataset, read_study_records, read_statistics, read_things, read_publications):
        assert described(read(hosted)) == described(read(on_disk)), read.__name__


def test_one_pass_reads_there_what_it_reads_here(settings, on_disk):
    def said(store):
        told = Counter(store.said())
        # Each store has names of its own for nodes without one.
        named = {
            one: told[one] for one in told if "blank" not in (one.subject.kind, one.object.kind)
        }
        return named, len(told)

    with closing(open_whole(settings)) as hosted:
        assert said(hosted) == said(on_disk)


@pytest.mark.parametrize(
    ("thing", "kind"),
    [
        ("case/song-2025/jd-cloud-dada", "case"),
        ("concept/song-2025/group-trust", "construct"),
        ("proposition/song-2025/knowledge-development-drives-aggregation", "proposition"),
        ("organization/dada", None),
    ],
)
def test_a_nested_document_says_there_what_it_says_here(hosted, on_disk, thing, kind):
    told = []
    for store in (hosted, on_disk):
        assert framing.kind_of(store, ID + thing) == kind
        if kind:
            stated = framing.stated_of(store, ID + thing, kind)
            names = json_ld.name_terms(store)
            told.append(json.loads(framing.framed(store, ID + thing, kind, stated, names)))
    assert told[:1] == told[1:]


def described(told):
    """What is told, whatever the order of its statements."""
    return set(told.statements) if isinstance(told, DatasetRecord) else told
