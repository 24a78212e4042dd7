"""What takes long is made once for each state of a store."""

from concurrent.futures import ThreadPoolExecutor
from time import sleep

import pytest

from cocreation.errors import StoreError
from cocreation.model import Text
from cocreation.services.per_state import PerState


class Stated:
    """A store that tells a state and nothing else."""

    def __init__(self, state):
        self.state = state

    def version(self):
        return self.state


@pytest.fixture
def store():
    return Stated("1")


def test_it_is_made_again_when_the_state_is_another_one_and_not_before(store):
    made = []
    kept = PerState(store, lambda: made.append(store.state) or store.state)
    assert (kept.now(), kept.now()) == ("1", "1")
    store.state = "2"
    assert (kept.now(), kept.now()) == ("2", "2")
    assert made == ["1", "2"]


def test_of_a_store_without_states_it_is_made_each_time(store):
    store.state, made = None, []
    kept = PerState(store, lambda: made.append(1) or len(made))
    assert (kept.now(), kept.now()) == (1, 2)


def test_threads_that_ask_at_once_wait_for_one_that_makes_it(store):
    made = []
    kept = PerState(store, lambda: sleep(0.1) or made.append(1) or len(made))
    with ThreadPoolExecutor(8) as threads:
        assert set(threads.map(lambda _: kept.now(), range(8))) == {1}


def test_what_could_not_be_made_is_tried_again(store):
    answers = iter([StoreError(Text(en="It is away.", zh="不可用。")), "made"])

    def make():
        answer = next(answers)
        if isinstance(answer, StoreError):
            raise answer
        return answer

    kept = PerState(store, make)
    with pytest.raises(StoreError):
        kept.now()
    assert kept.now() == "made"
