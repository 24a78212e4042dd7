"""`cocreation figure` as a process over the shipped project."""

import os
import pty
import subprocess

import pytest

from cli.conftest import COMMAND


def test_a_figure_is_printed_as_svg_with_the_names_of_what_it_shows(start):
    output, errors = start("figure", "model", "--lang", "zh", "--part", "bridging").communicate()
    assert errors == ""
    assert output.startswith("<svg")
    assert "群体信任" in output
    assert "https://w3id.org/cocreation/id/concept/song-2025/group-trust" in output
    assert "n = " in output
    plain, _ = start("figure", "model", "--no-counts").communicate()
    assert "n = " not in plain
    assert (
        "Group trust" in plain.replace("</text>\n<text", "").replace("\n", " ") or "trust" in plain
    )


def test_links_lead_to_the_public_server_where_there_is_one(start, environment):
    settings = {**environment, "COCREATION_BASE_URL": "https://graph.example.org/"}
    output, _ = start("figure", "data-structure", env=settings).communicate()
    assert 'href="https://graph.example.org/id/concept/song-2025/group-trust"' in output


@pytest.mark.parametrize(
    ("ending", "begins"), [("svg", b"<svg"), ("png", b"\x89PNG"), ("pdf", b"%PDF")]
)
def test_the_format_is_that_of_the_files_ending(start, tmp_path, ending, begins):
    path = tmp_path / f"figure.{ending}"
    output, errors = start("figure", "model", "--lang", "both", "-o", path).communicate()
    assert (output, errors) == ("", "")
    assert path.read_bytes().startswith(begins)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--part", "nowhere"), "choose one of assessment, bridging, aggregation"),
        (("--part", "nowhere", "--lang", "zh"), "可选 assessment, bridging, aggregation。"),
    ],
)
def test_an_unknown_part_gets_one_sentence(start, words, sentence):
    process = start("figure", "model", *words)
    output, errors = process.communicate()
    assert (process.returncode, output) == (2, "")
    assert sentence in errors
    assert len(errors.splitlines()) == 1


def test_a_picture_is_not_thrown_at_a_terminal(environment):
    leader, follower = pty.openpty()
    done = subprocess.run(
        [*COMMAND, "figure", "model", "--format", "png"],
        env=environment,
        stdout=follower,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(follower)
    os.close(leader)
    assert done.returncode == 2
    assert "name a file for it with -o" in done.stderr
