"""curl, Comunica, R and Rasqal: programs of other languages, run as they are."""

import csv
import io
import json
import os
import subprocess

import pytest

from clients.conftest import COCODA, COMUNICA
from live.store import ONE, TWO
from protocol.tables import FORMATS, JSON, TURTLE

ROWS = 'SELECT ?x ?y WHERE { VALUES (?x ?y) { (1 "a") (2 "二"@zh) } } ORDER BY ?x'
NAMED = """SELECT ?g ?o WHERE {
  GRAPH ?g { ?s <http://example.org/p> ?o FILTER(isNumeric(?o)) } } ORDER BY ?g"""
BY_R = """
suppressPackageStartupMessages(library(SPARQL))
given <- commandArgs(TRUE)
# The package knows the header's name only in capitals, so it has to be told the encoding.
rows <- SPARQL(given[1], given[2], format = given[3], extra = list(format = given[3]),
               curl_args = list(.encoding = "UTF-8"))$results
write.csv(rows, row.names = FALSE)
"""
SECONDS = 120


def run(*command, **options):
    done = subprocess.run(
        command, capture_output=True, timeout=SECONDS, check=False, text=True, **options
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize(("query", "name", "media_type"), [case for case in FORMATS if case[2]])
def test_curl_gets_every_format_by_accept(server, curl, query, name, media_type):
    told = run(
        curl, "-sSG", server.endpoint, "--data-urlencode", f"query={query}",
        "-H", f"Accept: {media_type}", "-o", "-", "-w", "\n%{http_code} %{content_type}",
    )  # fmt: skip
    assert told.splitlines()[-1].startswith(f"200 {media_type}")


def test_curl_posts_a_form_and_a_file(server, curl, tmp_path):
    file = tmp_path / "query.rq"
    file.write_text(ROWS, encoding="utf-8")
    form = run(curl, "-sS", server.endpoint, "--data-urlencode", f"query@{file}")
    direct = run(
        curl, "-sS", server.endpoint, "-H", "Content-Type: application/sparql-query",
        "--data-binary", f"@{file}",
    )  # fmt: skip
    assert json.loads(form) == json.loads(direct)
    assert json.loads(form)["results"]["bindings"][1]["y"]["value"] == "二"


def test_curl_asks_again_with_the_tag_and_gets_compressed_answers(server, curl, tmp_path):
    tag, first, again = (tmp_path / name for name in ("tag", "first", "again"))
    address = f"{server.url}/rdf-graph-store?default"
    keep = (curl, "-sS", "--compressed", "--etag-save", tag)
    run(*keep, "-o", first, address)
    assert first.read_text(encoding="utf-8").startswith("@prefix")
    status = run(
        curl, "-sS", "--compressed", "--etag-compare", tag, "-o", again, "-w", "%{http_code}",
        address,
    )  # fmt: skip
    assert status == "304"


def test_curl_posts_a_query_near_the_limit_with_expect_continue(server, curl, tmp_path):
    file = tmp_path / "long.rq"
    file.write_text("ASK {} #" + "x" * 900_000)
    told = run(
        curl, "-sS", server.endpoint, "-H", "Content-Type: application/sparql-query",
        "-H", "Expect: 100-continue", "--data-binary", f"@{file}",
    )  # fmt: skip
    assert json.loads(told)["boolean"] is True


def test_curl_sees_head_and_options(server, curl):
    head = run(curl, "-sSI", f"{server.endpoint}?query=ASK%7B%7D")
    assert JSON in head
    options = run(curl, "-sSi", "-X", "OPTIONS", server.endpoint)
    assert " 204 " in options.splitlines()[0]
    assert TURTLE in run(curl, "-sSI", server.endpoint)


@pytest.mark.parametrize("client", [COMUNICA, COCODA], ids=lambda client: client.name)
def test_what_a_client_needs_comes_from_no_place_that_its_lock_file_names(client):
    lock = json.loads((client / "package-lock.json").read_text(encoding="utf-8"))
    needed = [one for place, one in lock["packages"].items() if place]
    assert all(one["integrity"].startswith("sha512-") for one in needed)
    assert not [one for one in needed if "resolved" in one]


def test_comunica_selects_rows(server, comunica):
    rows = json.loads(run(*comunica, server.endpoint, "select", ROWS))
    assert [(row["x"]["value"], row["y"]["value"]) for row in rows] == [("1", "a"), ("2", "二")]
    assert rows[1]["y"]["language"] == "zh"


def test_comunica_asks_of_named_graphs(server, comunica):
    rows = json.loads(run(*comunica, server.endpoint, "select", NAMED))
    assert [(row["g"]["value"], row["o"]["value"]) for row in rows] == [(ONE, "1"), (TWO, "2")]


def test_comunica_asks_and_constructs(server, comunica):
    query = "ASK { <http://example.org/a> <http://example.org/p> ?o }"
    assert json.loads(run(*comunica, server.endpoint, "ask", query)) is True
    query = "CONSTRUCT { ?s <http://e/q> ?o } WHERE { ?s <http://example.org/p> ?o }"
    triples = json.loads(run(*comunica, server.endpoint, "construct", query))
    assert len(triples) == 4
    assert {triple[1]["value"] for triple in triples} == {"http://e/q"}


@pytest.mark.parametrize("form", ["xml", "csv"])
def test_r_reads_rows_as_a_data_frame(server, rscript, tmp_path, form):
    script = tmp_path / "ask.R"
    script.write_text(BY_R)
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    told = run(rscript, script, server.endpoint, ROWS, form, env=environment)
    rows = list(csv.DictReader(io.StringIO(told)))
    assert [row["x"] for row in rows] == ["1", "2"]
    assert rows[0]["y"] == "a"
    assert "二" in rows[1]["y"]


def test_rasqal_reads_rows_and_chooses_the_dataset(server, roqet):
    told = run(roqet, "-q", "-r", "csv", "-p", server.endpoint, "-e", ROWS)
    assert told.split() == ["x,y", "1,a", "2,二"]
    query = "SELECT ?s WHERE { ?s <http://example.org/p> ?o FILTER(isNumeric(?o)) }"
    told = run(roqet, "-q", "-r", "csv", "-p", server.endpoint, "-D", TWO, "-e", query)
    assert told.split() == ["s", "http://example.org/b"]
