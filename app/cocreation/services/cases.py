"""How a submitted case is called: in the graph, in an address, on the command line."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cocreation.errors import SubmissionError, UnknownNameError
from cocreation.likeness import nearest_names
from cocreation.model import Text
from cocreation.namespaces import HISTORY, ID, SUBMITTED, inferred_graph

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
    def publication_iri(self) -> str:
        """What reports its study."""
        return f"{ID}publication/{self.study}"

    @property
    def study_graphs(self) -> str:
        """How the names of the graphs with the cases of its study begin."""
        return f"{SUBMITTED}{self.study}/"

    @property
    def graph(self) -> str:
        """The graph with what was submitted."""
        return f"{SUBMITTED}{self}"

    @property
    def inferred(self) -> str:
        """The graph with what follows from that."""
        return inferred_graph(self.graph)

    @property
    def history(self) -> str:
        """The graph that tells who submitted what and when."""
        return f"{HISTORY}{self}"


def read_name(text: str) -> CaseName:
    """Read an IRI, the name of one of a case's graphs, or `<study>/<slug>`; SubmissionError."""
    for start in (_CASE, SUBMITTED, HISTORY):
        text = text.removeprefix(start)
    study, _, slug = text.partition("/")
    if is_slug(study) and is_slug(slug):
        return CaseName(study, slug)
    raise SubmissionError(
        Text(
            en=f"“{text}” is no name for a submitted case; call it {_CASE}<study>/<case>, each "
            "part of small letters, digits and hyphens.",
            zh=f"“{text}”不能作为所提交案例的名称；请命名为 {_CASE}<研究>/<案例>，"
            "各部分只用小写字母、数字和连字符。",
        )
    )


def is_slug(text: str) -> bool:
    """Whether a study or a case can be called so."""
    return _SLUG.fullmatch(text) is not None and len(text) <= _LONGEST


def choose_name(text: str, known: Sequence[CaseName]) -> CaseName:
    """Read a name, or the last part of one that is known; UnknownNameError where several have it.

    Where none has it, those that are near are offered.
    """
    if "/" in text:
        return read_name(text)
    found = [name for name in known if name.slug == text]
    if len(found) == 1:
        return found[0]
    near = nearest_names(text, [name.slug for name in known])
    offered = [str(name) for name in known if name in found or name.slug in near]
    hint = ", ".join(offered)
    raise UnknownNameError(
        Text(
            en=f"“{text}” is no submitted case's name"
            + (f"; did you mean {hint}?" if hint else "; `cocreation history` lists them."),
            zh=f"没有名为“{text}”的已提交案例"
            + (f"；您是否想找 {hint}？" if hint else "；`cocreation history` 可列出全部。"),
        ),
        {"nearest": offered},
    )
