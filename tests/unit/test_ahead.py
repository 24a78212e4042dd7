"""What takes long is made before somebody asks for it; a fault is told, and met by who asks."""

import logging

import pytest

from cocreation.errors import StoreError
from cocreation.model import Text
from cocreation.services.ahead import make_ahead
from cocreation.services.per_state import PerState

AWAY = StoreError(Text(en="It is away.", zh="不可用。"))


class Stated:
    """A store that tells a state."""

    def version(self):
        return "1"


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
def made():
    return Making()


@pytest.fixture
def kept(made):
    return PerState(Stated(), made)


def test_it_is_there_when_it_is_asked_for(kept, made):
    make_ahead("thing", kept)
    assert (kept.now(), made.times) == (1, 1)


@pytest.mark.parametrize("fault", [AWAY, RuntimeError("It is broken.")], ids=["known", "unknown"])
def test_a_fault_is_logged_and_whoever_asks_has_it_made(kept, made, caplog, fault):
    made.fault = fault
    make_ahead("thing", kept)
    (told,) = caplog.records
    assert (told.levelno, told.message) == (logging.WARNING, "thing")
    assert str(fault) in told.fields["fault"]
    made.fault = None
    assert kept.now() == 2
