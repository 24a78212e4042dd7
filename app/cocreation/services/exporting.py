"""The whole graph, or one case, as a file."""

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from cocreation.errors import ParameterError
from cocreation.intake.workbook.writing import pages_of
from cocreation.intake.workbook.xlsx_writing import write_xlsx
from cocreation.model import Parameter, Term, Text
from cocreation.namespaces import INFERRED
from cocreation.services import framing, json_ld
from cocreation.services.choices import stored_choices
from cocreation.services.choosing import resolve
from cocreation.services.crating import read_crate
from cocreation.services.packing import pack
from cocreation.services.serialising import as_data
from cocreation.services.stores import open_whole
from cocreation.settings import Settings
from cocreation.sources import terms
from cocreation.store.base import N_TRIPLES, TURTLE, Dataset, Store
from cocreation.store.formats import FORMATS as MEDIA_TYPES
from cocreation.store.snapshot import DATASET_FORMATS
from cocreation.store.terms import merge_graphs
from cocreation.turtle import format_turtle

FORMATS = (*DATASET_FORMATS, "turtle")
CRATE = "ro-crate"
CASE_FORMATS = ("xlsx", "turtle", "ttl", "ntriples", "rdfxml", "jsonld")
CASE = Parameter("case", "case", Text(en="case", zh="案例"))
_GRAPHS = """
SELECT DISTINCT ?case ?graph WHERE { GRAPH ?graph { ?case a ?class } } ORDER BY ?graph
"""
_EVERYTHING = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"


def export(settings: Settings, form: str, output: IO[bytes]) -> None:
    """Write the store to `output` in one of FORMATS; Turtle merges named graphs.

    StoreError where there is no store that can be read.
    """
    _refuse_other(form, FORMATS, "the whole graph", "整个图谱")
    with closing(open_whole(settings)) as store:
        if form in DATASET_FORMATS:
            store.dump(output, form)
            return
        with TemporaryFile() as quads:
            store.dump(quads, "nquads")
            quads.seek(0)
            output.write(merge_graphs(quads))


def export_case(settings: Settings, case: str, form: str, *, is_framed: bool = False) -> bytes:
    """Write out what is asserted in the graph of a case, in one of CASE_FORMATS.

    A workbook reads back to exactly the same statements; framed JSON-LD is one nested document.
    ParameterError where `case` names none, StoreError where there is no store that can be read.
    """
    _refuse_other(form, CASE_FORMATS, "one case", "单个案例")
    with closing(open_whole(settings)) as store:
        iri = resolve(store, CASE, case).value
        stated = asserted(store, iri)
        if is_framed:
            return framing.framed(store, iri, "case", stated, json_ld.name_terms(store))
        return write_case(stated, case, form, store)


def export_crate(settings: Settings, output: Path | None) -> None:
    """Write the whole dataset as a research object into a new folder, or archive.

    ParameterError where `output` is None, there already, or cannot be written.
    """
    if output is None:
        raise ParameterError(
            Text(
                en="A research object has many files; name a new folder, or a .zip file, with -o.",
                zh="研究对象包含多个文件；请用 -o 指定一个新目录或 .zip 文件。",
            ),
            {"parameter": "output"},
        )
    pack(read_crate(settings), output)


def asserted(store: Store, case: str) -> bytes:
    """Give as N-Triples what is asserted in the graphs of the case with this IRI, perhaps none."""
    graphs = _graphs_of(store, Term("iri", case))
    if not graphs:
        return b""
    return store.answer(_EVERYTHING, N_TRIPLES, dataset=Dataset(default=graphs)).body


def write_case(triples: bytes, name: str, form: str, store: Store) -> bytes:
    """Write out the N-Triples of a case in one of CASE_FORMATS.

    `name` is what a message calls them; `store` has what a workbook offers to choose from.
    """
    if form == "xlsx":
        choices = stored_choices(store)
        return write_xlsx(pages_of(terms(triples), choices), choices)
    if form in ("turtle", "ttl"):
        return format_turtle(triples.decode(), name).encode()
    terms_by_name = json_ld.name_terms(store) if form == "jsonld" else None
    return as_data(triples, MEDIA_TYPES[form].graph or TURTLE, terms_by_name).body


def _graphs_of(store: Store, case: Term) -> tuple[str, ...]:
    """The asserted graphs that say what the case is."""
    rows = store.select(_GRAPHS, {"case": case}).rows
    graphs = [graph.value for _, graph in rows if graph is not None]
    return tuple(graph for graph in graphs if not graph.startswith(INFERRED))


def _refuse_other(form: str, forms: Sequence[str], en: str, zh: str) -> None:
    if form not in forms:
        raise ParameterError(
            Text(
                en=f"There is no {form} of {en}; its formats are {', '.join(forms)}.",
                zh=f"{zh}没有 {form} 格式；可用 {'、'.join(forms)}。",
            ),
            {"parameter": "format"},
        )
