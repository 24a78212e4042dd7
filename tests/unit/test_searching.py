"""Words of either language, parts of them and codes find things, the likeliest first."""

import threading
from time import monotonic, sleep

import pytest

from cocreation.errors import NotReadyError, StoreError
from cocreation.model import Term, Text
from cocreation.namespaces import ID, RDFS
from cocreation.services.searching.entries import Entry, kind_of
from cocreation.services.searching.index import SearchIndex
from cocreation.services.searching.search import Search
from cocreation.services.searching.words import LONGEST_QUESTION, MOST_WORDS, asked, marked, snippet


def entry(name, zh, en, codes=(), cited=(), text=""):
    iri = ID + name
    texts = (Term("literal", text, language="en"),) if text else ()
    own = (*codes, name.rpartition("/")[2])
    return Entry(iri, kind_of(iri), Text(en=en, zh=zh), own, tuple(cited), texts)


ENTRIES = (
    entry("source/s/J_DY1", "得益乳业技术中心主管访谈", "Interview at Deyi Dairy", ["J_DY1"]),
    entry("source/s/J_DY2", "得益乳业内部资料", "Internal documents of Deyi Dairy", ["J_DY2"]),
    entry("evidence/s/t2-r2", "表2第2行", "Table 2, row 2", cited=["J_DY1"], text="Dairies tell."),
    entry("concept/s/group-trust", "群体信任", "Group trust"),
    entry("evidence/s/t3-r6", "表3第6行", "Table 3, row 6", text="Meiyou trusts its provider."),
    entry("organization/beike", "贝壳", "Beike", text="A company whose ecosystem is large."),
)


@pytest.fixture(scope="module")
def index():
    return SearchIndex(ENTRIES)


@pytest.fixture(scope="module")
def names(index):
    def find(question, kind=""):
        found = index.find(asked(question), kind, 0, 10)
        return [one.name.removeprefix(ID) for one in found.entries]

    return find


@pytest.mark.parametrize("code", ["J_DY1", "j_dy1", "Ｊ＿ＤＹ１", "  J_DY1  "])
def test_a_code_finds_its_source_before_what_cites_it(names, code):
    assert names(code) == ["source/s/J_DY1", "evidence/s/t2-r2"]


def test_a_part_of_a_code_finds_all_that_begin_so(names):
    assert set(names("j_dy")) >= {"source/s/J_DY1", "source/s/J_DY2"}


@pytest.mark.parametrize("spelt", ["t3-r6", "T3-R6"])
def test_a_place_is_found_by_its_slug_alone(names, spelt):
    assert names(spelt) == ["evidence/s/t3-r6"]


@pytest.mark.parametrize("word", ["信任", "群体信任", "群體信任", "信", "体信"])
def test_any_part_of_a_chinese_name_finds_it_in_either_script(names, word):
    assert names(word) == ["concept/s/group-trust"]


def test_chinese_characters_that_do_not_stand_together_find_nothing(names):
    assert names("群信") == []


@pytest.mark.parametrize("word", ["trust", "TRUST", "trusting", "trus", "rust"])
def test_an_english_word_is_found_in_other_forms_and_by_a_part_a_name_first(names, word):
    assert names(word) == ["concept/s/group-trust", "evidence/s/t3-r6"]


def test_all_words_must_be_there_in_whatever_language(names):
    assert names("得益 internal") == ["source/s/J_DY2"]
    assert names("trust dairy") == []


def test_results_are_narrowed_to_a_kind_and_counted_by_all(index):
    found = index.find(asked("trust"), "evidence", 0, 10)
    assert [one.name for one in found.entries] == [ID + "evidence/s/t3-r6"]
    assert (found.total, found.kinds) == (1, {"construct": 1, "evidence": 1})


def test_pages_follow_each_other_without_gap_or_repetition(index):
    whole = index.find(asked("s"), "", 0, 10).entries
    parts = [index.find(asked("s"), "", n, 1).entries for n in range(len(whole) + 1)]
    assert [one for part in parts for one in part] == list(whole)


def test_what_nearly_matches_is_offered_where_nothing_matches(index):
    assert [one.title.en for one in index.near(asked("Beikee"), 3)] == ["Beike"]
    assert index.near(asked("群体信赖"), 3)[0].title.zh == "群体信任"


