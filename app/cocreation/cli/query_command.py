"""`cocreation query`: ask a question of the library, or one of your own."""

import json
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import click

from cocreation.cli.build_command import tell_build
from cocreation.cli.options import (
    language_option,
    store_option,
    tell,
    terminal_width,
    write,
)
from cocreation.errors import NotAcceptableError, ParameterError, SourceError
from cocreation.model import Language, QuerySpec, Term, Text
from cocreation.namespaces import compact
from cocreation.query_files import MARK, read_query
from cocreation.services import querying, results
from cocreation.services.building import ensure_built
from cocreation.services.federating import has_calls
from cocreation.services.stores import (
    open_alone,
    open_endpoint,
    open_federated,
    refuse_server,
)
from cocreation.settings import Settings
from cocreation.store import base, formats
from cocreation.store.formats import FORMATS
from cocreation.store.outline import form_of

_TABLE = "table"
_LONGEST_NAME = 255
_NO_ROWS = Text(
    en="No rows: nothing is reported that answers this.",
    zh="没有结果：没有可以回答此问题的报告内容。",
)
_YES_NO = {True: Text(en="yes", zh="是"), False: Text(en="no", zh="否")}
_EPILOG = (
    "\b\nExamples:\n"
    "  cocreation query find-silent-stages\n"
    "  cocreation query find-cases-showing-construct --param construct=group-trust --format csv\n"
    "  cocreation query find-descriptors --allow-service zbw.eu\n"
    "  echo 'ASK { ?s ?p ?o }' | cocreation query -\n"
)


@click.command("query", epilog=_EPILOG)
@click.argument("question", metavar="NAME|FILE.rq|-")
@click.option(
    "--param",
    "given",
    metavar="NAME=VALUE",
    multiple=True,
    help="A parameter's value: a slug, a label, a code or an IRI. Repeatable. 参数取值，可重复。",
)
@click.option(
    "--format", "form", type=click.Choice([_TABLE, *FORMATS]), default=_TABLE, show_default=True
)
@click.option(
    "--endpoint", metavar="URL", help="Ask this SPARQL endpoint instead. 改向此 SPARQL 端点查询。"
)
@click.option(
    "--allow-service",
    "allowed",
    metavar="HOST",
    multiple=True,
    help="Let the query call this host by SERVICE: HOST, HOST:PORT, or http://HOST where it has no "
    "https. Repeatable. 允许查询以 SERVICE 调用此主机，可重复。",
)
@store_option
@language_option
def command(
    question: str,
    given: tuple[str, ...],
    form: str,
    endpoint: str | None,
    allowed: tuple[str, ...],
    settings: Settings,
    language: Language,
) -> None:
    """Ask a question of the library by its name, or a query of your own from a file or "-".

    A graph is printed as Turtle where a table is asked for. The store is built first where there
    is none.

    按名称运行问题库中的问题，或运行文件（“-”为标准输入）中的查询；没有存储时先行构建。
    """
    spec = _question(question, settings.project)
    parameters = _parameters(given)
    if endpoint and allowed:
        raise ParameterError(
            Text(
                en="With --endpoint it is that server which evaluates SERVICE; leave out "
                "--allow-service.",
                zh="使用 --endpoint 时由该服务器执行 SERVICE；请去掉 --allow-service。",
            )
        )
    settings = replace(settings, allow_service=(*settings.allow_service, *allowed))
    federated = has_calls(spec.text)
    with closing(_store(endpoint, federated, settings, language)) as store:
        if form == _TABLE and form_of(spec.text) == "select":
            _print_table(store, spec, parameters, language)
        else:
            _print_answer(store, spec, parameters, form, language)


