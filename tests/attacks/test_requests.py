"""Bytes that are no request, and requests that mean harm: answered or refused, never a fault."""

import pytest

from attacks.places import BREAKS, ELSEWHERE, LINE_BREAKS, PATHS
from attacks.requests import BODIES, CLOSED, HEADERS, HOSTS, NO_REQUESTS, get
from live.http import say, statuses

ALL = NO_REQUESTS | {f"header: {n}": a for n, a in HEADERS.items()}
ALL |= {f"body: {n}": a for n, a in BODIES.items()}
ALL |= {f"host: {n}": a for n, a in HOSTS.items()}
PATIENCE = 10.0
# A server may wait for the rest of what began oddly.
PATIENCE_WITH_SILENCE = 1.0
OURS = (b"/", b"http://127.0.0.1/")


def send(server, data, patience=PATIENCE):
    """What the server says to bytes, and the status of its first answer."""
    said = say(server.port, data, timeout=patience)
    return said, (statuses(said) or [CLOSED])[0]


@pytest.mark.parametrize("name", ALL)
def test_bytes_of_any_kind_get_a_status_that_says_what_is_wrong(attacked, name):
    data, allowed = ALL[name]
    patience = PATIENCE_WITH_SILENCE if CLOSED in allowed else PATIENCE
    said, status = send(attacked, data, patience)
    assert status in allowed, said[:300]
    assert 500 not in statuses(said)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("accept", [b"Accept: text/html", b"Accept: */*"], ids=["page", "data"])
def test_no_path_leads_out_of_what_is_served(attacked, path, accept):
    said, status = send(attacked, get(path, accept))
    assert status in (301, 302, 303, 307, 308, 400, 404, 406)
    assert b"root:" not in said
    assert b"text/html" not in said or b"<script>alert" not in said
    for place in locations(said):
        assert place.startswith(OURS), place
        assert not place.startswith(b"//"), place


def locations(said):
    lines = said.partition(b"\r\n\r\n")[0].split(b"\r\n")
    return [line[9:].strip() for line in lines if line.lower().startswith(b"location:")]


@pytest.mark.parametrize("name", ELSEWHERE)
def test_no_request_makes_the_server_call_another(attacked, canary, name):
    said, status = send(attacked, ELSEWHERE[name](canary.port))
    assert status in (200, 204, 400, 403, 404, 405, 421, 501, CLOSED), said[:300]
    assert not [place for place in locations(said) if str(canary.port).encode() in place]


@pytest.mark.parametrize("wrapped", LINE_BREAKS)
@pytest.mark.parametrize("place", BREAKS)
@pytest.mark.parametrize("accept", [b"Accept: text/html", b"Accept: */*"], ids=["page", "data"])
def test_a_line_break_in_a_request_begins_no_header_of_the_answer(attacked, place, wrapped, accept):
    target = place.format(f"{wrapped}X-Injected:%20yes{wrapped}{wrapped}%3Cscript%3E")
    said, status = send(attacked, get(target, accept))
    assert 200 <= status < 500
    head = said.partition(b"\r\n\r\n")[0].lower().replace(b"\r", b"\n")
    assert b"\nx-injected" not in head
    assert len(statuses(said)) == 1


@pytest.mark.parametrize("header", [b"Accept-Language", b"Accept", b"If-None-Match", b"Origin"])
def test_markup_in_a_header_comes_back_in_no_page(attacked, header):
    said, status = send(
        attacked, get("/none", b"Accept: text/html", header + b": <script>x</script>")
    )
    assert status in (404, 406)
    assert b"<script>x" not in said


def test_a_hundred_requests_at_once_on_one_connection_are_all_answered_in_order(attacked):
    one = b"GET /sparql?query=SELECT(%d%%20AS%%20%%3Fx)%%7B%%7D&format=csv HTTP/1.1\r\nHost: x\r\n"
    one += b"\r\n"
    last = get("/sparql?query=SELECT(99%20AS%20%3Fx)%7B%7D&format=csv")
    said = say(attacked.port, b"".join(one % n for n in range(99)) + last, timeout=PATIENCE)
    assert statuses(said) == [200] * 100
    bodies = [part.partition(b"\r\n\r\n")[2] for part in said.split(b"HTTP/1.1 200")[1:]]
    assert [int(body.split()[1]) for body in bodies] == list(range(100))
