"""What is outside OWL 2 DL, in plain words and with what to do about it."""

import re

from cocreation.model import Text
from cocreation.reasoning.functional import read_functional
from cocreation.reasoning.labels import with_article
from cocreation.reasoning.verdict import Fault
from cocreation.reasoning.wording import Wording

_IRI = re.compile(r"<[^>]*>")
_UNDECLARED = "UseOfUndeclared"
_NOT_SIMPLE = "UseOfNonSimplePropertyIn"
_KINDS = {
    "Class": Text(en="class", zh="类"),
    "ObjectProperty": Text(en="object property", zh="对象属性"),
    "DataProperty": Text(en="data property", zh="数据属性"),
    "AnnotationProperty": Text(en="property", zh="属性"),
    "Datatype": Text(en="datatype", zh="数据类型"),
}
_USES = {
    "CardinalityRestriction": Text(en="counted", zh="计数"),
    "FunctionalPropertyAxiom": Text(en="functional", zh="设为函数性"),
    "InverseFunctionalObjectPropertyAxiom": Text(en="inverse functional", zh="设为反函数性"),
    "AsymmetricObjectPropertyAxiom": Text(en="asymmetric", zh="设为非对称"),
    "IrreflexivePropertyAxiom": Text(en="irreflexive", zh="设为非自反"),
    "DisjointPropertiesAxiom": Text(en="disjoint with another", zh="设为与其他属性不相交"),
    "ObjectHasSelf": Text(en="restricted to itself", zh="限定于自身"),
}
_OTHERS = {
    "IllegalPunning": Text(
        en="One name is used for two kinds of thing that must be apart ({axiom}): rename one.",
        zh="同一名称用于两种必须分开的事物（{axiom}）：请将其一改名。",
    ),
    "LexicalNotInLexicalSpace": Text(
        en="A value is not written as its datatype asks ({axiom}): mend it.",
        zh="有一个值不合其数据类型的写法（{axiom}）：请改正。",
    ),
    "UseOfPropertyInChainCausesCycle": Text(
        en="A property chain goes round in a circle ({axiom}): let its own property stand only "
        "first or last in it.",
        zh="属性链成环（{axiom}）：所定义的属性只能居于链首或链尾。",
    ),
}
_ANY = Text(
    en="Outside OWL 2 DL ({kind}): {axiom}: take it out or say it another way.",
    zh="超出 OWL 2 DL（{kind}）：{axiom}：请删去或换一种说法。",
)


def fault(kind: str, culprit: str, axiom: str, wording: Wording) -> Fault:
    """Word a violation that the OWL API reported: its kind, what it is about, and the axiom."""
    about = _IRI.search(culprit) or _IRI.search(axiom)
    name = wording.labels[about[0]] if about else Text(en=culprit, zh=culprit)
    local = about[0][1:-1] if about else culprit
    if kind.startswith(_UNDECLARED):
        return Fault(kind, _undeclared(_KINDS.get(kind.removeprefix(_UNDECLARED)), local))
    if kind.startswith(_NOT_SIMPLE):
        return Fault(kind, _not_simple(_USES.get(kind.removeprefix(_NOT_SIMPLE)), name))
    said = _said(axiom, wording)
    template = _OTHERS.get(kind, _ANY)
    return Fault(
        kind,
        Text(
            en=template.en.format(kind=kind, axiom=said.en),
            zh=template.zh.format(kind=kind, axiom=said.zh),
        ),
    )


def _undeclared(kind: Text | None, name: str) -> Text:
    of = kind or Text(en="term", zh="术语")
    return Text(
        en=f"<{name}> is used as {with_article(of.en)} and nowhere declared: correct the name, "
        "or declare it in the ontology.",
        zh=f"<{name}> 被用作{of.zh}而未声明：请改正名称，或在本体中声明。",
    )


def _not_simple(use: Text | None, name: Text) -> Text:
    how = use or Text(en="restricted so", zh="如此限定")
    return Text(
        en=f"“{name.en}” follows from a property chain and so cannot be {how.en}: take that out.",
        zh=f"“{name.zh}”由属性链推出，因而不能{how.zh}：请去掉这一限定。",
    )


def _said(axiom: str, wording: Wording) -> Text:
    try:
        return wording.axiom(read_functional(axiom))
    except ValueError:
        return Text(en=axiom, zh=axiom)
