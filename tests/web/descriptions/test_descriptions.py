"""What the server says of its dataset: VoID, DCAT, and the files with all of it."""

import asyncio
import base64
import gzip
import hashlib
import re

import pytest
from pyoxigraph import NamedNode, RdfFormat, Store, parse
from pyshacl import validate
from rdflib import Graph

from cocreation.linking import catalog, void
from cocreation.namespaces import BASE, PREFIXES
from cocreation.web import wsgi
from cocreation.web.delivery import deliver

FORMATS = {
    "text/turtle": RdfFormat.TURTLE,
    "application/ld+json": RdfFormat.JSON_LD,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/rdf+xml": RdfFormat.RDF_XML,
}
DUMPS = {
    "/dump.nq": ("application/n-quads", RdfFormat.N_QUADS),
    "/dump.trig": ("application/trig", RdfFormat.TRIG),
}


def fetch(client, address, **headers):
    """Fetch a file whole, as clients do that close what they have read."""
    return client.get(address, headers=headers, buffered=True)


def statements(response):
    return set(map(str, parse(response.data, format=FORMATS[response.mimetype])))


def objects(response, subject, name):
    prefix, _, local = name.partition(":")
    found = Store()
    found.extend(parse(response.data, format=FORMATS[response.mimetype]))
    wanted = NamedNode(subject), NamedNode(PREFIXES[prefix] + local)
    return {quad.object.value for quad in found.quads_for_pattern(*wanted, None)}


def count(client, pattern):
    query = f"SELECT (COUNT(DISTINCT ?x) AS ?n) WHERE {{ {pattern} }}"
    (row,) = client.get("/sparql", query_string={"query": query}).json["results"]["bindings"]
    return {row["n"]["value"]}


@pytest.fixture
def dataset(client):
    """The dataset's own IRI, which only the data know."""
    (primary,) = objects(client.get("/.well-known/void"), void.DOCUMENT, "foaf:primaryTopic")
    return primary


@pytest.mark.parametrize("document", ["void", "catalog"])
def test_a_description_says_the_same_in_every_format(client, document):
    address = {"void": "/.well-known/void", "catalog": "/catalog"}[document]
    said = statements(client.get(address))
    assert said
    for kind in FORMATS:
        answer = client.get(address, headers={"Accept": kind})
        assert (answer.status_code, answer.mimetype) == (200, kind)
        assert statements(answer) == said
    for ending in ("ttl", "jsonld", "nt", "rdf"):
        assert statements(client.get(f"/{document}.{ending}")) == said


