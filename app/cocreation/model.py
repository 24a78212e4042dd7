"""The frozen values that cross layers: no rdflib term, no dict and no web object does."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, NamedTuple

Language = Literal["en", "zh"]
Severity = Literal["violation", "warning", "info"]
ViewKind = Literal["bars", "matrix", "graph"]


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence or name in English and in Chinese."""

    en: str
    zh: str

    @classmethod
    def of(cls, by_language: Mapping[str, str], otherwise: str = "") -> "Text":
        """A name by the language of each of its texts; a missing one is filled from the other."""
        either = next(iter(by_language.values()), otherwise)
        en = by_language.get("en", by_language.get("zh", either))
        return cls(en, by_language.get("zh", en))

    def in_language(self, language: Language) -> str:
        """The text in `language`."""
        return self.zh if language == "zh" else self.en


@dataclass(frozen=True, slots=True)
class Term:
    """One RDF term: `kind` tells what `value` is; literals carry a language or a datatype IRI."""

    kind: Literal["iri", "blank", "literal"]
    value: str
    language: str | None = None
    datatype: str | None = None


class Triple(NamedTuple):
    """One statement."""

    subject: Term
    predicate: Term
    object: Term


@dataclass(frozen=True, slots=True)
class Rows:
    """The answer of a SELECT: one value or None for each variable in each row."""

    variables: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]


@dataclass(frozen=True, slots=True)
class FileGraph:
    """One file as one named graph.

    `name` is the graph's IRI, `triples` its statements as N-Triples in UTF-8, `digest` the
    SHA-256 of the file's bytes in hexadecimal.
    """

    name: str
    path: Path
    triples: bytes
    digest: str


@dataclass(frozen=True, slots=True)
class Position:
    """A place in a file: a line and a column, which count from 1, or what the file names itself.

    At column 0 only the line is known; `place` is a sheet and its cell (`Evidence!D7`), which has
    no line, or a JSON pointer (`/@graph/3/label`), which tells a person more than its line.
    """

    file: str
    line: int = 0
    column: int = 0
    place: str = ""

    def __str__(self) -> str:
        if self.place:
            return f"{self.file}: {self.place}"
        return f"{self.file}:{self.line}" + (f":{self.column}" if self.column else "")


@dataclass(frozen=True, slots=True)
class Mend:
    """One way to clear a finding: the statements to take out and those to put in.

    `name` is what a person chooses it by: `2`, or `2a` and `2b` where a finding has several.
    """

    label: Text
    remove: tuple[Triple, ...]
    add: tuple[Triple, ...]
    name: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a shape found: where, by which rule, how serious, and what to do.

    `focus`, `path`, `shape`, `component` are IRIs (`path` may be a SPARQL property path text);
    `value` is the offending term; `suggestion` the nearest known term or thing of a misspelt one;
    `mends` are ways to clear it, likeliest first, each proven to bring no new finding.
    """

    focus: str
    shape: str
    component: str
    severity: Severity
    message: Text
    path: str | None = None
    value: Term | None = None
    suggestion: str | None = None
    position: Position | None = None
    mends: tuple[Mend, ...] = ()


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a library query; `type` is a name that `services.querying` resolves."""

    name: str
    type: str
    label: Text
    default: str | None = None


@dataclass(frozen=True, slots=True)
class View:
    """How an answer is shown beside its table, and of which of its variables.

    `bars`: what the first names, by each number after it. `matrix`: the first by the second, with
    the third as the number in each cell, or without one how many rows there are. `graph`: the
    variables as columns from left to right, joined where they stand in one row.
    """

    kind: ViewKind
    variables: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QuerySpec:
    """One library query: `id` is `<topic>/<name>`; `competency` says whose task it serves."""

    id: str
    path: Path
    summary: Text
    description: Text
    competency: str
    tags: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    text: str
    view: View | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """One mapping between a thing of this graph and one of another dataset, as SSSOM has it.

    `subject`, `predicate`, `object`, `justification` are IRIs. `negated`: the predicate does not
    hold, which records a near miss. `confidence` is from 0 to 1; `author` and `reviewer` are names,
    `date` and `reviewed` days (ISO 8601), `tool` what proposed it; empty where it is not told.
    A comment that was written in one language alone stands in both.
    `line` is where its file has it.
    """

    subject: str
    predicate: str
    object: str
    negated: bool = False
    subject_label: str = ""
    object_label: str = ""
    justification: str = ""
    confidence: float | None = None
    author: str = ""
    date: str = ""
    tool: str = ""
    reviewer: str = ""
    reviewed: str = ""
    comment: Text = Text("", "")
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class LinkSet:
    """Mappings of one file: `name` is the IRI of their graph, `prefixes` those of its names."""

    name: str
    title: Text
    links: tuple[Link, ...]
    prefixes: Mapping[str, str]
    description: Text = Text("", "")
    version: str = ""
    license: str = ""
    creator: str = ""
