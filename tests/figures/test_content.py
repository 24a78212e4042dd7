"""A figure shows what the Turtle files say: all of it, rightly counted, and nothing else."""

from xml.etree import ElementTree as Tree

import pytest

from cocreation.errors import UnknownNameError
from cocreation.namespaces import ID
from cocreation.services.figures import Wanted
from figures.conftest import SPOKEN, WHOLE_AND_PARTS, link

SVG = "{http://www.w3.org/2000/svg}"
LANGUAGES = {"zh": ("zh",), "en": ("en",), "both": ("zh", "en")}


def parsed(drawn, wanted) -> Tree.Element:
    return Tree.fromstring(drawn.write(wanted, "svg"))


def letters(element) -> str:
    """What is written in an element, without the places where lines end."""
    return "".join("".join(element.itertext()).split())


def boxes(root) -> dict[str, list[str]]:
    """What each link bears, by address."""
    found = {}
    for box in root.iter(f"{SVG}a"):
        found.setdefault(box.get("href"), []).append(letters(box))
    return found


def expected(files, name, part):
    """The IRIs that a figure or its part shows."""
    constructs = {iri for iri in files.labels if "/proposition/" not in iri}
    claims = set(files.claims)
    if name == "data-structure":
        chosen = {iri for iri in constructs if not part or iri.rpartition("/")[2] == part}
        below = {one for iri in chosen for one in files.below(iri)}
        return below | {files.above[one] for one in below if one in files.above}
    if not part:
        return constructs | claims
    stage = f"{ID}stage/song-2025/{part}"
    (drive,) = (one for one in claims if one.endswith(f"-drives-{part}"))
    strengthening = {one for one in claims if drive in files.claims[one]}
    capability = files.claims[drive] - {stage}
    conditions = {one for claim in strengthening for one in files.claims[claim]} - {drive}
    below = {one for top in (stage, *capability) for one in files.below(top)}
    shown = below | conditions | {files.above[one] for one in conditions}
    shown |= {iri for iri in constructs if iri not in files.above}
    return shown | {drive} | strengthening


@pytest.mark.parametrize("spoken", SPOKEN)
@pytest.mark.parametrize(("name", "part"), WHOLE_AND_PARTS)
@pytest.mark.parametrize("counts", [True, False], ids=["counted", "plain"])
def test_a_figure_links_to_what_the_files_name_and_to_nothing_else(
    drawn, files, name, part, spoken, counts
):
    shown = boxes(parsed(drawn, Wanted(name, spoken, part, counts)))
    assert set(shown) == {link(iri) for iri in expected(files, name, part)}


@pytest.mark.parametrize("spoken", SPOKEN)
@pytest.mark.parametrize(("name", "part"), WHOLE_AND_PARTS)
def test_every_box_bears_its_label_in_each_language_and_its_count(drawn, files, name, part, spoken):
    shown = boxes(parsed(drawn, Wanted(name, spoken, part)))
    for iri in expected(files, name, part):
        for written in shown[link(iri)]:
            if "/proposition/" not in iri:
                for language in LANGUAGES[spoken]:
                    assert "".join(files.labels[iri][language].split()) in written
            # A theme is named again above each of its conditions, there without its count.
            is_counted = "/theme/" not in iri or name == "data-structure" or "n=" in written
            assert not is_counted or f"n={len(files.items[iri])}" in written


@pytest.mark.parametrize("spoken", SPOKEN)
@pytest.mark.parametrize("name", ["data-structure", "model"])
def test_a_figure_without_counts_has_no_number(drawn, name, spoken):
    root = parsed(drawn, Wanted(name, spoken, counts=False))
    assert not any(
        character.isdigit() for text in root.iter(f"{SVG}text") for character in letters(text)
    )


@pytest.mark.parametrize("name", ["data-structure", "model"])
def test_each_language_stands_alone_unless_both_are_asked_for(drawn, name):
    def has_han(spoken):
        root = parsed(drawn, Wanted(name, spoken))
        return ["\u4e00" <= max(letters(text)) <= "\u9fff" for text in root.iter(f"{SVG}text")]

    assert not any(has_han("en"))
    assert any(has_han("zh"))
    both = parsed(drawn, Wanted(name, "both"))
    assert {text.get("lang") for text in both.iter(f"{SVG}text")} == {None, "en"}
    assert both.get("lang") == "zh-Hans"


@pytest.mark.parametrize("name", ["data-structure", "model"])
def test_the_list_beside_a_figure_names_the_same_things(drawn, files, name):
    def all_of(things):
        return {one for thing in things for one in (thing.iri, *all_of(thing.below))}

    wanted = Wanted(name)
    themes_above = {iri for iri in files.labels if iri.rpartition("/")[2].startswith("group-")}
    missing = expected(files, name, "") - all_of(drawn.outline(wanted))
    if name == "data-structure":
        assert missing == set()
    else:
        tops = {iri for iri in files.labels if "/dimension/" in iri}
        assert missing - tops <= themes_above


def test_figures_are_the_same_each_time_and_say_what_they_are(drawn):
    for name in ("data-structure", "model"):
        wanted = Wanted(name, "both")
        assert drawn.write(wanted, "svg") == drawn.write(wanted, "svg")
        root = parsed(drawn, wanted)
        title, description = root[0], root[1]
        assert (title.tag, description.tag) == (f"{SVG}title", f"{SVG}desc")
        assert title.text.startswith("图")
        assert description.text
        assert root.get("role") == "group"


def test_nothing_in_a_figure_is_forbidden_to_pages(drawn):
    for name in ("data-structure", "model"):
        text = drawn.write(Wanted(name, "both"), "svg").decode()
        for forbidden in ("style", "<script", " id=", "url(", "onload", "<image", "&lt;"):
            assert forbidden not in text


@pytest.mark.parametrize("name", ["data-structure", "model"])
def test_an_unknown_part_is_answered_with_those_there_are(drawn, name):
    with pytest.raises(UnknownNameError) as caught:
        drawn.draw(Wanted(name, part="nowhere"))
    assert caught.value.details["nearest"] == list(drawn.parts(name))
    assert len(drawn.parts(name)) == {"data-structure": 3 + 8, "model": 3}[name]


@pytest.mark.parametrize("spoken", SPOKEN)
def test_every_field_of_the_coverage_counts_what_the_files_say(root, drawn, files, spoken):
    coverage = drawn._coverage
    concepts = {iri for iri in files.labels if "/concept/" in iri}
    assert {one.iri for one in coverage.concepts} == concepts
    assert len(coverage.cases) == len(list((root / "data/song-2025/cases").glob("*.ttl")))
    numbers = iter(fields(parsed(drawn, Wanted("coverage", spoken))))
    for case in coverage.cases:
        for concept in coverage.concepts:
            number = len(files.items[concept.iri] & files.cases[case.iri])
            assert next(numbers) == (str(number) if number else "·")
    plain = fields(parsed(drawn, Wanted("coverage", spoken, counts=False)))
    assert set(plain) == {"·"}


def fields(root):
    """What stands in the fields, row by row."""
    written = (letters(text) for text in root.iter(f"{SVG}text"))
    return [one for one in written if one == "·" or one.isdigit()]
