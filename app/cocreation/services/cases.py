"""How a submitted case is called: in the graph, in an address, on the command line."""

import re
from dataclasses import dataclass

from cocreation.errors import SubmissionError
from cocreation.model import Text
from cocreation.namespaces import GRAPH, HISTORY, ID, INFERRED, SUBMITTED

_CASE = ID + "case/"
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST = 100


@dataclass(frozen=True, slots=True, order=True)
class CaseName:
    """The slugs of a study and of one of its cases."""

    study: str
    slug: str

    def __str__(self) -> str:
        return f"{self.study}/{self.slug}"

    @property
    def iri(self) -> str:
        """The case itself."""
        return f"{_CASE}{self}"

    @property
    def study_iri(self) -> str:
        """Its study."""
        return f"{ID}study/{self.study}"

    @property
    def graph(self) -> str:
        """The graph with what was submitted."""
        return f"{SUBMITTED}{self}"

    @property
    def inferred(self) -> str:
        """The graph with what follows from that."""
        return INFERRED + self.graph.removeprefix(GRAPH)

    @property
    def history(self) -> str:
        """The graph that tells who submitted what and when."""
        return f"{HISTORY}{self}"


def read_name(text: str) -> CaseName:
    """Read an IRI, the name of one of a case's graphs, or `<study>/<slug>`; SubmissionError."""
    for start in (_CASE, SUBMITTED, HISTORY):
        text = text.removeprefix(start)
    study, _, slug = text.partition("/")
    if all(_SLUG.fullmatch(part) and len(part) <= _LONGEST for part in (study, slug)):
        return CaseName(study, slug)
    raise SubmissionError(
        Text(
            en=f"“{text}” is no name for a submitted case; call it {_CASE}<study>/<case>, each "
            "part of small letters, digits and hyphens.",
            zh=f"“{text}”不能作为所提交案例的名称；请命名为 {_CASE}<研究>/<案例>，"
            "各部分只用小写字母、数字和连字符。",
        )
    )
