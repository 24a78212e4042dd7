"""Files that mean harm, each written here: what is large is made, not kept.

Each has its media type, and the statuses that may come.
"""

import io
import json
import zipfile
from typing import NamedTuple

PREFIXES = """@prefix cst: <https://w3id.org/cocreation/case-study#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix vcc: <https://w3id.org/cocreation/model#> .
@prefix vsh: <https://w3id.org/cocreation/shapes#> .
@base <https://w3id.org/cocreation/id/> .
"""
CASE = '<case/mine/one> a vcc:Partnership ; rdfs:label "Mine"@en , "我的"@zh .\n'
TURTLE, TRIG, JSON_LD, XML, QUADS, TRIPLES = (
    "text/turtle",
    "application/trig",
    "application/ld+json",
    "application/rdf+xml",
    "application/n-quads",
    "application/n-triples",
)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_UNREAD = (400, 413, 415, 422)
# What bears on the model itself is checked within the whole graph, and may take too long.
_CHECKED = (200, 422)
_RDF = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'


class Hostile(NamedTuple):
    """One file: its bytes, its media type, and the statuses that may come."""

    data: bytes
    kind: str
    statuses: tuple[int, ...] = _UNREAD


def turtle(text: str) -> bytes:
    """A case, and what is said beside it."""
    return (PREFIXES + CASE + text).encode("utf-8", "surrogatepass")


def calling(address: str) -> dict[str, Hostile]:
    """Files that would have the server call `address`."""
    return {
        "a remote context": Hostile(
            json.dumps({"@context": address, "@id": "urn:s", "p": 1}).encode(), JSON_LD
        ),
        "a remote context among others": Hostile(
            json.dumps([{"@context": [{}, address], "@id": "urn:s", "urn:p": 1}]).encode(), JSON_LD
        ),
        "a context that imports": Hostile(
            json.dumps({"@context": {"@version": 1.1, "@import": address}, "@id": "s"}).encode(),
            JSON_LD,
        ),
        "a context in a file": Hostile(
            json.dumps({"@context": "file:///etc/passwd", "@id": "urn:s", "p": 1}).encode(), JSON_LD
        ),
        "an import": Hostile(
            turtle(f"<urn:o> a owl:Ontology ; owl:imports <{address}> ."), TURTLE, _CHECKED
        ),
        "shapes elsewhere": Hostile(
            turtle(f"<urn:o> sh:shapesGraph <{address}> ."), TURTLE, _CHECKED
        ),
        "rules in JavaScript": Hostile(
            turtle(f'<urn:j> a sh:JSLibrary ; sh:jsLibraryURL "{address}" .'), TURTLE, _CHECKED
        ),
        "a query that calls": Hostile(
            turtle(
                "vsh:Mine a sh:NodeShape ; sh:targetClass vcc:Partnership ; sh:sparql "
                f'[ sh:select "SELECT $this {{ SERVICE <{address}> {{ ?s ?p ?o }} }}" ] .'
            ),
            TURTLE,
            _CHECKED,
        ),
        "an entity elsewhere": Hostile(
            f'<!DOCTYPE r [<!ENTITY x SYSTEM "{address}">]><rdf:RDF {_RDF}>&x;</rdf:RDF>'.encode(),
            XML,
        ),
        "a DTD elsewhere": Hostile(
            f'<!DOCTYPE r SYSTEM "{address}"><rdf:RDF {_RDF}/>'.encode(), XML
        ),
    }


def _billion_laughs() -> bytes:
    entities = "".join(
        f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "ha" * 50}">' for n in range(12)
    )
    return f"<!DOCTYPE r [{entities}]><rdf:RDF {_RDF}>&a11;</rdf:RDF>".encode()


def _utf16_dtd() -> bytes:
    text = f'<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE r [<!ENTITY a "b">]><r {_RDF}/>'
    return text.encode("utf-16")


def _nested_xml(depth: int) -> bytes:
    inner = '<rdf:Description xmlns:e="urn:e:"><e:p>' * depth
    return f"<rdf:RDF {_RDF}>{inner}".encode() + b"</e:p></rdf:Description>" * depth + b"</rdf:RDF>"


