"""All Turtle of the project is written in the one way."""

from cocreation import turtle


def test_all_turtle_is_formatted(root, capsys):
    folders = [str(root / folder) for folder in ("ontology", "shapes", "data")]
    assert turtle.main(["--check", *folders]) == 0, capsys.readouterr().out
