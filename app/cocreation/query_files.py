"""The files of the query library: a question's front matter and its SPARQL."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

import yaml

from cocreation import rdf_syntax
from cocreation.errors import SourceError
from cocreation.model import Parameter, QuerySpec, Text, View, ViewKind

MARK = "#+"
PARAMETER_TYPES = (
    *("study", "case", "construct", "concept", "theme", "stage", "proposition", "organization"),
    *("provider", "user", "sector", "reference", "source", "part", "iri", "string", "integer"),
)
_REQUIRED = ("summary", "summary_zh", "description", "description_zh", "competency", "tags")
_KEYS = (*_REQUIRED, "params", "view")
# How many variables each kind of view takes, at least and at most.
_VIEWS: dict[str, tuple[ViewKind, int, int]] = {
    "bars": ("bars", 2, 6),
    "matrix": ("matrix", 2, 3),
    "graph": ("graph", 2, 4),
}
_PARAMETER_REQUIRED = ("type", "label", "label_zh")
_PARAMETER_KEYS = (*_PARAMETER_REQUIRED, "default")
# A name with its prefix; what else has a colon in SPARQL is taken in before it.
_PREFIXED = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""|' + r"'''(?:[^'\\]|\\.|'(?!''))*'''"
    r'|"(?:[^"\\\n]|\\.)*+"?|' + r"'(?:[^'\\\n]|\\.)*+'?"
    r"|<[^<>\s\"]*>|\#[^\n]*|_:\w+"
    r"|(?P<declared>\bPREFIX\s+(?P<name>[\w.-]*):)|(?P<prefix>(?:[^\W\d_][\w.-]*)?):",
    re.DOTALL | re.IGNORECASE,
)


def read_queries(root: Path) -> tuple[QuerySpec, ...]:
    """Every query below `root`, in order of id; the folder is the topic."""
    specs = (read_query(path, root) for path in root.rglob("*.rq"))
    return tuple(sorted(specs, key=lambda spec: spec.id))


def read_query(path: Path, root: Path) -> QuerySpec:
    """Read one query file; SourceError with its line where the file is wrong."""
    lines = _text(path).splitlines(keepends=True)
    length = next((n for n, line in enumerate(lines) if not line.startswith(MARK)), len(lines))
    front = _front_matter("".join(line.removeprefix(MARK) for line in lines[:length]), path)
    front.check_keys(_REQUIRED, _KEYS)
    text = "".join(lines[length:])
    _refuse_undeclared_prefixes(text, length, path)
    given = front.mapping("params") if "params" in front.values else None
    return QuerySpec(
        id=path.relative_to(root).with_suffix("").as_posix(),
        path=path,
        summary=Text(en=front.text("summary"), zh=front.text("summary_zh")),
        description=Text(en=front.text("description"), zh=front.text("description_zh")),
        competency=front.text("competency"),
        tags=front.texts("tags"),
        parameters=() if given is None else tuple(_parameters(given, text)),
        text=text,
        view=_view(front, text) if "view" in front.values else None,
    )


@dataclass(frozen=True, slots=True)
class _Mapping:
    """A mapping of the front matter, with the line of each of its keys."""

    path: Path
    line: int
    values: Mapping[str, yaml.Node]
    lines: Mapping[str, int]

    @classmethod
    def read(cls, node: yaml.Node, path: Path) -> "_Mapping":
        line = node.start_mark.line + 1
        if not isinstance(node, yaml.MappingNode):
            raise _fault(path, line, "write `key: value` here", "此处请写“键: 值”")
        values: dict[str, yaml.Node] = {}
        lines: dict[str, int] = {}
        for key, value in node.value:
            name, key_line = str(key.value), key.start_mark.line + 1
            if name in values:
                raise _fault(
                    path, key_line, f"{name} is given twice; keep one", f"{name} 重复，请保留一个"
                )
            values[name], lines[name] = value, key_line
        return cls(path, line, values, lines)

    def check_keys(self, required: tuple[str, ...], allowed: tuple[str, ...]) -> None:
        """SourceError where a key is unknown or missing."""
        for key, line in self.lines.items():
            if key not in allowed:
                nearest = get_close_matches(key, allowed, 1, 0)[0]
                raise self.fault(
                    line,
                    f"the front matter has the unknown key {key}; perhaps write {nearest}",
                    f"头部含有未知的键 {key}；或应写作 {nearest}",
                )
        for key in required:
            if key not in self.values:
                raise self.fault(
                    self.line,
                    f"the front matter lacks {key}; add it",
                    f"头部缺少 {key}，请补上",
                )

    def text(self, key: str) -> str:
        """The text of a key; SourceError where it is something else or empty."""
        return self._scalar(key, self.values[key])

    def texts(self, key: str) -> tuple[str, ...]:
        """The texts of a list; SourceError where it is something else or empty."""
        node = self.values[key]
        if not isinstance(node, yaml.SequenceNode) or not node.value:
            raise self.fault(
                self.lines[key],
                f"{key} is a list; write {key}: [one, another]",
                f"{key} 应为列表；请写成 {key}: [甲, 乙]",
            )
        return tuple(self._scalar(key, item) for item in node.value)

    def mapping(self, key: str) -> "_Mapping":
        """The mapping under a key; SourceError where it is something else."""
        return _Mapping.read(self.values[key], self.path)

    def fault(self, line: int, en: str, zh: str) -> SourceError:
        """An error in this file."""
        return _fault(self.path, line, en, zh)

    def _scalar(self, key: str, node: yaml.Node) -> str:
        if not isinstance(node, yaml.ScalarNode) or not node.value.strip():
            raise self.fault(
                self.lines[key], f"{key} has no text; write one", f"{key} 没有文字；请填写"
            )
        return str(node.value).strip()


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise rdf_syntax.fault(
            str(path),
            f"the system says '{reason}'; check the name",
            f"系统报告“{reason}”；请检查名称",
        ) from None
    rdf_syntax.refuse_other_encodings(data, str(path))
    return data.decode("utf-8-sig")


def _front_matter(text: str, path: Path) -> _Mapping:
    # Each line keeps its blank after the mark, so that YAML sees an even indentation.
    try:
        node = yaml.compose(text, yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        problem = error.problem or "not YAML"
        raise _fault(
            path, line, f"{problem}; mend the front matter", f"{problem}；请修正头部"
        ) from None
    except yaml.YAMLError as error:
        raise _fault(path, 1, f"{error}; mend the front matter", f"{error}；请修正头部") from None
    if not isinstance(node, yaml.MappingNode):
        raise _fault(
            path, 1, f"begin with lines `{MARK} key: value`", f"请以“{MARK} 键: 值”的行开头"
        )
    return _Mapping.read(node, path)


def _view(front: _Mapping, query: str) -> View:
    line = front.lines["view"]
    name, *variables = front.texts("view")
    if name not in _VIEWS:
        known = ", ".join(_VIEWS)
        raise front.fault(
            line,
            f"there is no view {name}; use one of {known}",
            f"没有 {name} 这种视图；可用 {known}",
        )
    kind, least, most = _VIEWS[name]
    if not least <= len(variables) <= most:
        raise front.fault(
            line,
            f"a view as {name} takes {least} to {most} variables, here are {len(variables)}",
            f"{name} 视图需要 {least} 至 {most} 个变量，这里有 {len(variables)} 个",
        )
    for variable in variables:
        _refuse_unknown_variable(front, line, variable, query)
    return View(kind, tuple(variables))


def _parameters(given: _Mapping, query: str) -> Iterator[Parameter]:
    for name, line in given.lines.items():
        _refuse_unknown_variable(given, line, name, query)
        yield _parameter(name, given.mapping(name))


def _refuse_unknown_variable(given: _Mapping, line: int, name: str, query: str) -> None:
    if not re.search(rf"[?$]{re.escape(name)}\b", query):
        raise given.fault(
            line,
            f"the query has no variable ?{name}; write the name as the query does",
            f"查询中没有变量 ?{name}；名称须与查询中的变量相同",
        )


def _parameter(name: str, given: _Mapping) -> Parameter:
    given.check_keys(_PARAMETER_REQUIRED, _PARAMETER_KEYS)
    kind = given.text("type")
    if kind not in PARAMETER_TYPES:
        known = ", ".join(PARAMETER_TYPES)
        raise given.fault(
            given.lines["type"],
            f"parameter {name} has the unknown type {kind}; use one of {known}",
            f"参数 {name} 的类型 {kind} 未知；可用 {known}",
        )
    return Parameter(
        name=name,
        type=kind,
        label=Text(en=given.text("label"), zh=given.text("label_zh")),
        default=given.text("default") if "default" in given.values else None,
    )


def _refuse_undeclared_prefixes(query: str, lines_before: int, path: Path) -> None:
    """A query of the library runs elsewhere too, where nobody adds our prefixes."""
    if not query.strip():
        raise _fault(path, lines_before + 1, "the query is missing; write it", "缺少查询；请写出")
    declared: set[str] = set()
    for found in _PREFIXED.finditer(query):
        if found["declared"]:
            declared.add(found["name"])
        elif found["prefix"] is not None and found["prefix"] not in declared:
            line = lines_before + query.count("\n", 0, found.start()) + 1
            raise _fault(
                path,
                line,
                f"the prefix {found['prefix']}: is not declared; add a PREFIX line",
                f"前缀 {found['prefix']}: 未声明；请添加 PREFIX 行",
            )


def _fault(path: Path, line: int, en: str, zh: str) -> SourceError:
    return rdf_syntax.fault(str(path), en, zh, line)
