"""Files become named graphs; a fault in a file is told with its line and column."""

import hashlib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from xml.parsers import expat

import pyoxigraph as ox

from cocreation import rdf_syntax
from cocreation.blank_nodes import Statement, named_alike
from cocreation.errors import SourceError
from cocreation.model import FileGraph, Term, Triple
from cocreation.namespaces import BASE, GRAPH, INFERRED

FORMATS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
    ".trig": ox.RdfFormat.TRIG,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".owl": ox.RdfFormat.RDF_XML,
    ".xml": ox.RdfFormat.RDF_XML,
    ".jsonld": ox.RdfFormat.JSON_LD,
    ".json": ox.RdfFormat.JSON_LD,
}
FOLDERS = ("ontology", "shapes", "data")
SSSOM = ".sssom.tsv"
_DEEPEST = 100
_OF_ONE_GRAPH = (ox.RdfFormat.TURTLE, ox.RdfFormat.N_TRIPLES, ox.RdfFormat.RDF_XML)
_SECOND_LOOK = (b"_:", b"<<", b"--ltr", b"--rtl")
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def project_files(root: Path) -> list[Path]:
    """The files of the ontology, the shapes and the data below `root`, in order of path.

    That is Turtle, and mappings as SSSOM.
    """
    endings = ("*.ttl", f"*{SSSOM}")
    found = (p for folder in FOLDERS for ending in endings for p in (root / folder).rglob(ending))
    return sorted(found)


def read_graphs(quads: bytes, root: Path) -> tuple[FileGraph, ...]:
    """Every asserted named graph of N-Quads that a store gave of itself, in order of name.

    A graph's path is that of the file below `root` which it comes from, if it comes from one.
    """
    lines: dict[str, set[str]] = {}
    for quad in ox.parse(input=quads, format=ox.RdfFormat.N_QUADS):
        if isinstance(quad.graph_name, ox.NamedNode) and not _is_inferred(quad):
            lines.setdefault(quad.graph_name.value, set()).add(f"{quad.triple} .\n")
    return tuple(
        FileGraph(
            name,
            root / f"{name.removeprefix(GRAPH)}.ttl",
            "".join(sorted(lines[name])).encode(),
            "",
        )
        for name in sorted(lines)
    )


def graph_name(path: Path, root: Path) -> str:
    """The IRI of the graph that a file of the project at `root` is."""
    name = path.relative_to(root).as_posix()
    return GRAPH + name.removesuffix(SSSOM).removesuffix(path.suffix)


def read_file(path: Path, graph: str) -> FileGraph:
    """Read one file in any RDF syntax as the graph named `graph`; SourceError if it cannot be."""
    data = read_bytes(path)
    triples = parse(data, path.suffix, base=BASE, file=str(path), scope=graph)
    return FileGraph(graph, path, triples, hashlib.sha256(data).hexdigest())


