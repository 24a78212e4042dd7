"""Where the paper disagrees with itself is shown wherever the thing at odds is."""

import re

import pytest

BEARING_T4_R2 = "该行讲京东云与达达的合作，所标编码J_DY2却是得益乳业的内部资料"


@pytest.mark.parametrize(
    "address",
    [
        *("cases/song-2025/jd-cloud-dada", "evidence/song-2025/t4-r2", "tables/4"),
        *(
            "constructs/song-2025/build-cross-organizational-ecosystem",
            "constructs/song-2025/aggregation",
        ),
        "sources/song-2025/J_DY2",
    ],
)
def test_an_items_mark_stands_wherever_the_item_does(browse, address):
    assert BEARING_T4_R2 in browse(f"/zh/{address}").text


def test_an_items_mark_stands_at_the_claim_that_it_bears_on(browse):
    page = browse(
        "/en/propositions/song-2025/intergroup-learning-strengthens-knowledge-integration"
    ).text
    assert "At odds with the paper elsewhere" in page


def test_the_totals_say_why_they_differ(browse):
    page = browse("/en/sources").text
    totals = page[page.index('id="totals"') : page.index('id="inventory"')]
    assert totals.count('<p class="mark">') == 2


def test_a_source_at_odds_is_marked_in_the_inventory_and_in_its_table(browse):
    page = browse("/en/sources").text
    row = next(line for line in page.splitlines() if "<code>T_SY1</code>" in line)
    assert "at-odds" in row
    clean = next(line for line in page.splitlines() if "<code>J_DY2</code>" in line)
    assert "at-odds" not in clean
    table = browse("/en/tables/1").text
    assert "/en/sources/song-2025/T_SY1" in table[table.index('id="marked"') :]


def test_a_number_of_the_matrix_says_that_an_item_behind_it_is_marked(browse):
    page = browse("/en/matrix").text
    (dada,) = re.findall(r'aria-label="JD Cloud – Dada, Building a [^"]+"[^/]+/sup>', page)
    assert "1 evidence items, with marks" in dada
    assert "* with evidence that is marked as at odds" in page
    clean = re.search(r'aria-label="JD Cloud – Dada, Forming [^"]+">1(.)', page)
    assert clean[1] == "<"
    assert "with marks" not in clean[0]
