"""What takes long is made in the background, once, and a request that comes first waits for it."""

import threading
from concurrent.futures import ThreadPoolExecutor
from time import monotonic, sleep

import pytest

from cocreation.errors import StoreError
from cocreation.model import Text
from cocreation.services.building import build
from cocreation.services.statements import stored_statements
from cocreation.settings import Settings
from cocreation.web import application, create_app, follow
from small_project import make_project

BATCH = {"queries": '{"q": {"query": "One"}}'}
AWAY = StoreError(Text(en="It is away.", zh="不可用。"))


class Making:
    """The making of a register, which is counted, can be held up, and fails where a test says."""

    def __init__(self, make):
        self._make = make
        self.times = 0
        self.fault = None
        self.gate = threading.Event()
        self.gate.set()

    def __call__(self, *given):
        self.times += 1
        self.gate.wait(20)
        if self.fault:
            raise self.fault
        return self._make(*given)


@pytest.fixture
def settings(tmp_path):
    settings = Settings(project=make_project(tmp_path / "project"), store=tmp_path / "store")
    build(settings)
    return settings


@pytest.fixture
def making(monkeypatch):
    making = Making(application.read_reconciliation)
    monkeypatch.setattr(application, "read_reconciliation", making)
    return making


@pytest.fixture
def app(settings, making):
    app = create_app(settings)
    yield app
    making.gate.set()
    made = app.extensions["cocreation"]
    made.search.close()
    made.inspector.close()
    made.store.close()


def found(app):
    answer = app.test_client().post("/reconcile", data=BATCH)
    assert answer.status_code == 200
    return [one["name"] for one in answer.get_json()["q"]["result"]]


def until(condition, seconds=20):
    end = monotonic() + seconds
    while not condition():
        assert monotonic() < end
        sleep(0.02)


def rename(settings):
    """Call the first case otherwise, and build that."""
    (file,) = (settings.project / "data").rglob("*.ttl")
    file.write_text(file.read_text("utf-8").replace('"One"@en', '"One more"@en'), "utf-8")
    build(settings)


def test_requests_at_once_have_the_register_made_once(app, making):
    making.gate.clear()
    with ThreadPoolExecutor(4) as threads:
        answers = [threads.submit(found, app) for _ in range(4)]
        until(lambda: making.times)
        sleep(0.1)
        making.gate.set()
        assert {tuple(answer.result()) for answer in answers} == {("One",)}
    assert making.times == 1


def test_a_request_waits_for_the_register_that_is_being_made_ahead(app, making):
    making.gate.clear()
    follow(app)
    until(lambda: making.times)
    with ThreadPoolExecutor(1) as threads:
        answer = threads.submit(found, app)
        sleep(0.1)
        assert not answer.done()
        making.gate.set()
        assert answer.result() == ["One"]
    assert making.times == 1


def test_after_a_change_it_is_made_anew_before_somebody_asks(app, making, settings):
    follow(app)
    until(lambda: making.times == 1)
    rename(settings)
    until(lambda: making.times == 2)
    assert found(app) == ["One more"]
    assert making.times == 2


@pytest.mark.parametrize("fault", [AWAY, RuntimeError("It is broken.")], ids=["known", "unknown"])
def test_after_a_fault_in_the_background_a_request_has_it_made(app, making, caplog, fault):
    making.fault = fault
    follow(app)
    until(lambda: any(one.message == "reconciliation" for one in caplog.records))
    making.fault = None
    assert found(app) == ["One"]
    assert making.times == 2


def test_the_store_is_read_once_for_the_index_and_the_register(app, making, monkeypatch):
    read = []
    monkeypatch.setattr(
        application, "stored_statements", lambda one: read.append(1) or stored_statements(one)
    )
    follow(app)
    until(lambda: making.times)
    assert found(app) == ["One"]
    assert read == [1]


def test_what_is_long_is_ready_and_what_the_store_says_is_not_kept(app, caplog):
    caplog.set_level("INFO")
    follow(app)
    made = app.extensions["cocreation"]
    told = {"index", *application.LONG}
    until(lambda: told <= {one.message for one in caplog.records})
    until(lambda: made.statements._made is None)
    assert next(one.message for one in caplog.records if one.message in told) == "index"


def test_an_app_that_is_closed_makes_no_more(app, making):
    making.gate.clear()
    search = follow(app)
    until(lambda: making.times)
    threading.Timer(0.2, making.gate.set).start()
    search.close()
    assert [one.name for one in threading.enumerate() if one.name == "search"] == []
