"""What takes long is made before somebody asks for it, once for each state of the store."""

import logging

import pytest

from cocreation.errors import StoreError
from cocreation.model import Text
from cocreation.services.ahead import Ahead
from cocreation.services.per_state import PerState

AWAY = StoreError(Text(en="It is away.", zh="不可用。"))


class Stated:
    """A store that tells a state, or that it is away."""

    state: str | None = "1"
    away = False

    def version(self):
        if self.away:
            raise AWAY
        return self.state


class Making:
    """Tells how often something was made; a test sets the fault."""

    def __init__(self):
        self.times = 0
        self.fault = None

    def __call__(self):
        self.times += 1
        if self.fault:
            raise self.fault
        return self.times


@pytest.fixture
def store():
    return Stated()


@pytest.fixture
def making():
    return Making()


@pytest.fixture
def kept(store, making):
    return PerState(store, making)


@pytest.fixture
def ahead(store, kept):
    return Ahead("thing", store, kept)


def test_it_is_made_once_for_each_state_and_there_when_it_is_asked_for(ahead, store, kept, making):
    ahead.make()
    ahead.make()
    assert (kept.now(), making.times) == (1, 1)
    store.state = "2"
    ahead.make()
    assert making.times == 2
    assert (kept.now(), making.times) == (2, 2)


def test_of_a_store_without_states_nothing_is_made_that_could_not_be_kept(ahead, store, making):
    store.state = None
    ahead.make()
    assert making.times == 0


@pytest.mark.parametrize("fault", [AWAY, RuntimeError("It is broken.")], ids=["known", "unknown"])
def test_a_fault_is_logged_once_and_whoever_asks_has_it_made(ahead, kept, making, caplog, fault):
    making.fault = fault
    ahead.make()
    ahead.make()
    assert making.times == 1
    (told,) = caplog.records
    assert (told.levelno, told.message) == (logging.WARNING, "thing")
    assert str(fault) in told.fields["fault"]
    making.fault = None
    assert kept.now() == 2


def test_of_a_store_that_is_away_it_is_made_when_that_is_back(ahead, store, making):
    store.away = True
    ahead.make()
    store.away = False
    ahead.make()
    assert making.times == 1