def _bomb(megabytes: int, name: str = "xl/workbook.xml") -> bytes:
    """A zip file of little that unpacks to much."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, b" " * (megabytes * 2**20))
    return packed.getvalue()


def _overlapping() -> bytes:
    """A zip file whose directory names the same megabytes again and again."""
    one = _bomb(20)
    directory = one.index(b"PK\x01\x02")
    end = one.index(b"PK\x05\x06")
    entry, times = one[directory:end], 200
    tail = bytearray(one[end:])
    tail[8:12] = times.to_bytes(2, "little") * 2
    tail[12:16] = (len(entry) * times).to_bytes(4, "little")
    return one[:directory] + entry * times + bytes(tail)


def _traversing() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("../../../../tmp/cocreation-was-here", "x")
    return packed.getvalue()


DEEP = 200_000
FILES: dict[str, Hostile] = {
    "entities that expand": Hostile(_billion_laughs(), XML),
    "a DTD without entities": Hostile(f"<!DOCTYPE rdf:RDF><rdf:RDF {_RDF}/>".encode(), XML),
    "a DTD in UTF-16": Hostile(_utf16_dtd(), XML),
    "a DTD after a comment": Hostile(f"<!-- x --><!DOCTYPE r><rdf:RDF {_RDF}/>".encode(), XML),
    "nested elements": Hostile(_nested_xml(20_000), XML),
    "nested arrays": Hostile(b"[" * DEEP + b"]" * DEEP, JSON_LD),
    "nested arrays never closed": Hostile(b"[" * DEEP, JSON_LD),
    "nested objects": Hostile(b'{"urn:p":' * 50_000 + b"1" + b"}" * 50_000, JSON_LD),
    "nested contexts": Hostile(b'{"@context":' * 20_000 + b"{}" + b"}" * 20_000, JSON_LD),
    "nested blank nodes": Hostile(turtle("<urn:s> <urn:p> " + "[<urn:p> " * DEEP), TURTLE),
    "nested lists": Hostile(
        turtle("<urn:s> <urn:p> " + "(" * DEEP + ")" * DEEP + " ."), TURTLE, (200, *_UNREAD)
    ),
    "nested quoted triples": Hostile(turtle("<<" * DEEP), TURTLE),
    "one endless string": Hostile(turtle('<urn:s> <urn:p> """' + "a" * 4_000_000), TURTLE),
    "one endless IRI": Hostile(turtle("<urn:" + "a" * 4_000_000), TURTLE),
    "one long value": Hostile(
        turtle(f'<case/mine/one> cst:summary "{"a" * 4_000_000}!"@en .'), TURTLE, (200, 422)
    ),
    "many prefixes": Hostile(
        turtle("".join(f"@prefix p{n}: <urn:{n}> .\n" for n in range(100_000))), TURTLE, (200, 422)
    ),
    "half a pair": Hostile(turtle('<urn:s> <urn:p> "\ud800" .'), TURTLE),
    "zeros": Hostile(b"\0" * 1_000_000, TURTLE),
    "UTF-16": Hostile(turtle("").decode().encode("utf-16"), TURTLE),
    "a letter cut in two": Hostile(
        turtle('<urn:s> <urn:p> "').strip() + "二".encode()[:-1], TURTLE
    ),
    "a program": Hostile(b"\x7fELF" + bytes(range(256)) * 1000, TURTLE),
    "a picture said to be a workbook": Hostile(b"\x89PNG\r\n\x1a\n" + b"\0" * 1000, XLSX),
    "a bomb said to be a workbook": Hostile(_bomb(500), XLSX),
    "a bomb in a zip file": Hostile(_bomb(500, "Case.csv"), "application/zip"),
    "a bomb of one part named often": Hostile(_overlapping(), "application/zip"),
    "a zip file that climbs": Hostile(_traversing(), "application/zip"),
    "half a zip file": Hostile(_bomb(1)[:-30], "application/zip"),
    "a form that is no form": Hostile(b"--x\r\n" * 200_000, "multipart/form-data; boundary=x"),
    "a form of many parts": Hostile(
        b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n\r\n' * 50_000 + b"--x--",
        "multipart/form-data; boundary=x",
    ),
    "a form of many fields": Hostile(b"a&" * 1_000_000, "application/x-www-form-urlencoded"),
    "more than is read": Hostile(b"#" * (6 * 2**20), TURTLE, (413,)),
    "compressed": Hostile(b"\x1f\x8b\x08\x00" + b"\0" * 100, TURTLE),
}


def _blank_crowd(nodes: int) -> bytes:
    """Blank nodes that all look alike, each pointing at many: to name them is hard."""
    edges = (
        f"_:n{i} <urn:p> _:n{(i * 7 + j * j) % nodes} .\n" for i in range(nodes) for j in range(12)
    )
    return turtle("".join(edges))


def _items(number: int) -> bytes:
    """Very many evidence items, each of which every rule looks at, in one case."""
    items = (
        f"<evidence/mine/e{n}> a cst:EvidenceItem ; cst:inCase <case/mine/one> ; "
        f'cst:citedCode "M{n % 7}" ; cst:ordinal {n} .\n'
        for n in range(number)
    )
    return turtle("".join(items))


HEAVY: dict[str, bytes] = {
    "blank nodes that look alike": _blank_crowd(2_500),
    "evidence items": _items(35_000),
    "statements": turtle("".join(f"<urn:s{n}> <urn:p{n % 999}> {n} .\n" for n in range(150_000))),
    "classes": turtle("".join(f"<case/mine/c{n}> a <urn:c{n}> .\n" for n in range(100_000))),
    "a chain of parts": turtle(
        "".join(f"<urn:p{n}> cst:partOf <urn:p{n + 1}> .\n" for n in range(60_000))
    ),
}
