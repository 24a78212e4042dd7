"""Nested documents of what would be far larger, or far deeper, than what is stated."""

import json
from time import monotonic

import pytest
from pyld import jsonld

from cocreation.errors import AnswerTooLargeError
from cocreation.namespaces import CST, ID, RDF
from cocreation.services import framing, json_ld
from cocreation.services.stores import open_store
from cocreation.settings import Settings
from cocreation.store import embedded

CASE = f"{ID}case/mill/one"
OWN = f"{CASE}/"


@pytest.fixture
def framed(tmp_path):
    """Frame a case of which so much is stated."""
    embedded.write(tmp_path, [], "")
    store = open_store(Settings(project=tmp_path, store=tmp_path))

    def make(links):
        first = f"<{CASE}> <{RDF}type> <{CST}Case> .\n"
        stated = first + "".join(f"<{one}> <{CST}{by}> <{other}> .\n" for one, by, other in links)
        names = json_ld.name_terms(store)
        return json.loads(framing.framed(store, CASE, "case", stated.encode(), names))

    yield make
    store.close()


def ladder(levels):
    """Two links at each level lead to the same two things of the next one."""
    yield from ((CASE, "has", f"{OWN}0-{side}") for side in "ab")
    for level in range(levels):
        for one in "ab":
            for other in "ab":
                yield f"{OWN}{level}-{one}", "has", f"{OWN}{level + 1}-{other}"


def chain(levels):
    yield CASE, "has", f"{OWN}0"
    yield from ((f"{OWN}{level}", "has", f"{OWN}{level + 1}") for level in range(levels))


def test_what_is_named_twice_is_copied_twice(framed):
    first, second = framed(ladder(3))["cst:has"]
    assert first["cst:has"] == second["cst:has"]


@pytest.mark.parametrize("links", [ladder(13), chain(400), chain(60)])
def test_what_would_be_copied_too_often_or_too_deep_is_refused_at_once(framed, links):
    began = monotonic()
    with pytest.raises(AnswerTooLargeError) as refused:
        framed(links)
    assert monotonic() - began < 5
    assert "plain JSON-LD" in refused.value.message.en
    assert "普通 JSON-LD" in refused.value.message.zh


def test_what_leads_back_to_the_case_is_no_endless_copy(framed):
    told = framed([*chain(20), (f"{OWN}20", "has", CASE)])
    assert told["id"] == CASE


@pytest.mark.parametrize("fault", [RecursionError(), jsonld.JsonLdError("no", "jsonld")])
def test_what_cannot_be_framed_is_told_as_too_large(framed, monkeypatch, fault):
    def fail(*_):
        raise fault

    monkeypatch.setattr(jsonld, "frame", fail)
    with pytest.raises(AnswerTooLargeError):
        framed(chain(3))
