"""Evidence as JSON for annotation servers: the W3C's Web Annotation Data Model."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from cocreation.namespaces import BASE, PREFIXES, RDF, RDFS
from cocreation.services.json_ld import Terms, trees

# Whoever reads the document takes its names from there.
_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_OURS = {"cst": PREFIXES["cst"]}
_OA = PREFIXES["oa"]
_DCTERMS = PREFIXES["dcterms"]
_LINK = {"@type": "@id"}
_PURPOSES = ("classifying", "linking", "describing", "commenting")
# The names of that context which stand in ours, with the same meaning.
_TERMS: Terms = {
    **_OURS,
    "oa": _OA,
    "dcterms": _DCTERMS,
    "foaf": PREFIXES["foaf"],
    "id": "@id",
    "type": "@type",
    **{name: _OA + name for name in ("Annotation", "SpecificResource", "TextualBody")},
    **{name: _OA + name for name in _PURPOSES},
    "motivation": {"@id": _OA + "motivatedBy", "@type": "@vocab"},
    "purpose": {"@id": _OA + "hasPurpose", "@type": "@vocab"},
    "body": {"@id": _OA + "hasBody", **_LINK},
    "target": {"@id": _OA + "hasTarget", **_LINK},
    "source": {"@id": _OA + "hasSource", **_LINK},
    "selector": {"@id": _OA + "hasSelector", **_LINK},
    "creator": {"@id": _DCTERMS + "creator", **_LINK},
    "rights": {"@id": _DCTERMS + "rights", **_LINK},
    "format": PREFIXES["dc"] + "format",
    "language": PREFIXES["dc"] + "language",
    "name": PREFIXES["foaf"] + "name",
    "label": RDFS + "label",
    "value": RDF + "value",
}
# An annotation names what it says of a claim; the claim itself is told once, in a body.
_FRAME = {
    "type": "Annotation",
    **{
        f"cst:{way}": {"@embed": "@never"}
        for way in ("supports", "disputes", "corroborates", "contradicts")
    },
}
# As the model's own examples have them; what is not here comes last.
_KEYS = (
    *("@context", "id", "type", "motivation", "purpose", "value", "format", "language"),
    *("creator", "rights", "body", "target", "source", "selector"),
)


def write_annotations(triples: bytes, scope: str | None) -> bytes:
    """Write annotations given as N-Triples as a collection of one page.

    `scope` is the case that the annotations are of, or None where they are of all.
    """
    name = f"{scope}#annotations" if scope else f"{BASE}evidence#annotations"
    items = [_ordered(one) for one in trees(triples, _TERMS, _FRAME)]
    page = {"id": f"{name}-1", "type": "AnnotationPage", "partOf": name, "startIndex": 0}
    collection = {
        "@context": [_CONTEXT, _OURS],
        "id": name,
        "type": "AnnotationCollection",
        "label": ["Coded evidence", "已编码的证据"],
        "total": len(items),
        **({"first": {**page, "items": items}} if items else {}),
    }
    return json.dumps(collection, ensure_ascii=False, indent=1).encode()


def _ordered(value: Any) -> Any:
    """The same in the order in which a person looks: keys, and bodies by their purposes."""
    if isinstance(value, list):
        return sorted(map(_ordered, value), key=_purpose)
    if not isinstance(value, Mapping):
        return value
    named = sorted(value.items(), key=lambda pair: _place(pair[0], _KEYS))
    return {name: _ordered(inner) for name, inner in named}


def _purpose(value: Any) -> int:
    return _place(value.get("purpose"), _PURPOSES) if isinstance(value, Mapping) else 0


def _place(name: Any, names: Sequence[str]) -> int:
    return names.index(name) if name in names else len(names)
