"""Where no case has a provider and a user, no page tells of them as if they were missing."""

import pytest

CASE = "wards-2027/first-case"
ITEM = "/en/evidence/wards-2027/s4-p1-s1-i1"
NOTHING_OF_SIDES = [
    "/en/cases",
    f"/en/cases/{CASE}",
    f"/en/compare/{CASE}",
    "/en/constructs/wards-2027/first-concept",
    "/en/propositions/wards-2027/first-furthers-second",
    ITEM,
    "/en/sources",
    "/en/organizations",
    "/en/organizations/wards-2027-first",
]
SIDES = (
    "neither side",
    "no partnership",
    "no party",
    "the providers",
    "A provider",
    "provider's side",
    "one side or",
    ">Side<",
)


@pytest.mark.parametrize("address", NOTHING_OF_SIDES)
def test_no_page_tells_of_sides_that_no_case_has(wards_client, address):
    page = wards_client.get(address, headers={"Accept": "text/html"})
    assert page.status_code == 200
    assert "(example)" in page.text or "First organization of wards-2027" in page.text
    assert not [words for words in SIDES if words in page.text]


def test_the_list_of_cases_has_columns_for_sides_only_where_some_case_has_them(
    wards_client, browse
):
    alone, beside = wards_client.get("/en/cases", headers={"Accept": "text/html"}), browse("/cases")
    for heading in ("Provider", "User", "Sector"):
        assert f'<th scope="col">{heading}</th>' not in alone.text
        assert f'<th scope="col">{heading}</th>' in beside.text


def test_what_rests_on_one_kind_of_source_is_told_of_a_case_without_sides(wards_client):
    page = wards_client.get(f"/en/compare/{CASE}", headers={"Accept": "text/html"}).text
    section = page[page.index("What rests on one kind of source") :]
    assert "First concept (example)" in section
    assert "Interview" in section


def test_beside_partnerships_too_a_case_without_sides_is_told_of_as_one(browse):
    plain = browse("/en/cases/lantern-2026/maple-library").text
    assert "Hill Library" in plain or "Maple Library" in plain
    assert "neither side" not in plain
    tallies = browse("/en/constructs/lantern-2026/quiet-hours").text
    assert "a case without sides" in tallies
    # That a partnership's source is of neither side is still said.
    partnership = browse("/en/constructs/song-2025/group-trust").text
    assert "a case without sides" not in partnership
    assert "neither side of the case" in partnership


def test_how_a_providers_sources_are_listed_is_told_where_there_are_providers(browse):
    told = "A provider&#39;s sources serve all its cases"
    assert told in browse("/en/sources?study=song-2025").text
    assert told not in browse("/en/sources?study=lantern-2026").text


def test_an_organization_has_a_role_only_where_some_case_has_sides(wards_client, browse):
    alone = wards_client.get("/en/organizations", headers={"Accept": "text/html"}).text
    for heading in ("Role", "Cases"):
        assert f">{heading}</th>" not in alone
        assert f">{heading}</th>" in browse("/en/organizations").text
