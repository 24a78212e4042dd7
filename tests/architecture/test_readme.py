"""What the READMEs and CONTRIBUTING promise: their commands run as written and answer rightly."""

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from cocreation.query_files import read_queries

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
ADDRESS = "127.0.0.1:8000"
LANGUAGES = {"README.md": "en", "README.zh.md": "zh"}
DOCUMENTS = ("README.md", "README.zh.md", "CONTRIBUTING.md")
_FENCED = re.compile(
    r"(?:^<!-- exit code (?P<code>\d) -->\n)?^```(?P<language>\w+)\n(?P<text>.*?)^```$", re.M | re.S
)
_CODE = re.compile(r"```\w*\n(.*?)^```|`([^`\n]+)`", re.M | re.S)
# Where a path in a document may begin.
_BASES = ("", "app/cocreation", "ontology", "shapes", "data")
_PATH = re.compile(r"(?!\.\.|https?:)[\w.<>*-]+(?:/[\w.<>*-]*)+|[\w-]+\.(?:ttl|md|toml|cff|py|rq)")

# A piece of each block, and what its answer must hold; the words come from the paper.
ANSWERS = {
    "find-silent-stages": {
        "en": ["Tencent Cloud – Beike", "Value bridging", "Group trust", "Intergroup learning"],
        "zh": ["腾讯云-贝壳", "价值桥接", "群体信任", "群际学习"],
    },
    "vcc:reaches": {
        "en": ["Alibaba Cloud – Meiyou,3", "Tencent Cloud – Foxconn,2", "JD Cloud – Dada,1"],
        "zh": ["阿里云-美柚,3", "腾讯云-富士康,2", "京东云-达达,1"],
    },
    "returnFormat": {"en": ["Alibaba Cloud – Meiyou"], "zh": ["阿里云-美柚"]},
    "/queries/": {"en": ["Meiyou", "A_MY2"], "zh": ["美柚", "A_MY2"]},
    "dada.xlsx": {
        "en": ["jd-cloud-dada", "dada.xlsx: Case!", "violations: 0"],
        "zh": ["jd-cloud-dada", "dada.xlsx: Case!", "违规 0 处"],
    },
    "validate": {
        "en": [
            "my-case.ttl:12:18",
            "did you mean “has provider” (vcc:hasProvider)",
            "exactly one provider",
            "violations: 2",
        ],
        "zh": [
            "my-case.ttl:12:18",
            "是否想写“云服务方”（vcc:hasProvider）",
            "恰有一家云服务商",
            "违规 2 处",
        ],
    },
    "link list": {
        "en": ["exact match", "wikidata:Q14772", "The company that Baidu AI Cloud is a unit of."],
        "zh": ["精确匹配", "wikidata:Q14772", "stw:29799-3"],
    },
    "reconcile/match": {
        "en": ["organization/jd-cloud", "JD Cloud", "organization/deyi-dairy", "J_DY1"],
        "zh": ["organization/jd-cloud", "京东云", "organization/deyi-dairy", "J_DY1"],
    },
    "dump.sha256": {"en": ["dump.trig.gz: OK"], "zh": ["dump.trig.gz: OK"]},
    "ro-crate": {"en": [], "zh": []},
    "--framed": {
        "en": ['"京东云-达达"', '"hasProvider": {'],
        "zh": ['"京东云-达达"', '"hasProvider": {'],
    },
    "--profile": {
        "en": ["AnnotationCollection", "evidence/song-2025/s4-3-1-p2-s3-told-jd-cloud-dada"],
        "zh": ["AnnotationCollection", "evidence/song-2025/s4-3-1-p2-s3-told-jd-cloud-dada"],
    },
    "cocreation fair": {"en": ["RDA-F1-01M", "not met"], "zh": ["RDA-F1-01M", "未达到"]},
    "audit": {
        "en": ["T_FSK2", "1025", "B_CY1", "Deyi Dairy", "J_BDH2", "Usage: cocreation"],
        "zh": ["T_FSK2", "1025", "B_CY1", "得益乳业", "J_BDH2", "Usage: cocreation"],
    },
}


@dataclass(frozen=True)
class Block:
    """One fenced block: where it stands, its language, its text, how it is said to end."""

    document: str
    language: str
    text: str
    code: int

    @property
    def piece(self) -> str:
        """What marks the block among those of its README."""
        return next(piece for piece in ANSWERS if piece in self.text)


def read(document: str) -> str:
    return (ROOT / document).read_text(encoding="utf-8")


def blocks(document: str) -> list[Block]:
    return [
        Block(document, found["language"], found["text"], int(found["code"] or 0))
        for found in _FENCED.finditer(read(document))
        if found["language"] in ("sh", "python")
    ]


BLOCKS = [block for document in LANGUAGES for block in blocks(document)]


@pytest.fixture(scope="module")
def environment(tmp_path_factory) -> dict[str, str]:
    """What a person's shell has after `. .venv/bin/activate`, with a store of the test's own."""
    return {
        **os.environ,
        "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}",
        "COCREATION_STORE": str(tmp_path_factory.mktemp("readme") / "store"),
        "LC_ALL": "C.UTF-8",
    }


@pytest.fixture(scope="module")
def address(environment, serving, tmp_path_factory):
    """The address at which `make serve` serves, from what is installed already."""
    folder = tmp_path_factory.mktemp("server")
    installed = folder / "installed"
    installed.touch()
    command = ["make", "-C", ROOT, "serve", "PORT=0", f"BIN={BIN}", f"STAMP={installed}"]
    with serving(command, folder, environment) as served:
        yield served.removeprefix("http://")


