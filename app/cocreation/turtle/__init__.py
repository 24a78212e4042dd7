"""One way to write a graph in Turtle: a triple changed is a line changed, in one block.

Run as `python -m cocreation.turtle [--check] PATH…`, PATH being a Turtle file or a folder of them.
"""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import pyoxigraph as ox

from cocreation import rdf_syntax
from cocreation.blank_nodes import named_alike
from cocreation.errors import SourceError
from cocreation.namespaces import BASE
from cocreation.turtle.writer import Writer, statements


def format_turtle(text: str, file: str) -> str:
    """Write the same graph in the one way.

    SourceError where `text` is no Turtle, and where it has a comment, which would be lost: notes
    belong into `skos:editorialNote`.
    """
    text = text.removeprefix("\ufeff")
    rdf_syntax.refuse_quoted_triples(text.encode(), file)
    _refuse_comments(text, file)
    quads, prefixes = _parse(text, file)
    formatted = Writer(quads, prefixes).text()
    if not _same(_parse(formatted, file)[0], quads):
        raise rdf_syntax.fault(
            file,
            "formatting would change what it says, which is a fault of the formatter; report it",
            "格式化会改变其内容，这是格式化程序的缺陷；请报告",
        )
    return formatted


def _parse(text: str, file: str) -> tuple[list[ox.Quad], dict[str, str]]:
    parser = ox.parse(input=text.encode(), format=ox.RdfFormat.TURTLE, base_iri=BASE)
    try:
        quads = list(parser)
    except SyntaxError as error:
        raise rdf_syntax.syntax_fault(error, file) from None
    if any(isinstance(quad.object, ox.Triple) for quad in quads):
        raise rdf_syntax.fault(
            file,
            "it has a statement about a statement, as only RDF 1.2 knows; say it of a resource",
            "含有关于语句的语句（RDF 1.2 才有）；请改为描述一个资源",
        )
    return quads, dict(parser.prefixes)


def _same(one: Sequence[ox.Quad], other: Sequence[ox.Quad]) -> bool:
    """Whether both say the same, whatever their blank nodes are called."""
    if named_alike(statements(one)) == named_alike(statements(other)):
        return True
    graphs = ox.Dataset(one), ox.Dataset(other)
    for graph in graphs:
        graph.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return graphs[0] == graphs[1]


def _refuse_comments(text: str, file: str) -> None:
    offset = rdf_syntax.find_comment(text)
    if offset is not None:
        raise rdf_syntax.fault(
            file,
            "a comment would be lost; write it as a skos:editorialNote of what it is about",
            "注释会丢失；请改写为所说对象的 skos:editorialNote",
            text.count("\n", 0, offset) + 1,
        )


def main(arguments: Sequence[str]) -> int:
    """Format the files named; with --check only list those that are not; 1 if any is left so."""
    check = "--check" in arguments
    changed: list[Path] = []
    faults: list[SourceError] = []
    for file in _files(Path(argument) for argument in arguments if argument != "--check"):
        try:
            if _format_file(file, keep=check):
                changed.append(file)
        except SourceError as error:
            faults.append(error)
    for file in changed:
        sys.stdout.write(f"{'not formatted' if check else 'formatted'}: {file}\n")
    for fault in faults:
        sys.stdout.write(f"{fault.message.en}\n")
    if check and changed:
        sys.stdout.write("Run `make format` to format them.\n")
    return 1 if faults or (check and changed) else 0


def _files(paths: Iterable[Path]) -> list[Path]:
    return [f for path in paths for f in (sorted(path.rglob("*.ttl")) if path.is_dir() else [path])]


def _format_file(file: Path, *, keep: bool) -> bool:
    """Whether the file was not formatted; formats it unless it is to be kept as it is."""
    try:
        data = file.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise rdf_syntax.fault(
            str(file),
            f"the system says '{reason}'; check the name",
            f"系统报告“{reason}”；请检查名称",
        ) from None
    rdf_syntax.refuse_other_encodings(data, str(file))
    formatted = format_turtle(data.decode(), str(file)).encode()
    if formatted != data and not keep:
        file.write_bytes(formatted)
    return formatted != data
