"""`/new` over HTTP: what each button does, that nothing written is lost, and who may submit."""

import gzip
import re
from html import unescape
from io import BytesIO
from pathlib import Path

import pytest

from cocreation.intake.choices import Choices
from cocreation.intake.reading import read_case
from cocreation.namespaces import CST, ID, VCC
from cocreation.services.building import build
from cocreation.services.form.forms import MOST_ENTRIES
from cocreation.settings import Settings
from cocreation.sources import terms
from cocreation.store import tokens
from cocreation.web import create_app

ROOT = Path(__file__).parents[2]
DEYI = ROOT / "data/song-2025/cases/jd-cloud-deyi-dairy.ttl"
PAGE_BYTES = 150 * 2**10
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CASE = {
    "entry": ["case.1", "study.1"],
    "study.1.type": CST + "Study",
    "study.1.id": "my-study",
    "study.1.rdfs:label@zh": "我的研究",
    "study.1.rdfs:label@en": "My study",
    "study.1.cst:appliesModelOf": f"{ID}study/song-2025",
    "case.1.type": VCC + "Partnership",
    "case.1.rdfs:label@zh": "京东云-达达（再访）",
    "case.1.rdfs:label@en": "JD Cloud – Dada, revisited",
    "case.1.id": "jd-cloud-dada-revisited",
    "case.1.vcc:hasProvider": f"{ID}organization/jd-cloud",
    "case.1.vcc:hasUser": f"{ID}organization/dada",
    "case.1.cst:acknowledgesGap": [
        VCC + gap for gap in ("CaseEvidenceGap", "ProviderSourceGap", "UserSourceGap")
    ],
}
NEW = f"{ID}case/my-study/jd-cloud-dada-revisited"


@pytest.fixture
def post(client):
    """Press a button of the form."""

    def press(do, fields=(), language="en", **more):
        return client.post(
            f"/{language}/new",
            data={"do": do, **dict(fields)},
            content_type="multipart/form-data",
            **more,
        )

    return press


def fill(post, data: bytes, name: str, language="en"):
    return post("fill", {"file": (BytesIO(data), name)}, language)


def fields_of(page: str) -> dict[str, list[str]]:
    """What a browser would post of a page."""
    found: dict[str, list[str]] = {}
    for tag in re.findall(r"<input[^>]*>", page):
        name, value = re.search(r' name="([^"]*)"', tag), re.search(r' value="([^"]*)"', tag)
        if name and value and value[1]:
            found.setdefault(unescape(name[1]), []).append(unescape(value[1]))
    for name, body in re.findall(r'<select[^>]* name="([^"]*)"[^>]*>(.*?)</select>', page, re.S):
        chosen = re.search(r'<option value="([^"]+)" selected>', body)
        if chosen:
            found.setdefault(unescape(name), []).append(unescape(chosen[1]))
    for name, body in re.findall(
        r'<textarea[^>]* name="([^"]*)"[^>]*>\n(.*?)</textarea>', page, re.S
    ):
        if body:
            found.setdefault(unescape(name), []).append(unescape(body).replace("\n", "\r\n"))
    return found


def statements(data: bytes, name: str):
    case = read_case(data, name, graph="urn:g", choices=Choices())
    return set(terms(case.graph.triples))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_empty_form_has_every_section_and_says_that_submitting_publishes(client, language):
    answer = client.get(f"/{language}/new")
    assert answer.status_code == 200
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
    for word in {"en": ("Evidence item", "Informant"), "zh": ("证据条目", "受访者")}[language]:
        assert word in answer.text
    publishes = {"en": "Submitting publishes the case", "zh": "提交即公开发布"}[language]
    assert answer.text.index(publishes) < answer.text.index('name="token"')
    assert len(gzip.compress(answer.data)) < PAGE_BYTES


