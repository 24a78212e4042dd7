"""Pages in Debian's Chromium: with and without JavaScript, wide and narrow, in both languages."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDE, NARROW = 1280, 375


# It ends with these tests: while it runs, no other can start an event loop.
@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A browser that runs."""
    path = shutil.which("chromium")
    if path is None:
        pytest.skip("needs Chromium: apt-get install chromium fonts-noto-cjk")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def opened(chromium, server) -> Callable[..., Page]:
    """Open a page of the server in a context of its own; in the end it has not complained."""

    @contextmanager
    def open_page(address: str, width: int = WIDE, **options: object) -> Iterator[Page]:
        complaints: list[str] = []
        context = chromium.new_context(viewport={"width": width, "height": 800}, **options)
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.on("console", lambda said: said.type == "error" and complaints.append(said.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: _note(request.url, server.port, complaints))
        page.goto(server.url + address)
        yield page
        context.close()
        assert [one for one in complaints if "status of 4" not in one] == []

    return open_page


def _note(url: str, port: int, complaints: list[str]) -> None:
    if urlsplit(url).netloc not in (f"127.0.0.1:{port}", ""):
        complaints.append(f"asked elsewhere: {url}")


@pytest.fixture(scope="session")
def accessible() -> Callable[[Page], None]:
    """Hold a page to WCAG 2.2 AA, as far as a program can."""
    axe = Axe()

    def check(page: Page) -> None:
        found = axe.run(page, options={"runOnly": RULES, "resultTypes": ["violations"]})
        told = [
            f"{one['id']}: {one['help']}: {[node['html'] for node in one['nodes']][:3]}"
            for one in found.response["violations"]
        ]
        assert told == []

    return check
