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
