"""Questions of the library asked for a page."""

from pathlib import Path
from threading import Barrier

import pytest

from cocreation.errors import QueryError
from cocreation.model import Rows, Text
from cocreation.services import querying
from cocreation.services.records import Asking

LIBRARY = querying.library(Path(__file__).parents[2])
QUESTIONS = ("cases/place-case", "cases/introduce-parties")
CASE = "https://w3id.org/cocreation/id/case/song-2025/jd-cloud-dada"


class Meeting:
    """A store that answers only when two questions are asked at once."""

    def __init__(self):
        self._met = Barrier(2)

    def select(self, _query, bindings):
        self._met.wait(timeout=10)
        return Rows(("case",), ((bindings["case"],),))


class Broken:
    def select(self, _query, _bindings):
        raise QueryError(Text(en="broken", zh="坏了"))


def test_questions_asked_together_run_beside_each_other():
    told = Asking(Meeting(), LIBRARY).together(QUESTIONS, case=CASE)
    assert list(told) == list(QUESTIONS)
    assert [[row["case"] for row in rows] for rows in told.values()] == [[CASE], [CASE]]


def test_together_fails_as_each_does():
    with pytest.raises(QueryError, match="broken"):
        Asking(Broken(), LIBRARY).together(QUESTIONS, case=CASE)
