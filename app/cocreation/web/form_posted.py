"""The form `/new` as a browser posts it."""

import re

from flask import request

from cocreation.services.form.entries import Entry, Filled
from cocreation.services.form.fields import Form
from cocreation.services.form.kept import read_kept

ENTRY, KEPT, SEEN = "entry", "kept", "seen"
# Inputs of as many entries as there may be, each with all its fields.
PARTS = 50_000
_KEY = re.compile(r"([a-z-]+)\.([1-9][0-9]{0,5})")


def read_posted(form: Form, *, with_kept: bool = True) -> Filled:
    """Read the entries in their order; names that the form does not have are passed over.

    ParameterError where what was kept cannot be read.
    """
    keys = [_KEY.fullmatch(key) for key in dict.fromkeys(request.form.getlist(ENTRY))]
    entries = tuple(
        _entry(form, key[1], int(key[2])) for key in keys if key and form.section(key[1])
    )
    return Filled(entries, read_kept(kept_text()) if with_kept else ())


def kept_text() -> str:
    """What the form holds for its filler."""
    return _given(KEPT)


def _entry(form: Form, segment: str, number: int) -> Entry:
    section, key = form.section(segment), f"{segment}.{number}"
    values: dict[str, tuple[str, ...]] = {}
    for field in section.fields if section else ():
        for name in field.keys:
            given = [_lines(one) for one in request.form.getlist(f"{key}.{name}") if one.strip()]
            if given:
                values[name] = tuple(dict.fromkeys(given)) if field.several else (given[0],)
    return Entry(
        segment,
        number,
        id=_given(f"{key}.id").strip(),
        type=_given(f"{key}.type"),
        was=_given(f"{key}.was"),
        values=values,
    )


def _given(name: str) -> str:
    return _lines(request.form.get(name, ""))


def _lines(text: str) -> str:
    """The text as it was before a browser made every line's end two characters."""
    return text.replace("\r\n", "\n")
