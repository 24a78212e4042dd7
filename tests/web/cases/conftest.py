"""A server over the small project, and whoever submits cases to it."""

import pytest

from cocreation.services.building import build
from cocreation.settings import Settings
from cocreation.store import tokens
from cocreation.web import create_app
from small_project import add_questions, make_project


@pytest.fixture
def settings(tmp_path):
    project = make_project(tmp_path / "project")
    add_questions(project)
    made = Settings(project=project, store=tmp_path / "store")
    build(made)
    return made


@pytest.fixture
def client(settings):
    app = create_app(settings)
    yield app.test_client()
    app.extensions["cocreation"].inspector.close()
    app.extensions["cocreation"].store.close()


@pytest.fixture
def ann(settings):
    """The header of one who may write."""
    return {"Authorization": f"Bearer {tokens.add(settings.store, 'ann')}"}


@pytest.fixture
def send(client, ann):
    """Send a case as ann, or as the headers given say."""

    def request(method, address, data=None, headers=None, content_type="text/turtle", **more):
        return client.open(
            address,
            method=method,
            data=data,
            headers={**ann, **(headers or {})},
            content_type=content_type,
            **more,
        )

    return request
