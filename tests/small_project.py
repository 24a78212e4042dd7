"""A project of a few lines with all that the shipped one has: for tests that change its files."""

import shutil
from pathlib import Path

from cocreation.namespaces import PREFIXES
from cocreation.services import comparing
from cocreation.services.case_reading import MADE, PARTIES

_HEADER = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
_ID = "https://w3id.org/cocreation/id/"

ONTOLOGY = """
cst:Case a owl:Class . cst:Study a owl:Class . cst:Construct a owl:Class .
vcc:Partnership a owl:Class ; rdfs:subClassOf cst:Case .
"""
SHAPES = """
vsh:LabelShape a sh:NodeShape ; sh:targetClass cst:Case ; sh:property vsh:LabelShape-label .
vsh:LabelShape-label a sh:PropertyShape ; sh:path rdfs:label ; sh:minCount 1 ;
  sh:severity sh:Violation ;
  sh:message "A case needs a label: add rdfs:label."@en , "案例需要标签：请添加 rdfs:label。"@zh .
"""
DATA = f"""
<{_ID}case/s/one> a vcc:Partnership ; rdfs:label "One"@en , "一号"@zh .
<{_ID}case/s/two> a vcc:Partnership ; rdfs:label "Two"@en , "二号"@zh .
<{_ID}case/t/two> a vcc:Partnership ; rdfs:label "Another two"@en , "另一个"@zh .
"""
LIST_CASES = """\
#+ summary: Which cases are there?
#+ summary_zh: 有哪些案例？
#+ description: Every case.
#+ description_zh: 全部案例。
#+ competency: A reader looks around.
#+ tags: [cases]
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX vcc: <https://w3id.org/cocreation/model#>
SELECT ?case ?caseLabel_zh ?caseLabel_en
WHERE {
  ?case a vcc:Partnership ; rdfs:label ?caseLabel_zh , ?caseLabel_en .
  FILTER(LANG(?caseLabel_zh) = "zh" && LANG(?caseLabel_en) = "en")
}
ORDER BY ?case
"""
SHOW_CASE = """\
#+ summary: What is a case called?
#+ summary_zh: 案例叫什么？
#+ description: Its labels.
#+ description_zh: 案例的标签。
#+ competency: A reader looks closer.
#+ tags: [cases]
#+ params:
#+   case: {type: case, label: Case, label_zh: 案例, default: one}
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?case ?label WHERE { ?case rdfs:label ?label } ORDER BY ?label
"""


def make_project(root: Path) -> Path:
    """Write the project's files into `root`."""
    for folder, text in (("ontology", ONTOLOGY), ("shapes", SHAPES), ("data", DATA)):
        (root / folder).mkdir(parents=True)
        (root / folder / "small.ttl").write_text(_HEADER + text, encoding="utf-8")
    (root / "queries" / "cases").mkdir(parents=True)
    for name, text in (("list-cases", LIST_CASES), ("show-case", SHOW_CASE)):
        (root / "queries" / "cases" / f"{name}.rq").write_text(text, encoding="utf-8")
    return root


def add_questions(root: Path) -> None:
    """Put what the pages about things and cases ask beside the project's own questions."""
    shipped = Path(__file__).parent.parent / "queries"
    shutil.copytree(shipped / "dataset", root / "queries" / "dataset")
    for question in (*comparing.QUESTIONS, PARTIES, MADE):
        target = root / "queries" / f"{question}.rq"
        target.parent.mkdir(exist_ok=True)
        shutil.copyfile(shipped / f"{question}.rq", target)
