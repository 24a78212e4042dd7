"""Many small studies side by side, each with one fault; what a check of all of it finds in each.

Each world is the base study of the examples beside the shapes, moved below `id/<number>/` and
parted into files as a project's are. A fault is what one example adds to it and leaves out.
"""

from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import cache
from multiprocessing import get_context
from pathlib import Path

from cocreation.model import FileGraph, Finding, Text
from cocreation.namespaces import GRAPH, ID, SKOS
from cocreation.sources import graph_name, read_file
from cocreation.validation import check
from cocreation.validation.graphs import described
from cocreation.validation.neighbourhood.terms import MODEL_CLASSES, MODEL_PREDICATES
from cocreation.validation.vocabulary import Vocabulary
from shapes.examples import FOLDER, ROOT
from shapes.examples import expected as expected_of

HERE = Path(__file__).parent
MODEL = ("concept", "dimension", "proposition", "stage", "theme")
PARTS = {
    **dict.fromkeys(MODEL, "model"),
    **dict.fromkeys(("author", "coding-team", "part", "publication", "reference"), "study"),
    "study": "study",
    **dict.fromkeys(("organization", "sector"), "organizations"),
    **dict.fromkeys(("informant", "source"), "sources"),
}
_DEFINITION = f'<{SKOS}definition> "'.encode()
_TOGETHER = 8
_UNKNOWN = Text(en="Nothing is known of", zh="")

Lines = frozenset[bytes]
Findings = frozenset[Finding]


@dataclass(frozen=True)
class World:
    """One study: its files as they were, and those that a fault changes."""

    name: str
    number: int
    base: Lines
    example: Lines
    shows: tuple[str, ...]

    @property
    def clean(self) -> list[FileGraph]:
        """The files without the fault."""
        return self._files(self.base)

    @property
    def rest(self) -> list[FileGraph]:
        """The files without what the example describes."""
        return self._files(self._kept)

    @property
    def faulty(self) -> list[FileGraph]:
        """The files with the fault; an example with blank nodes is a file of its own."""
        if self._has_blanks:
            return [*self.rest, self.added]
        return self._files(self._kept | self.example)

    @property
    def changed(self) -> list[FileGraph]:
        """The files that the fault changes."""
        before = {graph.name: graph for graph in self.clean}
        return [g for g in self.faulty if g != before.get(g.name)]

    @property
    def added(self) -> FileGraph:
        """The example as one new file."""
        return self._file("added", self.example)

    def is_about(self, finding: Finding) -> bool:
        """Whether the finding is about a node of this study."""
        return finding.focus.startswith(f"{ID}{self.number}/")

    @property
    def is_of_a_case(self) -> bool:
        """Whether it says nothing of the model, nor of what a study is."""
        signs = [f"<{name}> ".encode() for name in (*MODEL_PREDICATES, *model_classes())]
        of_model = any(sign in line for sign in signs for line in self.example)
        return not of_model and all(_part(line) not in ("model", "study") for line in self.example)

    @property
    def _has_blanks(self) -> bool:
        return any(b"_:" in line for line in self.example)

    @property
    def _kept(self) -> Lines:
        subjects = {_subject(line) for line in self.example}
        return frozenset(line for line in self.base if _subject(line) not in subjects)

    def _files(self, lines: Lines) -> list[FileGraph]:
        parts: dict[str, set[bytes]] = {}
        for line in lines:
            parts.setdefault(_part(line), set()).add(line)
        return [self._file(part, of_part) for part, of_part in sorted(parts.items())]

    def _file(self, part: str, lines: Iterable[bytes]) -> FileGraph:
        moved = (self._moved(line) for line in lines)
        path = f"data/world-{self.number}/{part}"
        return FileGraph(GRAPH + path, Path(f"{path}.ttl"), b"".join(sorted(moved)), "")

    def _moved(self, line: bytes) -> bytes:
        """The line below this study's own address; its definitions are no other study's."""
        moved = line.replace(ID.encode(), f"{ID}{self.number}/".encode())
        if _DEFINITION in moved:
            return moved.replace(b'"@', f' {self.number}"@'.encode())
        return moved