def run(text: str, language: str, folder: Path, environment: dict[str, str]) -> tuple[int, str]:
    """Run a block in a folder; its exit code and what it printed."""
    program = {"sh": ["bash", "-e"], "python": ["python"]}[language]
    done = subprocess.run(
        program,
        input=text,
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: f"{block.document}-{block.piece}")
def test_every_block_runs_as_written_and_answers_what_the_paper_says(
    block, address, environment, tmp_path
):
    text = block.text.replace(ADDRESS, address)
    code, printed = run(text, block.language, tmp_path, environment)
    assert code == block.code, printed
    for words in ANSWERS[block.piece][LANGUAGES[block.document]]:
        assert words in printed


def test_the_misspelt_case_passes_once_it_is_mended(environment, tmp_path):
    (block,) = (one for one in blocks("README.md") if one.code == 1)
    mended = block.text.replace("hasProvidr", "hasProvider")
    code, printed = run(mended, "sh", tmp_path, environment)
    assert code == 0, printed
    assert "information" in printed


def test_every_expected_answer_belongs_to_one_block_of_each_readme():
    for document in LANGUAGES:
        assert sorted(block.piece for block in blocks(document)) == sorted(ANSWERS)


def test_the_three_questions_are_those_of_the_home_page():
    (block,) = (one for one in blocks("README.md") if one.piece == "find-silent-stages")
    asked = set(re.findall(r"cocreation query ([\w-]+)", block.text))
    starting = [spec for spec in read_queries(ROOT / "queries") if "start" in spec.tags]
    assert asked == {spec.id.rpartition("/")[2] for spec in starting}
    for document, language in LANGUAGES.items():
        listed = re.findall(r"^\d\. (.+)$", read(document), re.M)
        assert sorted(listed) == sorted(spec.summary.in_language(language) for spec in starting)


def test_both_readmes_have_the_same_commands():
    def commands(document: str) -> list[tuple[str, str, int]]:
        return [(one.language, _without_language(one.text), one.code) for one in blocks(document)]

    assert commands("README.md") == commands("README.zh.md")


def _without_language(text: str) -> str:
    """A block without what only says in which language to ask or answer."""
    text = re.sub(r" --lang \w+", "", text)
    text = re.sub(r"/(en|zh)/", "/…/", text)
    text = re.sub(r" +#.*", "", text)
    text = re.sub(r'(LANG\(\?\w+\) = )"\w+"', r"\1…", text)
    return re.sub(r"(--(?:param|data-urlencode) \w+)=[\w-]+", r"\1=…", text)


def test_the_graphs_in_one_picture_have_the_same_shape():
    def arrows(document: str) -> list[list[str]]:
        (picture,) = (
            found["text"]
            for found in _FENCED.finditer(read(document))
            if found["language"] == "mermaid"
        )
        bare = re.sub(r'\["[^"]*"\]', "", picture)
        lines = [re.sub(r"--? .*? -->|-\. .*? \.->", "->", line) for line in bare.splitlines()]
        return [re.split(r" ?-> ?", line.strip()) for line in lines]

    assert arrows("README.md") == arrows("README.zh.md")


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_path_that_is_named_exists(document):
    text = read(document)
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", text)
    inline = re.findall(r"`([^`\n]+)`", re.sub(r"```.*?^```", "", text, flags=re.M | re.S))
    named = [token for token in inline if _PATH.fullmatch(token)] + links
    missing = [path for path in named if not _exists(path)]
    assert named
    assert missing == []


def _exists(named: str) -> bool:
    """Whether a path, with `<…>` for any name, leads to something."""
    if named.startswith(".venv"):
        return True
    # A name that stands for any, as in `data/song-2025/cases/x.ttl`, is a pattern too.
    pattern = re.sub(r"<[^>]+>|\bx(?=\.ttl)", "*", named).rstrip("/")
    return any(next((ROOT / base).glob(pattern), None) for base in _BASES)


def test_every_command_that_is_named_exists():
    helped = subprocess.run(
        [BIN / "cocreation", "--help"], capture_output=True, text=True, check=True
    ).stdout
    known = set(re.findall(r"^  ([\w-]+)  ", helped, re.M))
    for document in (*DOCUMENTS, "CHANGELOG.md"):
        named = set(re.findall(r"^cocreation ([a-z]+)|`cocreation ([a-z]+)", read(document), re.M))
        assert {name for pair in named for name in pair if name} <= known, document


def test_every_make_target_that_is_named_exists():
    code = "\n".join(
        "".join(found) for document in DOCUMENTS for found in _CODE.findall(read(document))
    )
    targets = set(re.findall(r"^make ([a-z]+)", code, re.M)) | {"setup", "bench"}
    assert {"serve", "test", "check", "format"} <= targets
    planned = subprocess.run(
        ["make", "--dry-run", *sorted(targets)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert planned.returncode == 0, planned.stderr


@pytest.mark.parametrize(("document", "language"), LANGUAGES.items())
def test_the_table_of_fair_indicators_is_what_the_command_prints(document, language, environment):
    command = f"cocreation fair --format markdown --lang {language}"
    _, printed = run(f"{command} 2>/dev/null", "sh", ROOT, environment)
    begin, end = (f"<!-- {word}: what cocreation fair printed -->" for word in ("begin", "end"))
    table = read(document).partition(begin)[2].partition(end)[0]
    assert table.split() == printed.split(), f"put into {document} what this prints: {command}"


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ("README.md", "not yet registered at w3id.org"),
        ("README.zh.md", "尚未在 w3id.org 注册"),
    ],
)
def test_it_says_plainly_that_the_names_are_not_registered(document, words):
    assert words in " ".join(read(document).replace("**", "").split())
