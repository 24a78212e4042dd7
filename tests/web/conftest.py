"""A server over the shipped graph, and a client of it."""

import pytest

from cocreation.services.building import build
from cocreation.settings import Settings
from cocreation.web import create_app


@pytest.fixture(scope="session")
def app(root, tmp_path_factory):
    """The server, built once."""
    settings = Settings(project=root, store=tmp_path_factory.mktemp("web") / "store")
    build(settings)
    app = create_app(settings)
    app.extensions["cocreation"].search.refresh()
    yield app
    app.extensions["cocreation"].search.close()
    app.extensions["cocreation"].inspector.close()
    app.extensions["cocreation"].store.close()


@pytest.fixture
def client(app):
    """A client that says nothing of what it accepts."""
    return app.test_client()


@pytest.fixture
def browse(client):
    """A browser of either language: gives a page's status and text."""

    def get(address, language="en", **options):
        headers = {
            "Accept": "text/html,application/xhtml+xml,*/*;q=0.8",
            "Accept-Language": language,
        }
        return client.get(address, headers=headers, **options)

    return get
