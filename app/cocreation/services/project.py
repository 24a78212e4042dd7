"""The project's files as graphs: what is Turtle, and what is mappings."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from cocreation import rdf_syntax
from cocreation.linking.sssom import Names, fault, read_links, statements
from cocreation.model import FileGraph, LinkSet, Text
from cocreation.namespaces import BASE, RDFS, compact
from cocreation.sources import (
    FOLDERS,
    SSSOM,
    graph_name,
    ntriples,
    project_files,
    read_bytes,
    read_file,
    terms,
)


def read_project(root: Path) -> tuple[FileGraph, ...]:
    """Every file of the ontology, the shapes and the data below `root`, in order of path.

    SourceError where there is none, where one cannot be read, or where a mapping is of something
    that no file describes.
    """
    paths = project_files(root)
    if not paths:
        folders = ", ".join(f"{folder}/" for folder in FOLDERS)
        raise rdf_syntax.fault(
            str(root),
            f"it has no Turtle file in {folders}; name the project's folder",
            f"其 {folders} 中没有 Turtle 文件；请指定项目所在的文件夹",
        )
    data = {path: read_bytes(path) for path in paths if _is_mappings(path)}
    links = {p: read_links(told, str(p), graph_name(p, root)) for p, told in data.items()}
    plain = {path: read_file(path, graph_name(path, root)) for path in paths if path not in links}
    _refuse_unknown(links, plain.values())
    names = _names(links.values(), plain.values())
    return tuple(
        plain[path] if path in plain else _graph(path, data[path], links[path], names)
        for path in paths
    )


def _is_mappings(path: Path) -> bool:
    return path.name.endswith(SSSOM)


def _graph(path: Path, data: bytes, links: LinkSet, names: Names) -> FileGraph:
    digest = hashlib.sha256(data).hexdigest()
    return FileGraph(links.name, path, ntriples(statements(links, names)), digest)


def _names(files: Iterable[LinkSet], graphs: Iterable[FileGraph]) -> Names:
    """What the ends of mappings are called, as far as a graph tells it."""
    ends = {end for links in files for one in links.links for end in (one.subject, one.object)}
    starts = {f"<{end}> <{RDFS}label>".encode() for end in ends}
    names: dict[str, Text] = {}
    for graph in graphs if starts else ():
        lines = (one for one in graph.triples.splitlines() if one.partition(b' "')[0] in starts)
        for thing, _, label in terms(b"\n".join(lines)):
            if label.language in ("en", "zh"):
                known = names.get(thing.value, Text("", ""))
                names[thing.value] = replace(known, **{label.language: label.value})
    return names


def _refuse_unknown(files: Mapping[Path, LinkSet], graphs: Iterable[FileGraph]) -> None:
    """SourceError where a mapping is of a name of ours that no graph says anything of."""
    wanted = {f"<{one.subject}>".encode() for links in files.values() for one in links.links}
    ours = {name for name in wanted if name.startswith(f"<{BASE}".encode())}
    for graph in graphs if ours else ():
        ours -= {line.partition(b" ")[0] for line in graph.triples.splitlines()}
    for path, links in files.items():
        for link in links.links:
            if f"<{link.subject}>".encode() in ours:
                raise fault("unknown", str(path), link.line, compact(link.subject))
