"""The LaTeX of a comparison is compiled, with whatever signs a case's names hold."""

import shutil
import subprocess

import pytest

from cocreation.services.table_formats import Table, latex_table, latex_text, markdown_text

NASTY = r"""[# $ % & _ { } ~ ^ \ <>|" `x` -- \input{x} *y 😀 """ + "W" * 200
PREAMBLE = r"""\documentclass{article}
\usepackage{array,booktabs,longtable}
\usepackage[fontset=fandol]{ctex}
\begin{document}
"""


@pytest.fixture
def compiled(tmp_path):
    """Compile the body of a document; what TeX said."""
    if shutil.which("xelatex") is None:
        pytest.skip("needs xelatex: apt-get install texlive-xetex texlive-lang-chinese")

    def run(body: str) -> str:
        (tmp_path / "case.tex").write_text(PREAMBLE + body + "\\end{document}\n", encoding="utf-8")
        command = ["xelatex", "-interaction=nonstopmode", "-halt-on-error", "case.tex"]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
        said = done.stdout.decode("utf-8", "replace")
        assert done.returncode == 0, said[-2000:]
        return said

    return run


@pytest.mark.parametrize("words", ["They trust each other.", "互相信任，共同创造价值。"])
def test_a_table_with_every_sign_of_latex_compiles_within_the_page(compiled, words):
    rows = ((NASTY, words), (f"{words}\n\n{NASTY}", f"*{NASTY}"))
    said = compiled(
        latex_text(NASTY) + "\n\n" + latex_table(Table("t", ("Evidence", "构念"), rows))
    )
    wide = [line for line in said.splitlines() if line.startswith("Overfull")]
    assert all(float(line.split("(")[1].split("pt")[0]) < 20 for line in wide), wide


def test_a_cell_of_markdown_keeps_its_signs_on_one_line():
    assert markdown_text("a|b\nc <d>") == r"a\|b c \<d>"
