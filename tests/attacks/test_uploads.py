"""Files that mean harm are told what is wrong with them, and do none: each is sent as it is."""

import json
import subprocess
import threading

import pytest

from attacks.uploads import (
    CASE,
    FILES,
    HEAVY,
    PREFIXES,
    QUADS,
    TRIG,
    TURTLE,
    calling,
    turtle,
)
from live.processes import children, tree, watched
from live.server import COCREATION

GIBIBYTE = 2**30
# The deadline of a check, and what a machine that is busy takes to notice.
LONGEST_SECONDS = 40
NOWHERE = "http://127.0.0.1:9/"


@pytest.fixture
def send(attacked):
    """Post a file; the answer, after a look at its form."""

    def post(data, kind=TURTLE, path="/validate"):
        answer = attacked.post(kind, data, path)
        assert answer.seconds < LONGEST_SECONDS
        if answer.status != 200:
            assert answer.error()
        return answer

    return post


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_is_refused_in_a_sentence(send, name):
    hostile = FILES[name]
    answer = send(hostile.data, hostile.kind)
    assert answer.status in hostile.statuses, answer.body[:500]


@pytest.mark.parametrize("name", calling(NOWHERE))
def test_no_file_makes_the_server_call_another(send, canary, name):
    hostile = calling(canary.address)[name]
    answer = send(hostile.data, hostile.kind)
    assert answer.status in hostile.statuses, answer.body[:500]
    assert b"root:" not in answer.body


@pytest.mark.parametrize("name", HEAVY)
def test_a_heavy_file_is_checked_or_stopped_at_the_deadline(send, attacked, name):
    answer = send(HEAVY[name])
    assert answer.status in (200, 422), answer.body[:500]
    if answer.status == 422:
        assert answer.error()["details"]["reason"] in ("time", "memory")


def test_heavy_files_at_once_leave_memory_and_no_process_behind(attacked):
    usual = len(tree(attacked.process.pid))
    statuses = []
    heavy = list(HEAVY.values()) * 2

    def post(data):
        statuses.append(attacked.post(TURTLE, data, "/validate").status)

    threads = [threading.Thread(target=post, args=(data,)) for data in heavy]
    with watched(attacked.process.pid) as peak:
        for thread in threads:
            thread.start()
        assert attacked.query("ASK {}").status == 200
        for thread in threads:
            thread.join()
    assert len(statuses) == len(heavy)
    assert set(statuses) <= {200, 422, 503}
    assert peak.memory < 4 * GIBIBYTE
    assert len(tree(attacked.process.pid)) <= usual + len(children(attacked.process.pid))


def found(answer):
    assert answer.status == 200, answer.body[:500]
    return {(f["focus"], f["shape"].rpartition("#")[2]) for f in answer.json["findings"]}


def test_shapes_in_the_data_do_not_act(tmp_path):
    silencing = (
        "vsh:PartnershipShape sh:deactivated true . vsh:CaseShape sh:severity sh:Info .\n"
        "vsh:PartnershipShape-hasUser sh:deactivated true ; sh:minCount 0 ; sh:maxCount 99 .\n"
    )
    own = (
        "<urn:mine> a sh:NodeShape ; sh:targetClass vcc:Partnership ;\n"
        '  sh:property [ sh:path rdfs:label ; sh:maxCount 0 ; sh:message "mine" ] .\n'
    )
    plain = checked_alone(tmp_path, turtle(""))
    assert plain
    assert checked_alone(tmp_path, turtle(silencing + own)) == plain


def checked_alone(folder, data):
    """What the command says of the case in a file: the same check, without a deadline."""
    file = folder / "case.ttl"
    file.write_bytes(data)
    command = [COCREATION, "validate", file, "--format", "json"]
    said = subprocess.run(command, capture_output=True, check=False)
    case = "https://w3id.org/cocreation/id/case/mine/one"
    found = [f for f in json.loads(said.stdout)["findings"] if f["focus"] == case]
    return [(f["shape"], f["severity"], f["message"]["en"]) for f in found]


@pytest.mark.parametrize("kind", [TRIG, QUADS])
def test_named_graphs_in_a_file_are_one_graph_and_stand_for_no_other(send, kind):
    graph = "https://w3id.org/cocreation/graph/shapes/model"
    if kind == TRIG:
        data = f"{PREFIXES} GRAPH <{graph}> {{ {CASE} }}".encode()
    else:
        case = "<https://w3id.org/cocreation/id/case/mine/one>"
        kind_of = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
        data = f"{case} {kind_of} <https://w3id.org/cocreation/model#Partnership> <{graph}> .\n"
        data = data.encode()
    answer = send(data, kind)
    assert ("https://w3id.org/cocreation/id/case/mine/one", "PartnershipShape-hasUser") in found(
        answer
    )
    assert answer.json["replaced"] == []


LINKS = ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd"]


@pytest.mark.parametrize("link", LINKS)
def test_a_link_that_is_no_address_on_the_web_is_refused_and_never_becomes_one(
    send, attacked, link
):
    data = turtle(f"<case/mine/one> rdfs:seeAlso <{link}> .")
    [finding] = [f for f in send(data).json["findings"] if f["shape"].endswith("#LinkShape")]
    assert finding["severity"] == "violation"
    assert finding["value"] == {"type": "uri", "value": link}
    for accept, query in (("text/html", ""), ("*/*", "?format=html")):
        page = attacked.post(TURTLE, data, "/en/validate" + query, headers={"Accept": accept})
        assert page.status == 200
        assert f'="{link}' not in page.text


MARKUP = "<script>alert(1)</script>'\"><img src=x onerror=alert(1)>&lt;"


def test_markup_in_a_file_is_shown_as_text(send, attacked):
    escaped = MARKUP.replace('"', '\\"')
    data = turtle(f'<case/mine/one> cst:summary "{escaped}"@en ; cst:sumary "{escaped}"@en .')
    for accept, query in (("text/html", ""), ("*/*", "?format=html")):
        page = attacked.post(TURTLE, data, "/en/validate" + query, headers={"Accept": accept})
        assert page.status == 200
        assert "<script>alert" not in page.text
        assert "<img" not in page.text
    assert (
        "&lt;script&gt;"
        in attacked.post(TURTLE, data, "/en/validate", headers={"Accept": "text/html"}).text
    )


PERSONAL = {
    "an identity number": 'cst:summary "编号11010519491231002X"@zh',
    "a telephone number": 'cst:summary "电话13800138000"@zh',
    "an e-mail address": 'rdfs:label "someone@example.org"@fr',
    "a name": 'cst:role "王小明先生"@zh',
}


@pytest.mark.parametrize("name", PERSONAL)
def test_what_seems_personal_is_warned_of_at_its_place(send, name):
    answer = send(turtle(f"<informant/mine/i> a cst:Informant ; {PERSONAL[name]} ."))
    shapes = ("#PersonalDataShape", "#IdentityNumberShape")
    warned = [f for f in answer.json["findings"] if any(s in f["shape"] for s in shapes)]
    assert [f["severity"] for f in warned] == ["warning"]
    assert warned[0]["position"]["line"] == (PREFIXES + CASE).count("\n") + 1
