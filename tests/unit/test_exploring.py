import pytest

from cocreation.errors import ParameterError
from cocreation.model import Parameter, Text
from cocreation.namespaces import BASE, ID, PREFIXES, compact, expanded
from cocreation.services.choosing import choices, resolve
from cocreation.services.labelling import Named
from cocreation.store import embedded

NODE = Parameter("node", "iri", Text("Thing", "事物"))


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """A store with nothing in it."""
    folder = tmp_path_factory.mktemp("exploring") / "store"
    embedded.write(folder, [], "")
    opened = embedded.open_snapshot(folder)
    yield opened
    opened.close()


@pytest.mark.parametrize(
    "iri",
    [
        ID + "case/song-2025/jd-cloud-dada",
        PREFIXES["skos"] + "broader",
        PREFIXES["cst"] + "EvidenceItem",
        BASE + "graph/data/organizations",
        "urn:example:thing",
        "https://example.org/a?b#c",
    ],
)
def test_a_short_name_expands_to_what_it_was_made_of(iri):
    assert expanded(compact(iri)) == iri
    assert expanded(iri) == iri


def test_a_parameter_may_be_any_iri_and_offers_no_choices(store):
    assert resolve(store, NODE, "cst:EvidenceItem").value == PREFIXES["cst"] + "EvidenceItem"
    assert resolve(store, NODE, "case/x").value == ID + "case/x"
    assert choices(store, "iri") == ()


@pytest.mark.parametrize("value", ["a b", "<x y>", "urn:a\nb", "http://[:"])
def test_what_is_no_iri_is_refused_with_an_example(store, value):
    with pytest.raises(ParameterError) as refused:
        resolve(store, NODE, value)
    assert "case/<study>/<case>" in refused.value.message.en
    assert "case/<研究>/<案例>" in refused.value.message.zh


def test_a_thing_is_called_in_the_language_asked_for_else_in_the_other_else_by_its_iri():
    iri = ID + "case/x"
    assert Named(iri, Text(en="X", zh="甲")).cell("zh").text == "甲"
    other = Named(iri, Text(en="X", zh="")).cell("zh")
    assert (other.text, other.language) == ("X", "en")
    nameless = Named(iri, Text(en="", zh="")).cell("zh")
    assert (nameless.text, nameless.language) == ("case/x", None)
