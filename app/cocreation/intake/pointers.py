"""JSON pointers to what JSON-LD says, which no RDF library tells."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from cocreation.intake.json_offsets import escaped
from cocreation.intake.tokens import resolved
from cocreation.model import Term
from cocreation.namespaces import RDF, XSD

Pointer = tuple[str | Term, ...]
_TYPE = RDF + "type"
_CONTAINERS = ("@graph", "@included")


def pointers(text: str, base: str) -> Iterator[Pointer]:
    """A pointer and its key: a subject, with a predicate, with a value too.

    Contexts are read as far as they give names to IRIs; what is said in other ways (index maps,
    reverse properties, nodes without a name) is passed over, and its subject's pointer has to do.
    """
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        return
    yield from _nodes(document, "", _Context(base))


@dataclass(frozen=True, slots=True)
class _Context:
    """The names that a context gives: to IRIs, and to the keywords that begin with an at sign."""

    base: str
    vocabulary: str = ""
    terms: Mapping[str, str] = field(default_factory=dict)
    languages: Mapping[str, str] = field(default_factory=dict)
    types: Mapping[str, str] = field(default_factory=dict)
    language: str = ""

    def joined(self, given: object) -> "_Context":
        """The same context with what another adds."""
        if isinstance(given, list):
            context = self
            for one in given:
                context = context.joined(one)
            return context
        if not isinstance(given, dict):
            return self if given is not None else _Context(self.base)
        terms, types, languages = dict(self.terms), dict(self.types), dict(self.languages)
        for name, value in given.items():
            if name.startswith("@"):
                continue
            known = value.get("@id", name) if isinstance(value, dict) else value
            if isinstance(known, str):
                terms[name] = known
            if isinstance(value, dict):
                types[name] = str(value.get("@type") or "")
                languages[name] = str(value.get("@language") or "")
        return replace(
            self,
            base=resolved(self.base, str(given.get("@base") or "")) or self.base,
            vocabulary=str(given.get("@vocab") or self.vocabulary),
            language=str(given.get("@language") or self.language),
            terms=terms,
            types=types,
            languages=languages,
        )

    def name(self, key: str) -> str:
        """What a key stands for: a keyword, or an IRI, or nothing."""
        return self._expanded(key, 0) or (self.vocabulary + key if self.vocabulary else "")

    def resource(self, name: str, *, is_type: bool = False) -> str:
        """The IRI that a value names."""
        if is_type:
            return self.name(name)
        prefix, colon, local = name.partition(":")
        if colon and prefix in self.terms and not local.startswith("//"):
            return self._expanded(name, 0)
        return resolved(self.base, name)

    def _expanded(self, key: str, depth: int) -> str:
        if key.startswith("@") or depth > len(self.terms):
            return key
        if key in self.terms and self.terms[key] != key:
            return self._expanded(self.terms[key], depth + 1)
        prefix, colon, local = key.partition(":")
        if colon and prefix in self.terms and not local.startswith("//"):
            return self._expanded(self.terms[prefix], depth + 1) + local
        return key if colon else ""


def _nodes(value: object, pointer: str, context: _Context) -> Iterator[Pointer]:
    """Everything in a value of the document that is a node."""
    if isinstance(value, list):
        for place, one in enumerate(value):
            yield from _nodes(one, f"{pointer}/{place}", context)
    elif isinstance(value, dict):
        context = context.joined(value["@context"]) if "@context" in value else context
        yield from _node(value, pointer, context)


def _node(node: Mapping[str, object], pointer: str, context: _Context) -> Iterator[Pointer]:
    named = next((v for k, v in node.items() if context.name(k) == "@id"), None)
    subject = context.resource(named) if isinstance(named, str) else ""
    if subject and len(node) > 1:
        yield pointer, subject
    for key, value in node.items():
        here = f"{pointer}/{escaped(key)}"
        name = context.name(key)
        if name in _CONTAINERS:
            yield from _nodes(value, here, context)
        elif name == "@type" or (name and not name.startswith("@")):
            predicate = _TYPE if name == "@type" else name
            if subject:
                yield here, subject, predicate
            for place, one in _each(value, here):
                term = _term(one, key, context, is_type=name == "@type")
                if subject and term:
                    yield place, subject, predicate, term
                yield from _nodes(one, place, context)


def _each(value: object, pointer: str) -> list[tuple[str, object]]:
    if isinstance(value, list):
        return [(f"{pointer}/{place}", one) for place, one in enumerate(value)]
    return [(pointer, value)]


def _term(value: object, key: str, context: _Context, *, is_type: bool) -> Term | None:
    """The term that a value is, where it can be told."""
    if isinstance(value, dict):
        said = {context.name(name): one for name, one in value.items()}
        if isinstance(said.get("@id"), str):
            return Term("iri", context.resource(str(said["@id"])))
        if "@value" in said:
            datatype, language = said.get("@type"), said.get("@language")
            named = context.name(str(datatype)) if datatype else ""
            return _literal(said["@value"], named, str(language or ""))
        return None
    coerced = context.types.get(key, "")
    if isinstance(value, str) and (is_type or coerced in ("@id", "@vocab")):
        return Term("iri", context.resource(value, is_type=is_type or coerced == "@vocab"))
    datatype = context.name(coerced) if coerced else ""
    language = context.languages.get(key) or context.language
    return _literal(value, datatype, "" if datatype else language)


def _literal(value: object, datatype: str, language: str) -> Term | None:
    if isinstance(value, bool):
        return Term("literal", str(value).lower(), None, datatype or XSD + "boolean")
    if isinstance(value, int):
        return Term("literal", str(value), None, datatype or XSD + "integer")
    if not isinstance(value, str):
        return None
    if language:
        return Term("literal", value, language.lower())
    return Term("literal", value, None, datatype or XSD + "string")
