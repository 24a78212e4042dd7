"""The shipped study and an invented one in one store, and a new one alone, each with a server."""

from functools import partial

import pytest

from cocreation.model import Text
from cocreation.services import querying
from cocreation.services.building import build
from cocreation.services.records import Asking
from cocreation.services.study_layout import NewStudy, lay_out
from cocreation.settings import Settings
from cocreation.store import embedded
from cocreation.web import create_app
from second_study import ROOT, make_both


@pytest.fixture(scope="session")
def both(tmp_path_factory) -> Settings:
    """A built store of both studies."""
    project = make_both(tmp_path_factory.mktemp("both"))
    settings = Settings(project=project, store=project / "store")
    build(settings)
    return settings


@pytest.fixture(scope="session")
def asking(both):
    """Asks the library's questions of both."""
    store = embedded.open_snapshot(both.store)
    yield Asking(store, querying.library(both.project))
    store.close()


@pytest.fixture(scope="module")
def app(both):
    """A server over both."""
    app = create_app(both)
    yield app
    for name in ("search", "inspector", "store"):
        getattr(app.extensions["cocreation"], name).close()


@pytest.fixture
def browse(app):
    """A browser: gives a page."""
    return partial(app.test_client().get, headers={"Accept": "text/html", "Accept-Language": "en"})


@pytest.fixture(scope="session")
def wards(tmp_path_factory) -> Settings:
    """A built store of a project with a study as it is laid out: its one case is a plain one."""
    project = tmp_path_factory.mktemp("alone") / "wards"
    lay_out(NewStudy("wards-2027", Text(en="Three wards", zh="三个病区")), project, ROOT)
    settings = Settings(project=project, store=project / "store")
    build(settings)
    return settings


@pytest.fixture(scope="module")
def wards_client(wards):
    """Asks a server over it."""
    app = create_app(wards)
    yield app.test_client()
    for name in ("search", "inspector", "store"):
        getattr(app.extensions["cocreation"], name).close()