def test_other_pages_name_no_page_to_others(client):
    assert client.get("/en/validate").headers["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize("name", ["home", "menu"])
def test_the_form_is_linked_from_home_and_menu(browse, name):
    address = {"home": "/en", "menu": "/en/questions"}[name]
    page = browse(f"{address}/" if name == "home" else address).text
    assert page.count('href="/en/new"') == {"home": 2, "menu": 1}[name]


def test_a_check_puts_findings_beside_fields_and_links_them_from_the_top(post):
    wrong = {**CASE, "case.1.vcc:hasUser": "", "case.1.rdfs:label@zh": ""}
    page = post("check", wrong)
    assert page.status_code == 200
    summary = re.search(r'<section class="summary.*?</section>', page.text, re.S)[0]
    assert 'href="#case.1.vcc:hasUser"' in summary
    assert 'href="#case.1.rdfs:label@zh"' in summary
    beside = re.search(r'id="case.1.vcc:hasUser.told">.*?</ul>', page.text, re.S)[0]
    assert "exactly one user" in beside
    control = re.search(r'<select id="case.1.vcc:hasUser"[^>]*>', page.text)[0]
    assert 'aria-invalid="true"' in control
    assert "case.1.vcc:hasUser.told" in control
    # What is right stays as it is.
    assert fields_of(page.text)["case.1.rdfs:label@en"] == ["JD Cloud – Dada, revisited"]
    for target in re.findall(r'href="#([^"]*)"', summary):
        assert page.text.count(f'id="{target}"') == 1


def test_a_case_that_conforms_is_said_to(post):
    page = post("check", CASE)
    assert "Places to mend" not in page.text
    assert "aria-invalid" not in page.text


def test_enter_in_a_field_checks(client):
    page = client.get("/en/new").text
    assert re.search(r'<button[^>]*value="([^"]*)"', page)[1] == "check"


@pytest.mark.parametrize("segment", ["organization", "source", "evidence", "discrepancy"])
def test_things_are_added_and_removed_without_losing_what_is_written(post, segment):
    added = post("add:" + segment, CASE).text
    assert f'id="{segment}.1" class="entry" tabindex="-1" autofocus' in added
    assert fields_of(added).items() >= {"case.1.id": ["jd-cloud-dada-revisited"]}.items()
    removed = post(f"remove:{segment}.1", fields_of(added)).text
    assert f'id="{segment}.1"' not in removed
    assert fields_of(removed)["entry"] == CASE["entry"]
    assert f'id="add-{segment}" name="do" value="add:{segment}" autofocus' in removed


def test_the_other_language_goes_on_with_what_is_written(post):
    page = post("check", CASE).text
    assert re.search(r'<button[^>]*value="show" formaction="/zh/new"', page)
    other = post("show", CASE, "zh")
    assert "新案例" in other.text
    assert fields_of(other.text) == fields_of(page)


def test_a_further_value_gets_an_input_of_its_own(post):
    page = post("more:case.1.cst:acknowledgesGap", CASE).text
    assert page.count('name="case.1.cst:acknowledgesGap"') == 4
    assert len(fields_of(page)["case.1.cst:acknowledgesGap"]) == 3


@pytest.mark.parametrize("given", [0, 1, 3])
def test_the_input_for_a_further_value_has_the_focus(post, given):
    gaps = CASE["case.1.cst:acknowledgesGap"][:given]
    page = post("more:case.1.cst:acknowledgesGap", {**CASE, "case.1.cst:acknowledgesGap": gaps})
    (focused,) = re.findall(r'id="([^"]*)"[^>]* autofocus', page.text)
    assert focused == f"case.1.cst:acknowledgesGap.{max(1, given)}"


def test_what_fits_the_chosen_study_is_offered_on_request(post):
    page = post("add:evidence", CASE).text
    assert '<button class="quiet small" name="do" value="show:study.1.cst:appliesModelOf">' in page
    own = {**CASE, "entry": ["case.1", "evidence.1"], "case.1.cst:ofStudy": "study/song-2025"}
    there = post("show:case.1.cst:ofStudy", own).text
    for text, offers in ((page, False), (there, True)):
        select = re.search(r'<select id="evidence.1.cst:citesSource".*?</select>', text, re.S)[0]
        assert ("J12" in select) is offers
        assert "concept/song-2025/" in text
    assert 'id="case.1.cst:ofStudy"' in re.search(r"<select[^>]* autofocus>", there)[0]


def test_a_typed_name_that_nothing_bears_is_told_beside_its_field_and_stays(post):
    page = post("check", {**CASE, "case.1.vcc:hasUser": "Dadda"})
    assert "did you mean" in re.search(r'id="case.1.vcc:hasUser.told">.*?</ul>', page.text, re.S)[0]
    assert fields_of(page.text)["case.1.vcc:hasUser"] == ["Dadda"]


@pytest.mark.parametrize("ending", ["ttl", "xlsx"])
def test_a_file_fills_the_form_and_comes_back_from_its_fields_alone(post, ending):
    given = statements(DEYI.read_bytes(), "c.ttl")
    data = DEYI.read_bytes()
    if ending == "xlsx":
        data = post("xlsx", fields_of(fill(post, data, "c.ttl").text)).data
    page = fill(post, data, f"c.{ending}")
    assert page.status_code == 200
    assert len(gzip.compress(page.data)) < PAGE_BYTES
    assert "Kept as it is" in page.text
    back = post("turtle", fields_of(page.text))
    assert back.content_type == "text/turtle; charset=utf-8"
    assert back.headers["Content-Disposition"] == "attachment; filename=jd-cloud-deyi-dairy.ttl"
    assert statements(back.data, "c.ttl") == given


def test_a_case_is_downloaded_as_a_workbook(post):
    answer = post("xlsx", CASE)
    assert answer.content_type == XLSX
    assert answer.data.startswith(b"PK")


def test_a_value_that_no_file_could_hold_is_told_and_stays(post):
    page = post("turtle", {**CASE, "study.1.cst:statedCaseCount": "many"})
    assert page.status_code == 422
    assert "Write a whole number" in page.text
    assert fields_of(page.text)["study.1.cst:statedCaseCount"] == ["many"]


@pytest.mark.parametrize(
    ("data", "name", "status"),
    [(b"<a> <b", "c.ttl", 400), (b"MZ", "c.exe", 415), (b"", "c.ttl", 400)],
)
def test_a_file_that_cannot_be_read_leaves_the_form_as_it_was(post, data, name, status):
    page = post("fill", {**CASE, "file": (BytesIO(data), name)})
    assert page.status_code == status
    assert 'role="alert"' in page.text
    assert fields_of(page.text)["case.1.id"] == ["jd-cloud-dada-revisited"]


def test_without_a_file_the_form_asks_for_one(post):
    page = post("fill", CASE, "zh")
    assert page.status_code == 400
    assert "请先选择文件" in page.text


def test_markup_in_a_field_or_a_file_stays_text(post):
    hostile = "</textarea><script>alert(1)</script>\"'"
    written = post("check", {**CASE, "case.1.rdfs:label@en": hostile, "case.1.id": hostile})
    assert "<script>alert" not in written.text
    assert fields_of(written.text)["case.1.rdfs:label@en"] == [hostile]
    turtle = f'<urn:x> <{CST}unknown> """{hostile}""" .'.encode()
    filled = fill(post, turtle, "c.ttl")
    assert "<script>alert" not in filled.text
    back = post("turtle", fields_of(filled.text))
    assert statements(back.data, "c.ttl") == statements(turtle, "c.ttl")


def test_too_many_things_are_refused_with_a_sentence(post):
    many = [f"source.{number}" for number in range(1, MOST_ENTRIES + 2)]
    page = post("check", {"entry": many})
    assert page.status_code == 400
    assert "use the workbook" in page.text


def test_a_page_with_as_many_things_as_there_may_be_stays_small(post):
    keys = [f"evidence.{number}" for number in range(1, MOST_ENTRIES + 1)]
    summaries = {f"{key}.cst:summary@en": f"What {key} says" for key in keys}
    page = post("show", {"entry": keys, **summaries})
    assert page.status_code == 200
    assert page.text.count('class="entry"') == MOST_ENTRIES
    assert len(gzip.compress(page.data)) < PAGE_BYTES
    assert post("add:source", {"entry": keys, **summaries}).status_code == 400


@pytest.mark.parametrize("name", ["rdfs:label@en", "vcc:hasUser"])
def test_an_address_in_a_text_stays_and_one_that_is_chosen_means_the_same(post, name):
    address = f"{ID}organization/dada"
    page = post("show", {**CASE, f"case.1.{name}": address})
    shown = fields_of(page.text)
    assert shown[f"case.1.{name}"] == [address if "label" in name else "organization/dada"]
    assert shown["case.1.vcc:hasUser"] == ["organization/dada"]
    back = statements(post("turtle", shown).data, "c.ttl")
    kinds = {one.object.kind for one in back if one.object.value == address}
    assert kinds == ({"iri", "literal"} if "label" in name else {"iri"})


def test_names_that_the_form_does_not_have_are_passed_over(post):
    odd = {
        **CASE,
        "case.1.owl:sameAs": "urn:x",
        "entry": [*CASE["entry"], "x.1", "case.-1", "case.1/.."],
    }
    back = post("turtle", odd)
    assert back.status_code == 200
    assert b"sameAs" not in back.data


def test_spoilt_kept_statements_are_refused_with_a_sentence(post):
    page = post("turtle", {**CASE, "kept": "<urn:a> <<urn:b>> ."})
    assert page.status_code == 400
    assert "fill the form from your file again" in page.text
    assert fields_of(page.text)["case.1.id"] == ["jd-cloud-dada-revisited"]


def test_personal_data_are_told_beside_the_field(post):
    page = post("check", {**CASE, "case.1.rdfs:label@en": "Call 13812345678"})
    assert 'id="case.1.rdfs:label@zh.told"' in page.text


@pytest.fixture(scope="module")
def writable(tmp_path_factory):
    settings = Settings(project=ROOT, store=tmp_path_factory.mktemp("new") / "store")
    build(settings)
    app = create_app(settings)
    yield app.test_client(), tokens.add(settings.store, "ann")
    app.extensions["cocreation"].inspector.close()
    app.extensions["cocreation"].store.close()


def submit(client, token, fields=CASE, **headers):
    return client.post(
        "/en/new",
        data={"do": "submit", "token": token, **fields},
        content_type="multipart/form-data",
        headers=headers,
    )


@pytest.mark.parametrize("token", ["", "coc_wrong"])
def test_without_a_known_token_nothing_is_kept_and_the_form_stays(writable, token):
    client, _ = writable
    page = submit(client, token)
    assert page.status_code == 401
    assert fields_of(page.text)["case.1.id"] == ["jd-cloud-dada-revisited"]
    assert "coc_wrong" not in page.text
    assert client.get(f"/cases/{NEW.partition('case/')[2]}").status_code == 404


def test_a_form_of_another_site_is_refused(writable):
    client, token = writable
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}):
        page = submit(client, token, **headers)
        assert page.status_code == 403
        assert token not in page.text


