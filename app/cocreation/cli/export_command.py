"""`cocreation export`: the whole graph, inferences included, or what is asserted of one case."""

import sys
from io import BytesIO
from itertools import chain
from pathlib import Path

import click

from cocreation.cli.build_command import tell_build
from cocreation.cli.options import language_option, output_option, store_option, write_file
from cocreation.errors import ParameterError
from cocreation.model import Language, Text
from cocreation.services.building import build, ensure_built
from cocreation.services.exporting import (
    CASE_FORMATS,
    CRATE,
    FORMATS,
    export,
    export_case,
    export_crate,
)
from cocreation.services.profiles import PROFILES, export_evidence
from cocreation.settings import Settings

_EPILOG = """\b
Example:
  cocreation export --format trig > cocreation.trig
  cocreation export --case jd-cloud-dada --format xlsx -o dada.xlsx
  cocreation export --case jd-cloud-dada --framed
  cocreation export --format ro-crate -o cocreation.zip
  cocreation export --profile web-annotation --case jd-cloud-dada
"""


@click.command("export", epilog=_EPILOG)
@click.option(
    "--format",
    "form",
    type=click.Choice(
        tuple(dict.fromkeys((*FORMATS, CRATE, *CASE_FORMATS, *chain(*PROFILES.values()))))
    ),
    help=f"Of the whole graph {', '.join((*FORMATS, CRATE))}; of a case {', '.join(CASE_FORMATS)}. "
    "整个图谱与单个案例的可用格式。",
)
@click.option(
    "--profile",
    type=click.Choice(tuple(PROFILES)),
    help="Only the evidence, in the model of another community: "
    + "; ".join(f"{name} ({', '.join(forms)})" for name, forms in PROFILES.items())
    + ". 仅导出证据，采用其他领域的通用模型。",
)
@click.option("--case", metavar="CASE", help="One case: its name or slug. 单个案例的名称或短名。")
@click.option(
    "--framed",
    "is_framed",
    is_flag=True,
    help="A case as one nested JSON-LD document. 将案例写成一个嵌套的 JSON-LD 文档。",
)
@output_option
@store_option
@language_option
def command(
    form: str | None,
    profile: str | None,
    case: str | None,
    is_framed: bool,
    output: Path | None,
    settings: Settings,
    language: Language,
) -> None:
    """Write out the whole graph, inferences included, or what is asserted of one case.

    Turtle merges all named graphs into one; TriG, N-Quads and JSON-LD keep them apart. A case comes
    as a workbook, or in any RDF syntax, and can be changed and checked again. RO-Crate packs the
    whole dataset, with its sources and what they are, into a new folder or .zip file. With a
    profile the evidence alone comes, as Web Annotations, evidence lines of SEPIO or unsigned
    nanopublications.

    导出整个图谱（含推理所得），或某一案例的陈述；Turtle 将全部命名图合并，TriG、N-Quads 与 JSON-LD
    保持分开。案例可导出为工作簿或任一 RDF 语法，改动后可再检查。RO-Crate 将整个数据集及其说明打包为
    新目录或 .zip 文件。指定 --profile 时仅导出证据：网页注释、SEPIO 证据线或未签名的纳米出版物。
    """
    if is_framed and (case is None or profile is not None or form not in (None, "jsonld")):
        raise ParameterError(
            Text(
                en="One nested document is made of one case as JSON-LD: use --framed with --case.",
                zh="嵌套文档只用于单个案例的 JSON-LD：请将 --framed 与 --case 一起使用。",
            ),
            {"parameter": "framed"},
        )
    _make(settings, form, language)
    if profile is not None:
        chosen = form or PROFILES[profile][0]
        body = export_evidence(settings, profile, case, chosen)
        write_file(body, output, is_text=True)
    elif case is not None:
        chosen = "jsonld" if is_framed else form or "turtle"
        body = export_case(settings, case, chosen, is_framed=is_framed)
        write_file(body, output, is_text=chosen != "xlsx")
    elif form == CRATE:
        export_crate(settings, output)
    elif output is None:
        export(settings, form or FORMATS[0], sys.stdout.buffer)
    else:
        whole = BytesIO()
        export(settings, form or FORMATS[0], whole)
        write_file(whole.getvalue(), output, is_text=True)


def _make(settings: Settings, form: str | None, language: Language) -> None:
    """Make a store where there is none; what is packed beside its sources is made of them anew."""
    is_packed = form == CRATE and isinstance(settings.store, Path)
    report = build(settings) if is_packed else ensure_built(settings)
    if report and not report.unchanged:
        tell_build(report, settings, language)
