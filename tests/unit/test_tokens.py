"""Tokens: shown once, kept as digests that only their owner can read, revoked for good."""

import hmac
import json
import stat

import pytest

from cocreation.errors import ParameterError, StoreError, UnauthorizedError, UnknownNameError
from cocreation.store import tokens


def test_a_token_is_known_by_its_digest_alone(tmp_path):
    token = tokens.add(tmp_path, "ann")
    assert tokens.holder_of(tmp_path, token).name == "ann"
    content = (tmp_path / "tokens.json").read_text()
    assert token not in content
    assert token.removeprefix("cocreation_") not in content


def test_a_token_has_256_random_bits(tmp_path):
    made = {tokens.add(tmp_path, f"n{number}") for number in range(20)}
    assert len(made) == 20
    # 43 letters of 6 bits each.
    assert {len(token.removeprefix("cocreation_")) for token in made} == {43}


def test_nobody_else_can_read_the_file_whatever_was_there_before(tmp_path):
    (tmp_path / "tokens.json.new").write_text("left")
    (tmp_path / "tokens.json.new").chmod(0o666)
    tokens.add(tmp_path, "ann")
    assert stat.S_IMODE((tmp_path / "tokens.json").stat().st_mode) == 0o600


@pytest.mark.parametrize("given", ["", "cocreation_", "nonsense", "令牌", "\udcff", "x" * 10**6])
def test_any_other_text_is_refused(tmp_path, given):
    tokens.add(tmp_path, "ann")
    with pytest.raises(UnauthorizedError, match="not known here"):
        tokens.holder_of(tmp_path, given)


def test_every_token_is_compared_in_constant_time(tmp_path, monkeypatch):
    compared, constant = [], hmac.compare_digest

    def compare(one, other):
        compared.append(one)
        return constant(one, other)

    first = tokens.add(tmp_path, "ann")
    tokens.add(tmp_path, "bob")
    monkeypatch.setattr("cocreation.store.tokens.hmac.compare_digest", compare)
    tokens.holder_of(tmp_path, first)
    assert len(compared) == 2


def test_a_revoked_token_is_refused_and_its_name_can_get_another(tmp_path):
    old = tokens.add(tmp_path, "ann")
    tokens.revoke(tmp_path, "ann")
    with pytest.raises(UnauthorizedError):
        tokens.holder_of(tmp_path, old)
    with pytest.raises(UnknownNameError, match="No token is in use"):
        tokens.revoke(tmp_path, "ann")
    new = tokens.add(tmp_path, "ann", editor=True)
    assert tokens.holder_of(tmp_path, new).editor
    with pytest.raises(UnauthorizedError):
        tokens.holder_of(tmp_path, old)


def test_a_name_that_is_taken_is_refused(tmp_path):
    tokens.add(tmp_path, "ann")
    with pytest.raises(ParameterError, match="has a token already"):
        tokens.add(tmp_path, "ann")


@pytest.mark.parametrize("name", ["", "a b", "a/b", "-a", "x" * 65, "a\n", "<a>"])
def test_a_name_is_one_word(tmp_path, name):
    with pytest.raises(ParameterError, match="no name for a token"):
        tokens.add(tmp_path, name)


def test_a_name_may_be_chinese(tmp_path):
    assert tokens.holder_of(tmp_path, tokens.add(tmp_path, "李华")).name == "李华"


@pytest.mark.parametrize("content", ["", "{", "[1]", '[{"name": "ann"}]', "{}x"])
def test_a_damaged_file_says_how_to_mend_it(tmp_path, content):
    (tmp_path / "tokens.json").write_text(content)
    with pytest.raises(StoreError, match="mend the file, or remove it"):
        tokens.holders(tmp_path)


def test_the_tokens_are_a_list_of_names(tmp_path):
    tokens.add(tmp_path, "ann")
    tokens.add(tmp_path, "bob")
    tokens.revoke(tmp_path, "ann")
    assert [(h.name, bool(h.revoked)) for h in tokens.holders(tmp_path)] == [
        ("ann", True),
        ("bob", False),
    ]
    assert {len(told["digest"]) for told in json.loads((tmp_path / "tokens.json").read_text())} == {
        0,
        64,
    }
