import json

import pytest

QUERY = "SELECT ?x WHERE { VALUES ?x { 1 2 } } ORDER BY ?x"
GRAPH = "CONSTRUCT { <http://e/a> <http://e/p> 1 } WHERE {}"


def message(response):
    error = response.get_json()["error"]
    assert set(error) == {"code", "message", "details"}
    assert error["message"]["en"]
    assert error["message"]["zh"]
    return error


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("application/sparql-results+json", "application/sparql-results+json"),
        ("application/json", "application/sparql-results+json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv", "text/csv"),
        ("text/tab-separated-values;q=0.9, text/csv;q=0.1", "text/tab-separated-values"),
        ("*/*", "application/sparql-results+json"),
    ],
)
def test_rows_come_in_the_format_that_the_client_accepts(client, accept, media_type):
    response = client.get("/sparql", query_string={"query": QUERY}, headers={"Accept": accept})
    assert response.status_code == 200
    assert response.mimetype == media_type
    assert "Accept" in response.headers["Vary"]


@pytest.mark.parametrize(
    ("accept", "sign"),
    [
        ("text/turtle", b"<http://e/a>"),
        ("application/n-triples", b"XMLSchema#integer> ."),
        ("application/rdf+xml", b"<rdf:RDF"),
        ("application/ld+json", b'"@id"'),
    ],
)
def test_graphs_come_in_every_format(client, accept, sign):
    response = client.get("/sparql", query_string={"query": GRAPH}, headers={"Accept": accept})
    assert response.mimetype == accept
    assert sign in response.data


def test_format_in_the_address_goes_before_accept(client):
    response = client.get(
        "/sparql", query_string={"query": QUERY, "format": "csv"}, headers={"Accept": "text/html"}
    )
    assert response.data == b"x\r\n1\r\n2\r\n"


@pytest.mark.parametrize(
    ("content_type", "data"),
    [
        ("application/x-www-form-urlencoded", {"query": QUERY}),
        ("application/sparql-query", QUERY),
    ],
)
def test_a_query_may_be_posted_as_a_form_or_as_itself(client, content_type, data):
    response = client.post("/sparql", data=data, content_type=content_type)
    assert [b["x"]["value"] for b in response.get_json(force=True)["results"]["bindings"]] == [
        "1",
        "2",
    ]


@pytest.mark.parametrize(
    ("options", "status", "code"),
    [
        ({"query_string": {"timeout": "3"}}, 400, "bad_query"),
        ({"query_string": {"query": "ASK{}", "timeout": "31"}}, 400, "bad_parameter"),
        ({"query_string": {"query": "ASK{}", "timeout": "soon"}}, 400, "bad_parameter"),
        ({"query_string": "query=ASK{}%20%23%FF"}, 400, "bad_query"),
        ({"query_string": "query=ASK{}&query=ASK{}"}, 400, "bad_query"),
        ({"query_string": {"update": "CLEAR ALL"}}, 400, "bad_query"),
        ({"query_string": {"query": "CLEAR ALL"}}, 400, "bad_query"),
        ({"query_string": {"query": "ASK{}", "default-graph-uri": "no iri"}}, 400, "bad_query"),
        ({"query_string": {"query": "ASK {", "format": "json"}}, 400, "bad_query"),
        ({"query_string": {"query": "ASK {}", "format": "turtle"}}, 406, "not_acceptable"),
        ({"query_string": {"query": "ASK { SERVICE <http://127.0.0.1:9/> {} }"}}, 400, "bad_query"),
    ],
)
def test_a_bad_request_is_told_in_one_json_shape(client, options, status, code):
    response = client.get("/sparql", **options)
    assert response.status_code == status
    assert message(response)["code"] == code


def test_not_acceptable_lists_what_there_is(client):
    response = client.get("/sparql", query_string={"query": QUERY}, headers={"Accept": "image/png"})
    assert response.status_code == 406
    assert set(message(response)["details"]["available"]) == {"json", "xml", "csv", "tsv"}


def test_other_bodies_and_other_encodings_are_refused(client):
    assert client.post("/sparql", data="x", content_type="text/plain").status_code == 415
    response = client.post("/sparql", data=b"\xff", content_type="application/sparql-query")
    assert response.status_code == 400
    assert "UTF-8" in message(response)["message"]["en"]


def test_a_body_over_a_megabyte_is_refused(client):
    body = b"#" * 2_000_000
    response = client.post("/sparql", data=body, content_type="application/sparql-query")
    assert response.status_code == 413
    message(response)


def test_a_syntax_error_names_its_place(client):
    response = client.get("/sparql", query_string={"query": "SELECT ?x\nWHERE { ?x a xyz:y }"})
    assert response.status_code == 400
    assert message(response)["details"]["line"] == 2


def test_any_page_may_ask_the_endpoint(client):
    response = client.get("/sparql", query_string={"query": "ASK {}"})
    assert response.headers["Access-Control-Allow-Origin"] == "*"


def test_without_from_a_query_sees_asserted_and_inferred_graphs(client):
    query = """
        PREFIX vcc: <https://w3id.org/cocreation/model#>
        ASK { ?case vcc:hasProvider ?provider ; vcc:reaches ?stage }
    """
    assert client.get("/sparql", query_string={"query": query}).get_json(force=True)["boolean"]


def test_a_query_past_its_deadline_is_stopped_and_the_next_is_answered(client):
    bomb = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    response = client.get("/sparql", query_string={"query": bomb, "timeout": "0.5"})
    assert response.status_code == 503
    assert response.headers["Retry-After"]
    assert message(response)["code"] == "query_timeout"
    assert client.get("/sparql", query_string={"query": "ASK {}"}).status_code == 200


def test_a_browser_gets_an_editor_with_the_answer_below_it(browse):
    empty = browse("/sparql", "zh")
    assert "<textarea" in empty.text
    assert 'lang="zh-Hans"' in empty.text
    answered = browse("/en/sparql?query=" + QUERY)
    assert "<td" in answered.text
    graph = browse("/en/sparql?query=" + GRAPH)
    assert "&lt;http://e/a&gt;" in graph.text


def test_a_browser_keeps_its_query_when_it_is_wrong(browse):
    response = browse("/sparql?query=SELECT%20%3Cscript%3E")
    assert response.status_code == 400
    assert "SELECT &lt;script&gt;" in response.text
    assert 'role="alert"' in response.text


def test_json_bodies_are_readable_text(client):
    body = client.get("/sparql", query_string={"query": "ASK {"}).data
    assert "查询" in body.decode()
    json.loads(body)


@pytest.mark.parametrize(
    "address", ["/sparql?query=ASK{}&query=ASK{}", "/sparql?default-graph-uri=urn:g"]
)
def test_a_browser_is_refused_what_a_machine_is_refused(browse, address):
    assert browse(address).status_code == 400


def test_an_answer_too_large_for_a_page_is_offered_as_a_download(browse, monkeypatch):
    monkeypatch.setattr("cocreation.web.workbench.editor.LARGEST_PAGE_BYTES", 10)
    page = browse("/en/sparql?query=" + QUERY).text
    assert "too large for a page" in page
    assert "format=csv" in page


def test_a_long_decimal_is_shown_as_it_is(browse):
    number = "12345678901234567890123456789.5"
    assert number in browse(f"/en/sparql?query=SELECT ({number} AS ?x) {{}}").text
