"""The first pages of a project whose study is not of the first one's domain."""


def test_the_home_page_asks_what_has_an_answer(wards_client):
    page = wards_client.get("/en/", headers={"Accept": "text/html"}).text
    for asked in ("cases/find-cases-showing-construct", "constructs/count-evidence-by-level"):
        assert f'href="/en/queries/{asked}"' in page
    for unanswered in ("making/list-solutions", "model/find-what-strengthens"):
        assert f'href="/en/queries/{unanswered}"' not in page


def test_the_explorer_begins_with_the_themes_where_there_are_no_stages(wards_client):
    page = wards_client.get("/zh/explorer", headers={"Accept": "text/html"}).text
    assert "各主题及其构念" in page
    assert "第一主题（示例）" in page
    assert "第二构念（示例）" in page
    found = wards_client.get("/explorer").get_json()
    (column,) = found["columns"]
    assert [iri.rpartition("/")[2] for iri in column] == [
        "first-theme",
        "first-concept",
        "second-concept",
    ]
    assert {(one["property"], one["to"]) for one in found["edges"]} == {("skos:broader", column[0])}


def test_pages_offer_no_stages_and_sides_where_there_are_none(wards_client):
    def page(address):
        return wards_client.get(address, headers={"Accept": "text/html"}).text

    home = page("/en/")
    assert "The cases, by construct and kind of source" in home
    assert "provider" not in home
    evidence = page("/en/evidence")
    assert 'class="sourceKind"' in evidence
    assert 'class="stage"' not in evidence
    assert 'class="side"' not in evidence
    matrix = page("/en/matrix")
    assert "concepts by theme" in matrix
    assert "concepts by stage" not in matrix
    assert "cases by provider" not in matrix


def test_the_shipped_study_has_all_of_them(browse):
    assert "by provider, sector, stage" in browse("/en/").text
    assert 'class="side"' in browse("/en/evidence").text
    assert "cases by provider" in browse("/en/matrix").text
