"""Messages for shapes that bring none: what a constraint component asks for, how to mend it."""

from rdflib.term import Node

from cocreation.model import Language, Text
from cocreation.namespaces import SH, compact
from cocreation.validation.messages import path_in_words
from cocreation.validation.names import Names
from cocreation.validation.rdf import as_term
from cocreation.validation.shape_index import ShapeIndex

# component (without sh: and ConstraintComponent) -> (its parameter, English, Chinese)
_WORDS: dict[str, tuple[str, str, str]] = {
    "MinCount": (
        "minCount",
        "Too few values of {path}: give at least {parameter}.",
        "{path} 的值太少：请至少给出 {parameter} 个。",
    ),
    "MaxCount": (
        "maxCount",
        "Too many values of {path}: keep at most {parameter}.",
        "{path} 的值太多：请最多保留 {parameter} 个。",
    ),
    "QualifiedMinCount": (
        "qualifiedMinCount",
        "Too few values of {path} of the kind asked for: give at least {parameter} of them.",
        "{path} 中符合要求的值太少：请至少给出 {parameter} 个。",
    ),
    "QualifiedMaxCount": (
        "qualifiedMaxCount",
        "Too many values of {path} of the kind limited here: keep at most {parameter} of them.",
        "{path} 中受限的值太多：请最多保留 {parameter} 个。",
    ),
    "Class": (
        "class",
        "{value} at {path} is not known as a {parameter}: point at one, or say so with rdf:type.",
        "{path} 的值 {value} 不是 {parameter}：请改为该类的实例，或用 rdf:type 说明。",
    ),
    "Datatype": (
        "datatype",
        "{value} at {path} is not a valid {parameter}: write it as one.",
        "{path} 的值 {value} 不是有效的 {parameter}：请改写为该类型。",
    ),
    "NodeKind": (
        "nodeKind",
        "{value} at {path} is of the wrong kind: it has to be {parameter}.",
        "{path} 的值 {value} 种类不对：应为 {parameter}。",
    ),
    "MinInclusive": (
        "minInclusive",
        "{value} at {path} is too small: the least is {parameter}.",
        "{path} 的值 {value} 太小：最小为 {parameter}。",
    ),
    "MaxInclusive": (
        "maxInclusive",
        "{value} at {path} is too large: the most is {parameter}.",
        "{path} 的值 {value} 太大：最大为 {parameter}。",
    ),
    "MinExclusive": (
        "minExclusive",
        "{value} at {path} is too small: it has to be above {parameter}.",
        "{path} 的值 {value} 太小：应大于 {parameter}。",
    ),
    "MaxExclusive": (
        "maxExclusive",
        "{value} at {path} is too large: it has to be below {parameter}.",
        "{path} 的值 {value} 太大：应小于 {parameter}。",
    ),
    "MinLength": (
        "minLength",
        "{value} at {path} is too short: write at least {parameter} characters.",
        "{path} 的值 {value} 太短：请至少写 {parameter} 个字符。",
    ),
    "MaxLength": (
        "maxLength",
        "{value} at {path} is too long: write at most {parameter} characters.",
        "{path} 的值 {value} 太长：请最多写 {parameter} 个字符。",
    ),
    "Pattern": (
        "pattern",
        "{value} at {path} does not have the form asked for: rewrite it to match {parameter}.",
        "{path} 的值 {value} 格式不对：请改写为符合 {parameter}。",
    ),
    "LanguageIn": (
        "languageIn",
        "{value} at {path} is not in a language asked for: tag it as one of {parameter}.",
        "{path} 的值 {value} 的语言不在要求之内：请标为 {parameter} 之一。",
    ),
    "UniqueLang": (
        "uniqueLang",
        "Two values of {path} have the same language: keep one for each language.",
        "{path} 有两个值的语言相同：每种语言请只保留一个。",
    ),
    "Equals": (
        "equals",
        "{path} and {parameter} have to have the same values: make {value} stand in both.",
        "{path} 与 {parameter} 的值应相同：请让 {value} 两处都有。",
    ),
    "Disjoint": (
        "disjoint",
        "{path} and {parameter} may not share a value: remove {value} from one of them.",
        "{path} 与 {parameter} 不能有相同的值：请从一处删去 {value}。",
    ),
    "LessThan": (
        "lessThan",
        "{value} at {path} has to be less than each value of {parameter}: correct one of them.",
        "{path} 的值 {value} 应小于 {parameter} 的每个值：请改正其一。",
    ),
    "LessThanOrEquals": (
        "lessThanOrEquals",
        "{value} at {path} may not be above any value of {parameter}: correct one of them.",
        "{path} 的值 {value} 不应大于 {parameter} 的任何值：请改正其一。",
    ),
    "Not": (
        "not",
        "{value} is what {path} may not have: replace or remove it.",
        "{path} 不能是 {value}：请更换或删去。",
    ),
    "And": (
        "and",
        "{value} at {path} does not meet all that is asked of it: complete its description.",
        "{path} 的值 {value} 没有满足全部要求：请补全其描述。",
    ),
    "Or": (
        "or",
        "{value} at {path} meets none of the alternatives: make it fit one of them.",
        "{path} 的值 {value} 不符合任何一种选择：请改为符合其一。",
    ),
    "Xone": (
        "xone",
        "{value} at {path} has to meet exactly one of the alternatives: keep one of them.",
        "{path} 的值 {value} 应恰好符合一种选择：请只保留一种。",
    ),
    "Node": (
        "node",
        "{value} at {path} is not described as {parameter} asks: complete its description.",
        "{path} 的值 {value} 的描述不符合 {parameter}：请补全。",
    ),
    "Closed": (
        "closed",
        "{path} may not be used here: remove it or correct its name.",
        "此处不能使用 {path}：请删去或改正名称。",
    ),
    "HasValue": (
        "hasValue",
        "{path} has to have the value {parameter}: add it.",
        "{path} 必须有值 {parameter}：请加上。",
    ),
    "In": (
        "in",
        "{value} at {path} is not one of the values allowed: choose from {parameter}.",
        "{path} 的值 {value} 不在允许之列：请从 {parameter} 中选取。",
    ),
}
_OTHER = (
    "",
    "{value} at {path} breaks the rule {shape}: see its description and correct the value.",
    "{path} 的值 {value} 违反规则 {shape}：请查看其说明并改正。",
)
_LISTED = 8


def built_in(
    shapes: ShapeIndex,
    names: Names,
    shape: Node,
    component: Node,
    path: str | None,
    value: Node | None,
) -> Text:
    """The message for a result whose shape has none of its own."""
    name = str(component).removeprefix(SH).removesuffix("ConstraintComponent")
    parameter, english, chinese = _WORDS.get(name, _OTHER)
    members = [names.said(as_term(node)) for node in shapes.values(shape, parameter)]
    more = " …" if len(members) > _LISTED else ""
    said = None if value is None else names.said(as_term(value))

    def worded(template: str, language: Language, here: str, one: str) -> str:
        return template.format(
            path=_path(names, path).in_language(language) if path else here,
            value=said.in_language(language) if said else one,
            parameter=", ".join(m.in_language(language) for m in members[:_LISTED]) + more,
            shape=compact(shapes.name(shape)),
        )

    return Text(
        en=worded(english, "en", "this node", "a value"),
        zh=worded(chinese, "zh", "此节点", "某个值"),
    )


def _path(names: Names, path: str) -> Text:
    """One property by its name, a path of several with short names."""
    words = path_in_words(path)
    return Text(en=words, zh=words) if "<" in path else names.of(path)
