"""Workbooks for tests: filled in by headings, as a person does, with openpyxl."""

from collections.abc import Mapping, Sequence
from io import BytesIO

from openpyxl import Workbook

from cocreation.intake.choices import Choice, Choices
from cocreation.intake.reading import read_case
from cocreation.model import Text
from cocreation.namespaces import CST, ID, PREFIXES, VCC
from cocreation.sources import terms

STUDY = f"{ID}study/model"


def choice(path: str, en: str, zh: str, study: str = "", code: str = "") -> Choice:
    return Choice(ID + path, Text(en=en, zh=zh), study, code)


# A few known things: of the study `model`, of `other`, which nobody applies, and of none.
CHOICES = Choices(
    of_kind={
        "study": (choice("study/model", "The model", "模型研究"),),
        "organization": (
            choice("organization/jd-cloud", "JD Cloud", "京东云"),
            choice("organization/dada", "Dada", "达达"),
        ),
        "construct": (
            choice("concept/model/trust", "Group trust", "群体信任", STUDY),
            choice("concept/model/norms", "Group norms", "群体规范", STUDY),
            choice("concept/other/trust", "Group trust", "群体信任", f"{ID}study/other"),
        ),
        "source": (choice("source/model/J1", "Interview", "访谈", STUDY, "J1"),),
        "part": (
            choice("part/model/table-2", "Table 2", "表2", STUDY),
            choice("part/model/section-4-1", "Section 4(1)", "四(一)", STUDY),
        ),
        "sector": (choice("sector/dairy", "Dairy", "乳业"),),
        CST + "kind": (Choice("readByHand", Text(en="readByHand", zh="readByHand")),),
    },
    classes={
        CST + "Study": (Choice(CST + "Study", Text(en="Study", zh="研究")),),
        CST + "Case": (Choice(VCC + "Partnership", Text(en="Partnership", zh="合作")),),
        CST + "CodingTeam": (Choice(CST + "CodingTeam", Text(en="Coding team", zh="编码团队")),),
        CST + "Source": (
            Choice(CST + "Interview", Text(en="Interview", zh="访谈")),
            Choice(CST + "NewsArticle", Text(en="News articles", zh="新闻报道")),
        ),
        CST + "Informant": (Choice(CST + "Informant", Text(en="Informant", zh="受访者")),),
        PREFIXES["org"] + "Organization": (
            Choice(VCC + "CloudUser", Text(en="Cloud user", zh="云服务用户")),
        ),
        VCC + "Sector": (Choice(VCC + "Sector", Text(en="Sector", zh="行业")),),
        VCC + "Resource": (
            Choice(VCC + "ScenarioModule", Text(en="Scenario module", zh="场景模块")),
        ),
    },
)
CASE = [
    {"Kind": "Study", "Short id": "mine", "Applies the model of": "model"},
    {"Kind": "合作", "Provider": "京东云", "User": "Dada"},
]
Rows = Sequence[Mapping[str, object]]


def table(rows: Rows) -> list[list[object]]:
    """Rows by English heading as a table with a heading row."""
    headings = list(dict.fromkeys(name for row in rows for name in row))
    return [headings, *([row.get(name) for name in headings] for row in rows)]


def workbook(sheets: Mapping[str, Rows]) -> Workbook:
    """A workbook with these rows by English heading, the headings in the first row."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        page = book.create_sheet(name)
        for row in table(rows):
            page.append(row)
    return book


def saved(book: Workbook) -> bytes:
    output = BytesIO()
    book.save(output)
    return output.getvalue()


def read(sheets: Mapping[str, Rows], choices: Choices = CHOICES):
    """The case file that a workbook with these rows is."""
    return read_case(saved(workbook(sheets)), "c.xlsx", graph="urn:g", choices=choices)


def said(case) -> set[tuple[str, str, str]]:
    """What a case file says: subjects and things without the start of their IRIs."""
    return {
        (s.value.removeprefix(ID), p.value, o.value.removeprefix(ID))
        for s, p, o in terms(case.graph.triples)
    }


def told(case) -> list[tuple[str, str]]:
    """The place of each finding and what it says in English."""
    return [(f.position.place, f.message.en) for f in case.findings]