def test_a_client_that_has_a_description_is_not_sent_it_again(client):
    first = client.get("/.well-known/void")
    again = client.get("/.well-known/void", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304


def test_the_document_of_the_parts_leads_to_where_it_is(client):
    answer = client.get("/void")
    assert (answer.status_code, answer.location) == (303, "/.well-known/void")


def test_counts_are_those_of_the_graph(client, dataset):
    told = client.get("/.well-known/void")
    cases = PREFIXES["cst"] + "Case"
    assert objects(told, dataset, "void:classes") == count(client, "?s a ?x FILTER(ISIRI(?x))")
    assert objects(told, dataset, "void:properties") == count(client, "?s ?x ?o")
    assert objects(told, dataset, "void:distinctSubjects") == count(client, "?x ?p ?o")
    assert objects(told, f"{void.DOCUMENT}#class-cst-Case", "void:class") == {cases}
    assert objects(told, f"{void.DOCUMENT}#class-cst-Case", "void:entities") == {"12"}
    assert objects(told, f"{void.DOCUMENT}#property-cst-inCase", "void:triples") == count(
        client, f"?item <{PREFIXES['cst']}inCase> ?case BIND(CONCAT(STR(?item), STR(?case)) AS ?x)"
    )


def test_the_dataset_names_where_it_is_to_be_had(client, dataset):
    told = client.get("/.well-known/void")
    assert objects(told, dataset, "void:sparqlEndpoint") == {"http://localhost/sparql"}
    for address in objects(told, dataset, "void:dataDump"):
        assert client.head(address.removeprefix("http://localhost")).status_code == 200
    for example in objects(told, dataset, "void:exampleResource"):
        path = example.removeprefix(BASE)
        assert client.get(f"/{path}").status_code == 303, example


def test_every_link_set_leads_from_here_to_elsewhere(client, dataset):
    told = client.get("/.well-known/void")
    sets = [one for one in objects(told, dataset, "void:subset") if "#links-" in one]
    assert sets
    for one in sets:
        assert objects(told, one, "void:subjectsTarget") == {dataset}
        (target,) = objects(told, one, "void:objectsTarget")
        (space,) = objects(told, target, "void:uriSpace")
        (predicate,) = objects(told, one, "void:linkPredicate")
        assert not space.startswith(BASE)
        pattern = (
            f'?s <{predicate}> ?o FILTER(STRSTARTS(STR(?s), "{BASE}") && '
            f'REPLACE(STR(?o), "[^/#]+[/#]?$", "") = "{space}") '
            "BIND(CONCAT(STR(?s), STR(?o)) AS ?x)"
        )
        assert objects(told, one, "void:triples") == count(client, pattern)


def test_the_catalogue_keeps_what_dcat_ap_demands(client, root):
    told = Graph().parse(data=client.get("/catalog.ttl").data, format="turtle")
    shapes = Graph().parse(root / "tests/web/descriptions/dcat-ap.ttl")
    conforms, _, report = validate(told, shacl_graph=shapes)
    assert conforms, report


def test_the_shapes_of_dcat_ap_find_what_is_missing(client, root):
    shapes = Graph().parse(root / "tests/web/descriptions/dcat-ap.ttl")
    lines = client.get("/catalog.nt").text.splitlines(keepends=True)
    for missing in ("dcat#accessURL>", "spdx.org/rdf/terms#checksumValue>", "terms/publisher>"):
        told = Graph().parse(data="".join(one for one in lines if missing not in one), format="nt")
        assert not validate(told, shacl_graph=shapes)[0], missing


def test_the_catalogue_names_the_files_with_the_digests_that_they_have(client, dataset):
    told = client.get("/catalog")
    for one in objects(told, dataset, "dcat:distribution"):
        (address,) = objects(told, one, "dcat:downloadURL")
        body = fetch(client, address.removeprefix("http://localhost")).data
        assert objects(told, one, "dcat:byteSize") == {str(len(body))}
        (checksum,) = objects(told, one, "spdx:checksum")
        digest = hashlib.sha256(body).hexdigest()
        assert objects(told, checksum, "spdx:checksumValue") == {digest}


def test_the_version_and_day_are_those_of_the_program_and_its_citation(client, dataset, root):
    told = client.get("/catalog")
    cited = (root / "CITATION.cff").read_text(encoding="utf-8")
    project = (root / "pyproject.toml").read_text(encoding="utf-8")
    (version,) = objects(told, dataset, "dcat:version")
    assert f"\nversion: {version}\n" in cited
    assert f'\nversion = "{version}"\n' in project
    (issued,) = objects(told, dataset, "dcterms:issued")
    assert f"\ndate-released: {issued}\n" in cited
    assert re.search('\ntitle: "(.*)"', cited)[1] in objects(told, dataset, "dcterms:title")


@pytest.mark.parametrize(("language", "title"), [("en", "Catalogue"), ("zh", "目录")])
def test_a_person_gets_the_catalogue_as_a_page(browse, client, language, title):
    page = browse(f"/{language}/catalog")
    assert page.status_code == 200
    assert title in page.text
    digest = hashlib.sha256(fetch(client, "/dump.trig").data).hexdigest()
    assert digest in page.text


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_link_of_the_catalogue_page_to_this_server_answers(browse, language):
    page = browse(f"/{language}/catalog").text
    section = page[page.index("<main") : page.index("</main>")]
    found = {one for one in re.findall('href="(/[^"#]*)', section) if "/dump." not in one}
    assert f"/{language}/queries/dataset/list-graphs" in found
    for address in found:
        assert browse(address, language, follow_redirects=True).status_code == 200, address


@pytest.mark.parametrize("address", DUMPS)
def test_a_dump_has_every_graph_and_stays_the_same(client, address):
    media_type, form = DUMPS[address]
    first, second = fetch(client, address), fetch(client, address)
    assert first.mimetype == media_type
    assert first.data == second.data
    quads = list(parse(first.data, format=form))
    query = "SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }"
    (row,) = client.get("/sparql", query_string={"query": query}).json["results"]["bindings"]
    assert str(len(quads)) == row["n"]["value"]


@pytest.mark.parametrize("address", DUMPS)
def test_a_dump_comes_compressed_to_whoever_reads_that(client, address):
    plain, small = fetch(client, address), fetch(client, address + ".gz")
    encoded = fetch(client, address, **{"Accept-Encoding": "gzip"})
    assert gzip.decompress(small.data) == plain.data
    assert encoded.headers["Content-Encoding"] == "gzip"
    assert (encoded.mimetype, encoded.data) == (plain.mimetype, small.data)
    assert small.mimetype == "application/gzip"
    assert "Content-Encoding" not in small.headers


def delivered(app, path, wanted):
    """What a server sends of a part of a file: what is held in memory, the status, the body."""
    scope = {
        "method": "GET",
        "path": path,
        "query_string": b"",
        "scheme": "http",
        "server": ("localhost", 80),
        "client": None,
        "http_version": "1.1",
        "headers": [(b"range", wanted.encode())],
    }
    reply = wsgi.run(app, scope, b"")
    sent = []

    async def send(event):
        sent.append(event)

    status, size = asyncio.run(deliver(reply, send))
    body = b"".join(event.get("body", b"") for event in sent)
    assert size == len(body)
    assert dict(sent[0]["headers"])[b"content-length"] == str(len(body)).encode()
    return reply.body, status, body


@pytest.mark.parametrize(
    ("wanted", "start", "stop"),
    [
        ("bytes=0-", 0, None),
        ("bytes=10-", 10, None),
        ("bytes=300000-900000", 300000, 900001),
        ("bytes=0-0", 0, 1),
        ("bytes=-7", -7, None),
    ],
)
def test_a_part_of_a_dump_is_sent_without_being_held(app, client, wanted, start, stop):
    whole = fetch(client, "/dump.nq").data
    assert delivered(app, "/dump.nq", wanted) == (b"", 206, whole[start:stop])


@pytest.mark.parametrize("wanted", ["bytes=0-1,5-6", "lines=1-2", "bytes=x"])
def test_who_asks_for_several_parts_or_for_none_gets_the_whole(app, client, wanted):
    whole = fetch(client, "/dump.nq").data
    assert delivered(app, "/dump.nq", wanted) == (b"", 200, whole)


def test_a_dump_that_the_system_has_taken_away_is_written_again(app, client):
    dumps = app.extensions["cocreation"].dumps.now()
    before = fetch(client, "/dump.nq").data
    dumps.path(dumps.find("dump.nq")).unlink()
    again = fetch(client, "/dump.nq")
    assert (again.status_code, again.data) == (200, before)


@pytest.mark.parametrize("address", ["/dump.nq", "/dump.trig", "/dump.trig.gz"])
def test_asked_for_its_headers_alone_a_dump_has_those_that_come_with_it(client, address):
    wish = {"Accept-Encoding": "gzip"}
    told, sent = client.head(address, headers=wish), fetch(client, address, **wish)
    assert told.data == b""
    assert int(told.headers["Content-Length"]) == len(sent.data)
    encodings = ["gzip"] if not address.endswith(".gz") else []
    for one in (told, sent):
        assert one.headers.getlist("Content-Encoding") == encodings
        assert one.headers["Repr-Digest"] == sent.headers["Repr-Digest"]


@pytest.mark.parametrize("address", ["/dump.nq", "/dump.trig.gz"])
def test_a_dump_tells_its_digest_and_is_not_sent_again(client, address):
    answer = fetch(client, address)
    digest = base64.b64encode(hashlib.sha256(answer.data).digest()).decode()
    assert answer.headers["Repr-Digest"] == f"sha-256=:{digest}:"
    again = fetch(client, address, **{"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == answer.headers["ETag"]


def test_the_digests_are_listed_as_sha256sum_reads_them(client):
    listed = client.get("/dump.sha256")
    assert listed.mimetype == "text/plain"
    lines = [line.split("  ") for line in listed.text.splitlines()]
    assert {name for _, name in lines} == {"dump.trig", "dump.trig.gz", "dump.nq", "dump.nq.gz"}
    for digest, name in lines:
        assert hashlib.sha256(fetch(client, f"/{name}").data).hexdigest() == digest


def test_a_person_who_asks_for_the_counts_is_led_to_the_page_with_them(browse):
    assert browse("/.well-known/void", "zh").location == "/zh/catalog"


def test_the_catalogue_is_linked_from_the_page_about_the_graph(browse):
    assert 'href="/en/catalog"' in browse("/en/about").text


def test_the_parts_of_the_descriptions_are_named_in_documents_that_are_served(client):
    for document in (void.DOCUMENT, catalog.CATALOG):
        address = "/" + document.removeprefix(BASE)
        assert client.get(address, follow_redirects=True).status_code == 200


SERVER = "http://localhost"
# What is to be found at an address of the server: a page for a person, data, a file, a manifest.
PAGES = {"/", "/catalog"}
MANIFESTS = {"/reconcile"}
FILES = {
    "/dump.nq": "application/n-quads",
    "/dump.trig": "application/trig",
    "/dump.nq.gz": "application/gzip",
    "/dump.trig.gz": "application/gzip",
}


def named_here(response):
    """The paths on this server of everything that a description names."""
    names = {
        term.value.partition("#")[0]
        for quad in parse(response.data, format=FORMATS[response.mimetype])
        for term in (quad.subject, quad.predicate, quad.object)
        if isinstance(term, NamedNode)
    }
    return {
        "/" + name.removeprefix(start).removeprefix("/")
        for name in names
        for start in (SERVER, BASE)
        if name.startswith(start)
    }


def kinds_at(path):
    """The media types of which one is to be found at a path."""
    if path in PAGES:
        return {"text/html"}
    if path in MANIFESTS:
        return {"application/json"}
    return {FILES[path]} if path in FILES else set(FORMATS)


@pytest.mark.parametrize("document", ["/.well-known/void", "/catalog"])
def test_every_address_that_a_description_names_answers_with_what_is_to_be_there(client, document):
    named = named_here(client.get(document))
    assert {"/", "/sparql", *FILES} <= named
    for path in sorted(named):
        accept = {"Accept": "text/html" if path in PAGES else "*/*"}
        answer = client.get(path, headers=accept, follow_redirects=True, buffered=True)
        assert answer.status_code == 200, path
        assert answer.mimetype in kinds_at(path), path
        assert answer.data, path


def test_what_describes_a_service_is_found_where_the_catalogue_says(client):
    told = client.get("/catalog")
    for service in ("sparql", "graph-store", "reconcile"):
        name = f"{catalog.CATALOG}#{service}"
        for kind in ("dcat:endpointURL", "dcat:endpointDescription"):
            (address,) = objects(told, name, kind)
            path = address.removeprefix(SERVER)
            answer = client.get(path)
            assert (answer.status_code, answer.mimetype in kinds_at(path)) == (200, True)
