"""Which study a page is about: the one that the address names, else the first."""

from typing import NamedTuple

from flask import request

from cocreation.services.choosing import Choice, choices
from cocreation.web.context import context


class Studies(NamedTuple):
    """Every study, and the one that is shown; None where there is no study."""

    every: tuple[Choice, ...]
    shown: Choice | None


def asked_study() -> Studies:
    """Read the study from the address; the first where it names none."""
    every = choices(context().store, "study")
    asked = request.args.get("study", "")
    return Studies(
        every, next((one for one in every if one.slug == asked), next(iter(every), None))
    )
