"""What a check was of: the files, what they were checked within, by what, and when."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from importlib import metadata
from pathlib import Path

from cocreation.likeness import slug
from cocreation.model import FileGraph, Language, Text
from cocreation.namespaces import CST, SUBMITTED, compact
from cocreation.services.joined import NOT_CHECKED, Proposal
from cocreation.validation import Engine
from cocreation.validation.graphs import having
from cocreation.validation.names import names_seen
from cocreation.validation.neighbourhood.view import View

_OF_STUDY = CST + "ofStudy"
_ENGINES: dict[Engine, str] = {"fast": "pyshifty", "reference": "pyshacl"}


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A file by its name, and the SHA-256 of its bytes in hexadecimal."""

    name: str
    digest: str


@dataclass(frozen=True, slots=True)
class CheckedCase:
    """A case by its IRI and its label."""

    iri: str
    label: Text


@dataclass(frozen=True, slots=True)
class StudyWithin:
    """A study by its IRI and its label, and how many cases it has beside those replaced."""

    iri: str
    label: Text
    cases: int


@dataclass(frozen=True, slots=True)
class CheckFacts:
    """What was checked, within what, by what, and when; `time` is in UTC, by ISO 8601.

    `studies` and `cases` are those that the files speak of, `graphs` is how many were joined,
    `library` the name and version of the SHACL engine.
    """

    files: tuple[CheckedFile, ...]
    studies: tuple[StudyWithin, ...]
    cases: tuple[CheckedCase, ...]
    graphs: int
    engine: Engine
    library: str
    version: str
    time: str


def facts_of(proposal: Proposal, engine: Engine) -> CheckFacts:
    """The facts of a check that is made now."""
    view, files = proposal.after, proposal.files
    studies = sorted({study for file in files for study in _studies(file)})
    names = proposal.joined.names - proposal.replaced
    within = [name for name in names if not name.startswith(NOT_CHECKED)]
    return CheckFacts(
        files=tuple(CheckedFile(Path(file.path).name, file.digest) for file in files),
        studies=tuple(StudyWithin(one, _label(view, one), _count(within, one)) for one in studies),
        cases=tuple(CheckedCase(one, _label(view, one)) for one in proposal.typed(CST + "Case")),
        graphs=len(within),
        engine=engine,
        library=_version(_ENGINES[engine]),
        version=_version("cocreation"),
        time=datetime.now(UTC).isoformat(timespec="seconds"),
    )


def facts_in_words(facts: CheckFacts, language: Language) -> list[tuple[str, list[str]]]:
    """What stands at the head of a report: for each fact what it is, and its lines."""
    colon = "：" if language == "zh" else ": "
    told = [
        (_FILES, [file.name for file in facts.files]),
        (_CASES, [_called(case, language) for case in facts.cases]),
        (_STUDIES, [_within(study, language) for study in facts.studies]),
        (_GRAPHS, [str(facts.graphs)]),
        (_ENGINE, [facts.library]),
        (_PROGRAM, [facts.version]),
        (_TIME, [facts.time.replace("T", " ").replace("+00:00", " UTC")]),
        (_DIGESTS, [f"{file.name}{colon}{file.digest}" for file in facts.files]),
    ]
    return [(name.in_language(language), said) for name, said in told if said]


_FILES = Text(en="File", zh="文件")
_CASES = Text(en="Case", zh="案例")
_STUDIES = Text(en="Checked within", zh="所在研究")
_GRAPHS = Text(en="Graphs joined", zh="一并检查的图")
_ENGINE = Text(en="SHACL engine", zh="SHACL 引擎")
_PROGRAM = Text(en="Program", zh="程序")
_TIME = Text(en="Checked at", zh="检查时间")
_DIGESTS = Text(en="SHA-256", zh="SHA-256")
_OTHERS = Text(en="with {} other cases", zh="另有案例 {} 个")
_ONE_OTHER = Text(en="with one other case", zh="另有案例 1 个")


def _called(one: CheckedCase | StudyWithin, language: Language) -> str:
    label, short = one.label.in_language(language), compact(one.iri)
    return short if label == short else f"{label} · {short}"


def _within(study: StudyWithin, language: Language) -> str:
    others = _ONE_OTHER if study.cases == 1 else _OTHERS
    return f"{_called(study, language)} · {others.in_language(language).format(study.cases)}"


def _studies(file: FileGraph) -> Iterator[str]:
    for line in having(file, _OF_STUDY):
        if not line.object.startswith(("_:", '"')):
            yield line.object


def _count(graphs: Sequence[str], study: str) -> int:
    """How many of the graphs have a case of the study: those of files, and those submitted."""
    name = slug(study)
    return sum(f"/{name}/cases/" in one or one.startswith(f"{SUBMITTED}{name}/") for one in graphs)


def _label(view: View, iri: str) -> Text:
    by_language = dict(sorted(set(names_seen(view).labels(iri)), reverse=True))
    return Text.of(by_language, compact(iri))


# Kept, since who checks a stranger's file can read none of the server's.
@cache
def _version(package: str) -> str:
    return f"{package} {metadata.version(package)}"
