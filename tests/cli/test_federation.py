"""`cocreation query --allow-service`: what is asked, of whom, and what is said where it fails."""

import json

import pytest

from live.endpoint import endpoint_of

_ID = "https://w3id.org/cocreation/id/"
THERE = f"<{_ID}case/s/one> <urn:rated> 5 . <{_ID}case/t/two> <urn:rated> 3 ."
QUERY = (
    "SELECT ?case ?stars {{ ?case a vcc:Partnership "
    "SERVICE{} <{}> {{ ?case <urn:rated> ?stars }} }}"
)
PREFIX = "PREFIX vcc: <https://w3id.org/cocreation/model#> "
QUESTION = """\
#+ summary: How are the cases rated?
#+ summary_zh: 案例评分如何？
#+ description: The stars of each case elsewhere.
#+ description_zh: 各案例在别处的评分。
#+ competency: A reader compares.
#+ tags: [federated]
#+ params:
#+   endpoint: {type: iri, label: Endpoint, label_zh: 端点, default: "https://stars.example/sparql"}
PREFIX vcc: <https://w3id.org/cocreation/model#>
SELECT ?endpoint ?case ?stars
WHERE { ?case a vcc:Partnership . SERVICE ?endpoint { ?case <urn:rated> ?stars } }
ORDER BY ?case
"""


@pytest.fixture(scope="module")
def there():
    with endpoint_of(THERE) as running:
        yield running


def text(there, silent="", address=None):
    return PREFIX + QUERY.format(silent, address or there.address)


def test_a_query_of_ones_own_calls_a_host_that_is_allowed(run, there):
    asked = ("query", "-", "--format", "json", "--allow-service", there.host)
    result = run(*asked, standard_input=text(there))
    assert result.exit_code == 0
    found = json.loads(result.stdout)["results"]["bindings"]
    assert {(row["case"]["value"][-5:], row["stars"]["value"]) for row in found} == {
        ("s/one", "5"),
        ("t/two", "3"),
    }


def test_a_file_calls_too_and_prints_a_table(run, there, tmp_path):
    file = tmp_path / "stars.rq"
    file.write_text(text(there), encoding="utf-8")
    result = run("query", str(file), "--allow-service", there.host)
    assert "case/t/two" in result.stdout or "Another two" in result.stdout
    assert result.stderr.count("\n") <= 2


def test_a_question_of_the_library_calls_whom_its_parameter_names(run, project, there):
    folder = project / "queries" / "federated"
    folder.mkdir()
    (folder / "rate-cases.rq").write_text(QUESTION, encoding="utf-8")
    given = ("--param", f"endpoint={there.address}", "--allow-service", there.host)
    result = run("query", "rate-cases", "--format", "csv", *given)
    assert len(result.stdout.splitlines()) == 3
    refused = run("query", "rate-cases")
    assert refused.exit_code == 2
    assert "--allow-service stars.example to `cocreation query`" in refused.stderr


def test_whoever_is_not_named_is_not_asked(run, there):
    there.asked.clear()
    result = run("query", "-", "--allow-service", "127.0.0.1:9", standard_input=text(there))
    assert result.exit_code == 2
    assert f"SERVICE calls {there.host}, which is not allowed" in result.stderr
    assert result.stderr.count("\n") == 1 or "Traceback" not in result.stderr
    assert there.asked == []


def test_the_sentence_is_in_the_language_asked_for(run, there):
    result = run("query", "-", "--lang", "zh", standard_input=text(there))
    assert f"SERVICE 调用的 {there.host} 未获允许" in result.stderr


def test_a_server_that_is_away_costs_a_sentence_and_silent_only_its_part(run):
    away = "http://127.0.0.1:9/"
    loud = run("query", "-", "--allow-service", "127.0.0.1:9", standard_input=text(None, "", away))
    assert loud.exit_code != 0
    assert f"The server at {away} cannot be reached" in loud.stderr
    silent = run(
        "query", "-", "--format", "csv", "--allow-service", "127.0.0.1:9",
        standard_input=text(None, " SILENT", away),
    )  # fmt: skip
    assert silent.exit_code == 0
    assert len(silent.stdout.splitlines()) == 4
    assert "goes without what it would have added (SERVICE SILENT)" in silent.stderr


def test_what_is_no_host_is_refused(run, there):
    result = run("query", "-", "--allow-service", "a/b", standard_input=text(there))
    assert result.exit_code == 2
    assert "give HOST or HOST:PORT" in result.stderr


def test_another_endpoint_evaluates_service_itself(run, there):
    asked = ("query", "-", "--endpoint", there.address, "--allow-service", there.host)
    result = run(*asked, standard_input="ASK {}")
    assert result.exit_code == 2
    assert "leave out --allow-service" in result.stderr


def test_the_environment_allows_hosts_too(run, there, monkeypatch):
    monkeypatch.setenv("COCREATION_ALLOW_SERVICE", f"zbw.eu, {there.host}")
    result = run("query", "-", "--format", "csv", standard_input=text(there))
    assert len(result.stdout.splitlines()) == 3


def test_a_store_on_a_server_is_not_asked_together_with_others(run, there):
    asked = ("query", "-", "--store", there.address, "--allow-service", there.host)
    there.asked.clear()
    result = run(*asked, standard_input=text(there))
    assert result.exit_code == 2
    assert "SERVICE works with a store in a folder only" in result.stderr
    assert not [query for query in there.asked if "rated" in query]
