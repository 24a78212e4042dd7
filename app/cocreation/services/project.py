"""The project's files as graphs: what is Turtle, and what is mappings."""

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from cocreation import rdf_syntax
from cocreation.linking.sssom import fault, read_links, statements
from cocreation.model import FileGraph, LinkSet
from cocreation.namespaces import BASE, compact
from cocreation.sources import (
    FOLDERS,
    SSSOM,
    graph_name,
    ntriples,
    project_files,
    read_bytes,
    read_file,
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
    mapped = {path: _read_mapped(path, root) for path in paths if _is_mappings(path)}
    plain = {path: read_file(path, graph_name(path, root)) for path in paths if path not in mapped}
    _refuse_unknown({path: links for path, (links, _) in mapped.items()}, plain.values())
    return tuple(plain[path] if path in plain else mapped[path][1] for path in paths)


def _is_mappings(path: Path) -> bool:
    return path.name.endswith(SSSOM)


def _read_mapped(path: Path, root: Path) -> tuple[LinkSet, FileGraph]:
    data = read_bytes(path)
    name = graph_name(path, root)
    links = read_links(data, str(path), name)
    digest = hashlib.sha256(data).hexdigest()
    return links, FileGraph(name, path, ntriples(statements(links)), digest)


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