def test_a_token_in_the_address_is_none(writable):
    client, token = writable
    page = client.post(f"/en/new?token={token}", data={"do": "submit", **CASE})
    assert page.status_code == 401


def test_violations_keep_a_case_out(writable):
    client, token = writable
    page = submit(client, token, {**CASE, "case.1.vcc:hasUser": ""})
    assert page.status_code == 422
    assert 'href="#case.1.vcc:hasUser"' in page.text


def test_a_case_is_published_and_revised_by_whoever_has_seen_it(writable):
    client, token = writable
    address = f"/cases/{NEW.partition('case/')[2]}"
    first = submit(client, token, **{"Sec-Fetch-Site": "same-origin"})
    assert first.status_code == 200
    assert "Published as revision 1" in first.text
    assert f'href="http://localhost{address}"' in first.text
    assert token not in first.text
    assert client.get(address).status_code == 200

    changed = {**CASE, "case.1.rdfs:label@en": "JD Cloud – Dada, again"}
    conflict = submit(client, token, changed)
    assert conflict.status_code == 409
    assert f'href="http://localhost{address}"' in conflict.text
    assert "new revision" in conflict.text
    again = submit(client, token, fields_of(conflict.text))
    assert "Published as revision 2" in again.text
    assert f"{CST}ofStudy" not in again.text
