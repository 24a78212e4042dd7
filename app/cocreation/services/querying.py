"""The library of questions: finding one by name, giving it its parameters, asking it."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from cocreation.errors import ParameterError, UnknownNameError
from cocreation.likeness import nearest_names
from cocreation.linking.service_text import has_calls, outer_calls
from cocreation.model import Parameter, QuerySpec, Rows, Term, Text
from cocreation.query_files import read_queries, read_query
from cocreation.services.choosing import resolve, resolve_default
from cocreation.store.base import Answer, Store
from cocreation.store.outline import Outline
from cocreation.store.patterns import bound

_FOLDER = "queries"
_NEAREST = 3
_ADDRESSES = ("http://", "https://")


def library(project: Path) -> tuple[QuerySpec, ...]:
    """Read every question of the project, in order of id; SourceError where one is malformed."""
    return read_queries(project / _FOLDER)


def find_query(queries: Iterable[QuerySpec], name: str) -> QuerySpec:
    """Find a question by `<topic>/<name>`, or by `<name>` alone where only one topic has it.

    UnknownNameError with the nearest names where there is none or more than one.
    """
    by_id = {spec.id: spec for spec in queries}
    return by_id[_match(by_id, name)]


def load_query(project: Path, name: str) -> QuerySpec:
    """Find a question as `find_query` does, reading only its own file."""
    root = project / _FOLDER
    paths = {path.relative_to(root).with_suffix("").as_posix(): path for path in root.rglob("*.rq")}
    return read_query(paths[_match(sorted(paths), name)], root)


def bind(store: Store, spec: QuerySpec, given: Mapping[str, str]) -> dict[str, Term]:
    """Give each parameter of the question its value, or its default; all become terms.

    A value may be an IRI, a slug, a label in either language or a code; the graph tells what it
    names. ParameterError where a parameter is unknown, missing, or names nothing of its type, or is
    called by SERVICE and no address of the web.
    """
    for name in given:
        _known(spec, name)
    _refuse_no_address(spec, given)
    return {parameter.name: _term(store, parameter, given) for parameter in spec.parameters}


def select(store: Store, spec: QuerySpec, given: Mapping[str, str]) -> Rows:
    """Ask a question whose answer is rows; ParameterError as in `bind`, else as the store does."""
    return store.select(spec.text, bind(store, spec, given))


def run(
    store: Store, spec: QuerySpec, given: Mapping[str, str], media_type: str | None = None
) -> Answer:
    """Ask a question in a media type; ParameterError as in `bind`, else as the store does."""
    return store.answer(spec.text, media_type, bind(store, spec, given))


def standalone(spec: QuerySpec, bindings: Mapping[str, Term]) -> str:
    """Write the question as a query for any endpoint, with its parameters' values in it."""
    return bound(spec.text, Outline(spec.text), bindings)


def _match(ids: Iterable[str], name: str) -> str:
    ids = list(ids)
    if name in ids:
        return name
    bearing = [known for known in ids if known.rpartition("/")[2] == name]
    if len(bearing) == 1:
        return bearing[0]
    nearest = bearing or _nearest_names(ids, name)
    raise UnknownNameError(
        Text(
            en=f"No question is called “{name}”; {_suggestion(nearest).en}",
            zh=f"没有名为“{name}”的问题；{_suggestion(nearest).zh}",
        ),
        {"nearest": nearest},
    )


def _nearest_names(ids: Sequence[str], name: str) -> list[str]:
    """The ids that look most like a name given with or without its topic."""
    by_part = {known.rpartition("/")[2]: known for known in ids}
    near = nearest_names(name, ids, _NEAREST) or [
        by_part[part] for part in nearest_names(name.rpartition("/")[2], by_part, _NEAREST)
    ]
    words = set(name.rpartition("/")[2].split("-"))
    return (
        near
        or [known for known in ids if words & set(known.rpartition("/")[2].split("-"))][:_NEAREST]
    )


def _suggestion(nearest: Sequence[str]) -> Text:
    if not nearest:
        return Text(
            en="`cocreation queries` lists them all.", zh="`cocreation queries` 可列出全部问题。"
        )
    listed = ", ".join(nearest)
    return Text(en=f"did you mean {listed}?", zh=f"您是否想找 {listed}？")


def _known(spec: QuerySpec, name: str) -> None:
    names = [parameter.name for parameter in spec.parameters]
    if name in names:
        return
    listed = ", ".join(nearest_names(name, names, _NEAREST) or names)
    raise ParameterError(
        Text(
            en=f"{spec.id} has no parameter “{name}”; its parameters are: {listed or 'none'}.",
            zh=f"{spec.id} 没有参数“{name}”；可用参数：{listed or '无'}。",
        ),
        {"parameter": name, "nearest": names},
    )


def _refuse_no_address(spec: QuerySpec, given: Mapping[str, str]) -> None:
    """ParameterError where what is to be called is not written as an address is."""
    calls = outer_calls(spec.text) if has_calls(spec.text) else ()
    for name in (call.endpoint.text[1:] for call in calls if call.endpoint.kind == "variable"):
        value = given.get(name, "").strip()
        if value and not value.lower().startswith(_ADDRESSES):
            raise ParameterError(
                Text(
                    en=f"The parameter {name} needs the address of a SPARQL endpoint, which begins "
                    f"with http:// or https://, not “{value}”.",
                    zh=f"参数 {name} 需要 SPARQL 端点地址，以 http:// 或 https:// 开头，"
                    f"而不是“{value}”。",
                ),
                {"parameter": name},
            )


def _term(store: Store, parameter: Parameter, given: Mapping[str, str]) -> Term:
    if value := given.get(parameter.name, "").strip():
        return resolve(store, parameter, value)
    if parameter.default is None:
        raise ParameterError(
            Text(
                en=f"The parameter {parameter.name} ({parameter.label.en}) needs a value.",
                zh=f"参数 {parameter.name}（{parameter.label.zh}）需要取值。",
            ),
            {"parameter": parameter.name},
        )
    return resolve_default(store, parameter)