def worlds(extra: Sequence[tuple[str, bytes]] = ()) -> list[World]:
    """One for each invalid example; `extra` are names and statements of more."""
    base = _lines(FOLDER / "base.ttl")
    examples = [*sorted(FOLDER.glob("*/invalid-*.ttl")), *sorted(HERE.glob("faults/*.ttl"))]
    named = [(f"{path.parent.name}/{path.stem}", _lines(path), _shown(path)) for path in examples]
    named += [(name, frozenset(text.splitlines(keepends=True)), (name,)) for name, text in extra]
    return [World(name, number, base, *rest) for number, (name, *rest) in enumerate(named)]


@cache
def ontology() -> list[FileGraph]:
    """The ontology's modules."""
    return [_read(path) for path in sorted((ROOT / "ontology").glob("*.ttl"))]


@cache
def shapes() -> list[FileGraph]:
    """All shapes, those of labels and definitions among them."""
    return [_read(path) for path in sorted((ROOT / "shapes").glob("*.ttl"))]


@cache
def model_classes() -> set[str]:
    """The classes of which only the model has instances."""
    vocabulary = Vocabulary.read(ontology())
    return {class_ for above in MODEL_CLASSES for class_ in vocabulary.subclasses(above)}


def chosen(every: Sequence[World]) -> list[World]:
    """As few of the worlds as show each shape that all of them show."""
    seen: set[str] = set()
    found = []
    for world in every:
        new = set(world.shows) - seen
        seen |= new
        if new:
            found.append(world)
    return found


def whole_checks(worlds_: Sequence[World], names: Sequence[str]) -> list[Findings]:
    """What checks of whole graphs find, a few worlds in each, in each of the named states."""
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        few = [worlds_[n : n + _TOGETHER] for n in range(0, len(worlds_), _TOGETHER)]
        jobs = [[pool.submit(_whole, files_of(some, name)) for some in few] for name in names]
        return [frozenset().union(*(job.result() for job in of_state)) for of_state in jobs]


def files_of(some: Iterable[World], state: str) -> list[FileGraph]:
    return [graph for world in some for graph in getattr(world, state)]


def _whole(state: Sequence[FileGraph]) -> Findings:
    return frozenset(check([*ontology(), *state], shapes()))


def expected(
    files: Sequence[FileGraph],
    world: World,
    after: Iterable[Finding],
    before: Findings,
) -> set[Finding]:
    """What checks of the whole say of the files of one world."""
    own = {node for file in files for node in described(file)}
    return {f for f in after if f.focus in own or (world.is_about(f) and f not in before)}


def of_one_world(findings: Iterable[Finding], world: World) -> set[Finding]:
    """The findings, without names of unknown things that are near in another world only.

    Which worlds are checked together is a matter of these tests.
    """
    own = f"{ID}{world.number}/"
    return {
        replace(f, suggestion=None, message=_UNKNOWN)
        if f.message.en.startswith(_UNKNOWN.en) and not (f.suggestion or "").startswith(own)
        else f
        for f in findings
    }


def _shown(example: Path) -> tuple[str, ...]:
    """The shapes that the example is of; by its own name where no findings stand beside it."""
    return tuple(sorted({one.shape for one in expected_of(example)})) or (example.stem,)


def _read(path: Path) -> FileGraph:
    return read_file(path, graph_name(path, ROOT))


def _lines(path: Path) -> Lines:
    return frozenset(read_file(path, GRAPH + path.stem).triples.splitlines(keepends=True))


def _subject(line: bytes) -> bytes:
    return line.partition(b" ")[0]


def _part(line: bytes) -> str:
    kind = _subject(line).removeprefix(f"<{ID}".encode()).partition(b"/")[0].decode()
    return PARTS.get(kind, "case")
