"""Axioms in plain words, in English and in Chinese."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cocreation.model import Text
from cocreation.reasoning.axioms import Tree
from cocreation.reasoning.functional import write_functional
from cocreation.reasoning.labels import Labels, with_article
from cocreation.reasoning.ntriples import Token


@dataclass(frozen=True, slots=True)
class _Phrase:
    """How to say one construct: each letter of `parts` tells how to say one of its arguments.

    `n` is a name, `c` a class, `p` a property (its steps, if it is a chain). `{0}`, `{1}` stand
    for them in the sentences, and `{owner}` for what the first argument is a property of.
    """

    parts: str
    en: str
    zh: str


@dataclass(frozen=True, slots=True)
class _List:
    """How to say a construct with any number of arguments, all of them of one kind."""

    part: str
    en: str
    zh: str
    en_between: str
    zh_between: str


_PHRASES = {
    "ClassAssertion": _Phrase("cn", "{1} is {0}", "“{1}”是{0}"),
    "ObjectPropertyAssertion": _Phrase("nnn", "{1} {0} {2}", "“{1}”：{0}“{2}”"),
    "DataPropertyAssertion": _Phrase("nnn", "{1} has {0} {2}", "“{1}”的{0}是 {2}"),
    "FunctionalObjectProperty": _Phrase(
        "n", "“{0}” has at most one value for {owner}", "每个{owner}的“{0}”至多有一个值"
    ),
    "FunctionalDataProperty": _Phrase(
        "n", "“{0}” has at most one value for {owner}", "每个{owner}的“{0}”至多有一个值"
    ),
    "InverseFunctionalObjectProperty": _Phrase(
        "n", "At most one thing {0} any one thing", "同一事物至多有一个事物对其“{0}”"
    ),
    "AsymmetricObjectProperty": _Phrase(
        "n", "“{0}” never holds both ways between two things", "“{0}”不能双向成立"
    ),
    "IrreflexiveObjectProperty": _Phrase("n", "Nothing {0} itself", "任何事物都不能对自身“{0}”"),
    "TransitiveObjectProperty": _Phrase(
        "n", "“{0}” carries over from step to step", "“{0}”可逐步传递"
    ),
    "SymmetricObjectProperty": _Phrase("n", "“{0}” always holds both ways", "“{0}”总是双向成立"),
    "SubClassOf": _Phrase("cc", "Whatever is {0} is {1}", "凡{0}都是{1}"),
    "ObjectPropertyDomain": _Phrase(
        "nc", "Whatever has a value for “{0}” is {1}", "凡有“{0}”的都是{1}"
    ),
    "DataPropertyDomain": _Phrase(
        "nc", "Whatever has a value for “{0}” is {1}", "凡有“{0}”的都是{1}"
    ),
    "ObjectPropertyRange": _Phrase("nc", "Every value of “{0}” is {1}", "“{0}”的值都是{1}"),
    "DataPropertyRange": _Phrase(
        "nn", "Every value of “{0}” is of datatype {1}", "“{0}”的值都属于数据类型 {1}"
    ),
    "SubObjectPropertyOf": _Phrase("pn", "{0} makes “{1}”", "{0}，即得“{1}”"),
    "SubDataPropertyOf": _Phrase("pn", "{0} makes “{1}”", "{0}，即得“{1}”"),
    "InverseObjectProperties": _Phrase(
        "nn", "“{0}” and “{1}” say the same from either end", "“{0}”与“{1}”从两端说同一回事"
    ),
    "ObjectComplementOf": _Phrase("c", "something that is not {0}", "并非{0}的事物"),
    "ObjectHasValue": _Phrase("nn", "something that {0} {1}", "{0}“{1}”的事物"),
    "ObjectSomeValuesFrom": _Phrase(
        "nc", "something with a value of “{0}” that is {1}", "有某个“{0}”是{1}的事物"
    ),
    "ObjectAllValuesFrom": _Phrase(
        "nc", "something whose every value of “{0}” is {1}", "“{0}”的值都是{1}的事物"
    ),
    "ObjectMinCardinality": _Phrase(
        "nnc", "something with at least {0} of “{1}”, each {2}", "“{1}”至少有 {0} 个{2}的事物"
    ),
    "ObjectMaxCardinality": _Phrase(
        "nnc", "something with at most {0} of “{1}”, each {2}", "“{1}”至多有 {0} 个{2}的事物"
    ),
    "ObjectExactCardinality": _Phrase(
        "nnc", "something with exactly {0} of “{1}”, each {2}", "“{1}”恰有 {0} 个{2}的事物"
    ),
}
_LISTS = {
    "DisjointClasses": _List("c", "Nothing is both {0}", "没有任何事物既是{0}", " and ", "又是"),
    "EquivalentClasses": _List("c", "The same: {0}", "同义：{0}", "; ", "；"),
    "DisjointObjectProperties": _List(
        "n",
        "“{0}” never hold between the same two",
        "“{0}”不能同时成立于同样的两者",
        "” and “",
        "”与“",
    ),
    "EquivalentObjectProperties": _List("n", "“{0}” mean the same", "“{0}”同义", "” and “", "”与“"),
    "DifferentIndividuals": _List("n", "{0} are different", "“{0}”并不相同", " and ", "”与“"),
    "SameIndividual": _List("n", "{0} are the same", "“{0}”是同一个", " and ", "”与“"),
    "ObjectIntersectionOf": _List("c", "{0}", "{0}", " and ", "且"),
    "ObjectUnionOf": _List("c", "{0}", "{0}", " or ", "或"),
    "ObjectOneOf": _List("n", "one of {0}", "下列之一：“{0}”", ", ", "”、“"),
}


@dataclass(frozen=True, slots=True)
class Wording:
    """Says axioms with the labels of a graph; `domains` tells what a property is a property of."""

    labels: Labels
    domains: Mapping[Token, Token]

    def axiom(self, tree: Tree) -> Text:
        """Say an axiom as a sentence without a full stop; an unknown kind in functional syntax."""
        match tree:
            case ("FunctionalObjectProperty", str(property_)) if self._is_had(property_):
                return self._at_most_one(property_)
        return self._said(tree)

    def name(self, tree: Tree) -> Text:
        """Name an individual or a property, or show a literal; an inverse is read backwards."""
        if isinstance(tree, str):
            return self.labels[tree]
        inner = self.name(tree[1])
        return Text(en=f"{inner.en} (backwards)", zh=f"{inner.zh}（反向）")

    def _said(self, tree: Tree) -> Text:
        match tree:
            case (str(kind), *parts) if kind in _PHRASES:
                return self._phrase(_PHRASES[kind], parts)
            case (str(kind), *parts) if kind in _LISTS:
                return self._list(_LISTS[kind], parts)
        text = write_functional(tree)
        return Text(en=text, zh=text)

    def _phrase(self, phrase: _Phrase, parts: Sequence[Tree]) -> Text:
        said = [self._part(how, part) for how, part in zip(phrase.parts, parts, strict=False)]
        said += [Text(en="a thing", zh="事物")] * (len(phrase.parts) - len(said))
        owner = self._owner(parts[0])
        return Text(
            en=phrase.en.format(*(text.en for text in said), owner=owner.en),
            zh=phrase.zh.format(*(text.zh for text in said), owner=owner.zh),
        )

    def _list(self, phrase: _List, parts: Sequence[Tree]) -> Text:
        said = [self._part(phrase.part, part) for part in parts]
        return Text(
            en=phrase.en.format(phrase.en_between.join(text.en for text in said)),
            zh=phrase.zh.format(phrase.zh_between.join(text.zh for text in said)),
        )

    def _part(self, how: str, tree: Tree) -> Text:
        if how == "c":
            return self._class(tree)
        if how == "p":
            return self._steps(tree)
        return self.name(tree)

    def _class(self, tree: Tree) -> Text:
        """Say a class as a noun, with its article in English."""
        if not isinstance(tree, str):
            return self._said(tree)
        label = self.labels[tree]
        noun = label.en if label.en[1:2].isupper() else label.en[:1].lower() + label.en[1:]
        return Text(en=with_article(noun), zh=label.zh)

    def _steps(self, tree: Tree) -> Text:
        chain = tree[1:] if tree[0] == "ObjectPropertyChain" else (tree,)
        said = [self.name(step) for step in chain]
        return Text(
            en=", then ".join(f"“{step.en}”" for step in said),
            zh="、再".join(f"“{step.zh}”" for step in said),
        )

    def _is_had(self, property_: Token) -> bool:
        return self.labels[property_].en.startswith("has ")

    def _at_most_one(self, property_: Token) -> Text:
        label, owner = self.labels[property_], self._owner(property_)
        return Text(
            en=f"{owner.en.capitalize()} has at most one {label.en.removeprefix('has ')}",
            zh=f"每个{owner.zh}的“{label.zh}”至多有一个值",
        )

    def _owner(self, property_: Tree) -> Text:
        domain = self.domains.get(property_) if isinstance(property_, str) else None
        return self._class(domain) if domain else Text(en="a thing", zh="事物")
