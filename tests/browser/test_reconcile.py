"""A preview within the page of a client, which is of another origin."""

from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from cocreation.web.reconciliation.manifest import HEIGHT, WIDTH

FRAME = '<!doctype html><iframe src="{}" width="{}" height="{}"></iframe>'


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@contextmanager
def serving(folder):
    """The address of a folder's files, as a client such as OpenRefine has one on its machine."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=folder)) as files:
        thread = Thread(target=files.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{files.server_port}"
        finally:
            files.shutdown()
            thread.join()


@pytest.fixture
def framed(chromium, tmp_path):
    """Show an address of ours in a client's page; the frame."""
    with serving(tmp_path) as client, chromium.new_context() as context:

        def show(address):
            (tmp_path / "index.html").write_text(FRAME.format(address, WIDTH, HEIGHT))
            page = context.new_page()
            page.set_default_timeout(20_000)
            page.goto(f"{client}/index.html", wait_until="load")
            return page.frames[1]

        yield show


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(
    ("thing", "told"),
    [
        ("source/song-2025/J_DY1", "J_DY1"),
        ("concept/song-2025/group-trust", "群体信任"),
        ("reference/song-2025/13", "SCHRUIJER"),
        ("publication/song-2025", "2025"),
        ("case/song-2025/jd-cloud-deyi-dairy", "得益乳业"),
    ],
)
def test_a_preview_shows_in_a_client_s_page_and_fits(server, framed, language, thing, told):
    frame = framed(f"{server.url}/{language}/reconcile/preview?id={thing}")
    assert told in frame.locator("main").inner_text()
    assert frame.evaluate("document.documentElement.scrollWidth") <= WIDTH
    assert frame.evaluate("document.documentElement.scrollHeight") <= HEIGHT


def test_no_other_page_shows_in_a_client_s_page(server, framed):
    assert framed(f"{server.url}/en/reconcile").locator("main").count() == 0
