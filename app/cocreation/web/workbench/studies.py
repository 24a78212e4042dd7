"""Which study a page is about: the one that the address names, else that with most cases."""

from typing import NamedTuple

from flask import request

from cocreation.services.studies import Study, find_study
from cocreation.web.context import context


class Studies(NamedTuple):
    """Every study, and the one that is shown; None where there is no study."""

    every: tuple[Study, ...]
    shown: Study | None

    @property
    def iri(self) -> str:
        """The IRI of the study that is shown; empty where there is none."""
        return self.shown.thing.iri if self.shown else ""


def asked_study() -> Studies:
    """Read the study from the address; that with most cases where it names none.

    UnknownNameError where it names one that is not there.
    """
    every = context().studies.now()
    asked = request.args.get("study", "")
    return Studies(every, find_study(every, asked) if every or asked else None)