@pytest.mark.parametrize(
    "question",
    ["", " ", '"', "a AND (b OR", "title:*", "[", "\\", "\x00\x07", "a" * 10_000, "信" * 10_000,
     "a " * 5_000, "{}|^~!", "\ud800", "𠀀", "%", "..."],
)  # fmt: skip
def test_hostile_questions_are_answered(index, question):
    words = asked(question)
    assert len(words) <= MOST_WORDS
    assert sum(len(word.text) for word in words) <= LONGEST_QUESTION
    if words:
        assert index.find(words, "", 0, 10).total >= 0
        index.near(words, 5)


def test_what_was_sought_is_marked_as_it_is_written():
    pieces = marked("The Ｔｒｕｓｔ of 群體信任", asked("trust 群体"))
    assert [piece.text for piece in pieces if piece.marked] == ["Ｔｒｕｓｔ", "群體"]
    assert "".join(piece.text for piece in pieces) == "The Ｔｒｕｓｔ of 群體信任"


def test_a_snippet_is_cut_around_the_first_word_sought():
    text = "filler " * 60 + "the trust is here " + "more " * 60
    pieces = snippet([text], asked("trust"))
    shown = "".join(piece.text for piece in pieces)
    assert len(shown) < 200
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert [piece.text for piece in pieces if piece.marked] == ["trust"]


class Changing:
    """A store whose state and names a test sets; it can be held up, and be away."""

    def __init__(self):
        self.state, self.names = "1", ["First"]
        self.gate = threading.Event()
        self.gate.set()
        self.away = False
        self.looked = 0

    def version(self):
        self.looked += 1
        if self.away:
            raise StoreError(Text(en="away", zh="不在"))
        return self.state

    def read(self):
        self.gate.wait(10)
        return {
            f"{ID}case/s/{name.lower()}": {RDFS + "label": [Term("literal", name)]}
            for name in self.names
        }


@pytest.fixture
def changing():
    return Changing()


@pytest.fixture
def search(changing, monkeypatch):
    monkeypatch.setattr("cocreation.services.searching.search._LOOK_SECONDS", 0.02)
    search = Search(changing, changing.read, ())
    yield search
    changing.gate.set()
    search.close()


def found(search, word):
    return [one.title.en for one in search.find(word).found.entries]


def until(condition, seconds=20):
    end = monotonic() + seconds
    while not condition():
        assert monotonic() < end
        sleep(0.05)


def test_until_there_is_an_index_whoever_asks_is_told_to_come_again(search, changing):
    changing.gate.clear()
    with pytest.raises(NotReadyError) as refused:
        search.find("first")
    assert refused.value.details["retry_after"] > 0
    changing.gate.set()
    until(lambda: search._index is not None)
    assert found(search, "first") == ["First"]


def test_a_change_is_found_and_what_was_taken_back_is_not_while_the_old_index_answers(
    search, changing
):
    search.refresh()
    search.follow()
    changing.gate.clear()
    changing.names, changing.state = ["Second"], "2"
    sleep(0.1)
    assert found(search, "first") == ["First"]
    changing.gate.set()
    until(lambda: found(search, "second") == ["Second"])
    assert found(search, "first") == []


def test_what_else_is_made_waits_for_the_index_of_what_the_store_is_now(search, changing):
    made = []

    def change():
        made.append(changing.state)
        if changing.state == "1":
            changing.names, changing.state = ["Second"], "2"

    search.follow([change, lambda: made.append((changing.state, found(search, "second")))])
    until(lambda: len(made) >= 3)
    assert made == ["1", "2", ("2", ["Second"])]


def test_what_else_is_made_is_made_once_for_each_state_also_after_the_store_was_away(
    search, changing
):
    made = []
    search.follow([lambda: made.append(changing.state)])
    until(lambda: made)
    looked = changing.looked
    until(lambda: changing.looked > looked + 3)
    changing.away = True
    looked = changing.looked
    until(lambda: changing.looked > looked + 3)
    changing.away, changing.state = False, "2"
    until(lambda: made == ["1", "2"])


def test_of_a_store_that_tells_no_state_nothing_else_is_made(search, changing):
    changing.state = None
    made = []
    search.follow([lambda: made.append(1)])
    until(lambda: changing.looked > 3)
    assert made == []


def test_a_store_that_is_away_leaves_the_index_at_hand(search, changing):
    search.refresh()
    changing.away = True
    search.follow()
    sleep(0.1)
    assert found(search, "first") == ["First"]


def test_a_store_that_cannot_tell_its_state_is_not_read_again_at_once(search, changing):
    changing.state = None
    search.refresh()
    changing.names = ["Second"]
    search.refresh()
    assert found(search, "first") == ["First"]