def _question(name: str, project: Path) -> QuerySpec:
    """Read the question from the library, from a file or from standard input."""
    if name == "-":
        return _own(name, sys.stdin.buffer.read())
    path = Path(name)
    if len(name.encode()) > _LONGEST_NAME or "\n" in name or "{" in name:
        raise ParameterError(
            Text(
                en="A query's text is given in a file or on standard input: echo '…' | "
                "cocreation query -",
                zh="查询语句须放在文件中或由标准输入给出：echo '…' | cocreation query -",
            )
        )
    if path.suffix != ".rq" and not path.is_file():
        return querying.load_query(project, name)
    try:
        text = path.read_bytes()
    except OSError as error:
        raise SourceError(
            Text(
                en=f"{name} cannot be read ({error.strerror}); check the file's name.",
                zh=f"无法读取 {name}（{error.strerror}）；请检查文件名。",
            ),
            {"file": name},
        ) from error
    return read_query(path, path.parent) if text.startswith(MARK.encode()) else _own(name, text)


def _own(name: str, text: bytes) -> QuerySpec:
    """Make a question without parameters of a query that somebody wrote."""
    title = Text(en=name, zh=name)
    query = text.decode("utf-8-sig", "surrogateescape")
    return QuerySpec(name, Path(name), title, title, "", (), (), query)


def _parameters(given: tuple[str, ...]) -> dict[str, str]:
    parameters = {}
    for pair in given:
        name, equals, value = pair.partition("=")
        if not equals:
            raise ParameterError(
                Text(
                    en=f"“{pair}” is not a parameter; write --param NAME=VALUE.",
                    zh=f"“{pair}”不是参数；请写作 --param 名称=取值。",
                )
            )
        parameters[name.strip()] = value
    return parameters


def _store(
    endpoint: str | None, federated: bool, settings: Settings, language: Language
) -> base.Store:
    if endpoint:
        return open_endpoint(endpoint)
    if federated:
        refuse_server(settings)
    report = ensure_built(settings)
    if report:
        tell_build(report, settings, language)
    if federated:
        return open_federated(settings, lambda text: tell(text, language))
    # No deadline, for a person can press Ctrl-C; the worker's memory is limited all the same.
    return open_alone(settings)


def _print_table(
    store: base.Store, spec: QuerySpec, parameters: dict[str, str], language: Language
) -> None:
    bindings = querying.bind(store, spec, parameters)
    if bindings:
        tell(_asked(spec, bindings), language)
    rows = store.select(spec.text, bindings)
    if rows.rows:
        table = results.present(rows, language, bindings)
        click.echo(results.table_text(table, terminal_width()), nl=False)
    else:
        tell(_NO_ROWS, language)


def _asked(spec: QuerySpec, bindings: dict[str, Term]) -> Text:
    """Say what was asked, with the values that the parameters took."""
    values = ", ".join(f"{name}={compact(term.value)}" for name, term in bindings.items())
    return Text(en=f"{spec.summary.en} ({values})", zh=f"{spec.summary.zh}（{values}）")


def _print_answer(
    store: base.Store, spec: QuerySpec, parameters: dict[str, str], form: str, language: Language
) -> None:
    answer = querying.run(store, spec, parameters, _media_type(spec, form))
    if form == _TABLE and answer.form == "ask":
        click.echo(_YES_NO[json.loads(answer.body)["boolean"]].in_language(language))
    else:
        write(answer.body)


def _media_type(spec: QuerySpec, form: str) -> str | None:
    """Choose the media type that a format means for this query; the engine judges a broken one."""
    kind = form_of(spec.text)
    if kind is None:
        return None
    if form == _TABLE:
        return base.TURTLE if base.is_graph(kind) else base.JSON
    media_type = formats.media_type(form, kind)
    if media_type is None:
        fitting = [_TABLE, *(name for name in FORMATS if formats.media_type(name, kind))]
        listed = ", ".join(fitting)
        raise NotAcceptableError(
            Text(
                en=f"An answer to {kind.upper()} does not come as {form}; choose one of {listed}.",
                zh=f"{kind.upper()} 的回答没有 {form} 格式；可选 {listed}。",
            ),
            {"available": fitting},
        )
    return media_type