def read_bytes(path: Path) -> bytes:
    """Read a file whole; SourceError, which says why, where that cannot be."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise rdf_syntax.fault(
            str(path), "there is no such file; check its name", "没有此文件，请检查文件名"
        ) from None
    except IsADirectoryError:
        raise rdf_syntax.fault(
            str(path), "it is a folder; name a file in it", "这是文件夹，请指定其中的文件"
        ) from None
    except OSError as error:
        reason = error.strerror or str(error)
        raise rdf_syntax.fault(
            str(path),
            f"the system says '{reason}'; check that you may read it",
            f"系统报告“{reason}”；请检查读取权限",
        ) from error


def parse(data: bytes, suffix: str, *, base: str, file: str, scope: str | None = None) -> bytes:
    """The statements of `data` as N-Triples, sorted, so that equal graphs give equal bytes.

    `suffix` (such as `.ttl`) names the syntax, `base` resolves relative IRIs, `file` is named in a
    SourceError. Blank nodes of another `scope` (`file` if not given) have other labels. A file is
    one graph: named graphs in it are merged, and inferred ones, which follow again, left out.
    """
    syntax = FORMATS.get(suffix.lower())
    if syntax is None:
        known = " ".join(FORMATS)
        raise rdf_syntax.fault(
            file,
            f"its ending tells no RDF syntax; use one of {known}",
            f"无法由扩展名判断 RDF 语法；可用 {known}",
        )
    data = data.removeprefix(_BYTE_ORDER_MARK)
    rdf_syntax.refuse_other_encodings(data, file)
    _refuse_what_kills_the_engine(data, syntax, file)
    try:
        triples = _plain(data, syntax, base)
        if triples is None:
            quads = ox.parse(input=data, format=syntax, base_iri=base)
            triples = _triples(quads, file, file if scope is None else scope)
    except SyntaxError as error:
        raise rdf_syntax.syntax_fault(error, file) from None
    if not triples:
        raise _empty(syntax, file)
    return triples


def _empty(syntax: ox.RdfFormat, file: str) -> SourceError:
    if syntax == ox.RdfFormat.JSON_LD:
        return rdf_syntax.fault(
            file,
            "it holds no statement; declare the names that it uses in its @context",
            "其中没有任何语句；请在 @context 中声明所用的名称",
        )
    return rdf_syntax.fault(
        file,
        "it holds no statement; check that it is the right file",
        "其中没有任何语句；请检查是否选对了文件",
    )


def is_iri(text: str) -> bool:
    """Whether the text is a whole IRI."""
    try:
        ox.NamedNode(text)
    except ValueError:
        return False
    return True


def terms(ntriples: bytes) -> Iterator[Triple]:
    """The statements of N-Triples, one at a time."""
    for quad in ox.parse(input=ntriples, format=ox.RdfFormat.N_TRIPLES):
        yield Triple(_term(quad.subject), _term(quad.predicate), _term(quad.object))


def ntriples(triples: Iterable[Triple]) -> bytes:
    """Write statements as N-Triples, sorted, each once; ValueError where a term is none."""
    return b"".join(sorted(set(ntriples_lines(triples))))


def ntriples_lines(triples: Iterable[Triple]) -> tuple[bytes, ...]:
    """Each statement as the line of N-Triples that `parse` makes of it; ValueError as above."""
    return tuple(f"{_token(s)} {_token(p)} {_token(o)} .\n".encode() for s, p, o in triples)


def _token(term: Term) -> str:
    if term.kind == "iri":
        return str(ox.NamedNode(term.value))
    if term.kind == "blank":
        return str(ox.BlankNode(term.value))
    if term.language:
        return str(ox.Literal(term.value, language=term.language))
    datatype = ox.NamedNode(term.datatype) if term.datatype else None
    return str(ox.Literal(term.value, datatype=datatype))


def _term(term: object) -> Term:
    if isinstance(term, ox.NamedNode):
        return Term("iri", term.value)
    if isinstance(term, ox.BlankNode):
        return Term("blank", term.value)
    if isinstance(term, ox.Literal):
        datatype = None if term.language else term.datatype.value
        return Term("literal", term.value, term.language, datatype)
    raise TypeError(f"not an RDF 1.1 term: {term!r}")


def _plain(data: bytes, syntax: ox.RdfFormat, base: str) -> bytes | None:
    """The statements of a file in which nothing needs a second look; else None.

    Those are blank nodes, named graphs and terms that only RDF 1.2 knows, or what looks like them.
    """
    if syntax not in _OF_ONE_GRAPH:
        return None
    quads = ox.parse(input=data, format=syntax, base_iri=base)
    written = ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b""
    if any(sign in written for sign in _SECOND_LOOK):
        return None
    return b"".join(sorted(set(written.splitlines(keepends=True))))


def _triples(quads: Iterable[ox.Quad], file: str, scope: str) -> bytes:
    plain: set[str] = set()
    with_blanks: list[Statement] = []
    for quad in quads:
        if _is_inferred(quad):
            continue
        _refuse_newer_terms(quad, file)
        subject, predicate, value = str(quad.subject), str(quad.predicate), str(quad.object)
        if subject.startswith("_:") or value.startswith("_:"):
            with_blanks.append((subject, predicate, value))
        else:
            plain.add(f"{subject} {predicate} {value} .\n")
    renamed = {f"{s} {p} {o} .\n" for s, p, o in named_alike(with_blanks, scope)}
    return "".join(sorted(plain | renamed)).encode()


def _is_inferred(quad: ox.Quad) -> bool:
    name = quad.graph_name
    return isinstance(name, ox.NamedNode) and name.value.startswith(INFERRED)


def _refuse_newer_terms(quad: ox.Quad, file: str) -> None:
    value = quad.object
    if isinstance(value, ox.Triple) or isinstance(quad.subject, ox.Triple):
        raise rdf_syntax.fault(
            file,
            "it has a statement about a statement, as only RDF 1.2 knows; say it of a resource",
            "含有关于语句的语句（RDF 1.2 才有）；请改为描述一个资源",
        )
    if isinstance(value, ox.Literal) and value.direction is not None:
        raise rdf_syntax.fault(
            file,
            f"the text '{value.value}' has a direction, as only RDF 1.2 knows; leave it out",
            f"文本“{value.value}”带有书写方向（RDF 1.2 才有）；请删去",
        )


def _refuse_what_kills_the_engine(data: bytes, syntax: ox.RdfFormat, file: str) -> None:
    """Entities expand without end, deep nesting overflows the stack: neither raises by itself."""
    if syntax == ox.RdfFormat.RDF_XML:
        _check_xml(data, file)
    elif syntax == ox.RdfFormat.JSON_LD:
        _check_json_depth(data, file)
    else:
        rdf_syntax.refuse_quoted_triples(data, file)


def _check_xml(data: bytes, file: str) -> None:
    """SourceError for a DTD, for nesting too deep, and for XML that is not well-formed.

    The engine tells no place in XML; this parser does, and stops before a DTD is read.
    """
    parser = expat.ParserCreate()
    depth = 0

    def refuse_dtd(*_: object) -> None:
        raise rdf_syntax.fault_at(
            file,
            data,
            data.rfind(b"<!DOCTYPE", 0, parser.CurrentByteIndex + 1),
            "a document type declaration (DTD) is not accepted; remove it",
            "不接受文档类型声明（DTD）；请删除",
        )

    def open_element(*_: object) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise _too_deep(data, parser.CurrentByteIndex, file)

    def close_element(_: str) -> None:
        nonlocal depth
        depth -= 1

    parser.StartDoctypeDeclHandler = refuse_dtd
    parser.StartElementHandler = open_element
    parser.EndElementHandler = close_element
    try:
        parser.Parse(data, True)
    except (ValueError, LookupError) as error:
        raise rdf_syntax.fault(
            file,
            f"its encoding is not known ({error}); save it as UTF-8",
            "编码无法识别；请另存为 UTF-8",
        ) from None
    except expat.ExpatError as error:
        reason = expat.ErrorString(error.code)
        raise rdf_syntax.fault_at(
            file,
            data,
            parser.ErrorByteIndex,
            f"{reason}; mend the XML there and try again",
            f"XML 有误（{reason}）；请修正后重试",
        ) from None


def _check_json_depth(data: bytes, file: str) -> None:
    """SourceError where brackets outside strings nest too deep."""
    depth = 0
    for found in re.finditer(rb'"(?:[^"\\]|\\.)*+(?:"|\Z)|[\[\]{}]', data, re.DOTALL):
        mark = found[0]
        if mark in b"[{":
            depth += 1
            if depth > _DEEPEST:
                raise _too_deep(data, found.start(), file)
        elif mark in b"]}":
            depth -= 1


def _too_deep(data: bytes, offset: int, file: str) -> SourceError:
    return rdf_syntax.fault_at(
        file,
        data,
        offset,
        f"it nests more than {_DEEPEST} levels deep; give what is inside names and say it apart",
        f"嵌套超过 {_DEEPEST} 层；请为内层命名并分开书写",
    )
