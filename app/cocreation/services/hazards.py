"""What no shape can find in a file of a stranger: links that lead astray, and identity numbers.

A shape cannot look at every property, nor compute a check digit.
"""

import re
from collections.abc import Iterator
from datetime import date

from cocreation.model import FileGraph, Finding, Term, Text, Triple
from cocreation.namespaces import SH, VSH, XSD
from cocreation.sources import terms
from cocreation.validation.graphs import with_own_blanks

LINK_SHAPE = VSH + "LinkShape"
IDENTITY_NUMBER_SHAPE = VSH + "IdentityNumberShape"
_PATTERN = SH + "PatternConstraintComponent"
# A URN names something and leads nowhere: it is shown as text.
_KEPT = re.compile(r"(?:https?|urn):", re.IGNORECASE)
_STRANGE = re.compile(rb"<(?!(?i:https?|urn):)[^>]*>|anyURI")
_NUMBER = re.compile(r"(?<![0-9A-Za-z])[1-9]\d{16}[\dXx](?![0-9A-Za-z])", re.ASCII)
_NUMBERS = re.compile(rb"[1-9]\d{16}[\dXx]")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"


def hazards(graph: FileGraph) -> Iterator[Finding]:
    """Find each statement of a file that nobody should keep, or not without a second thought."""
    strange, numbers = _STRANGE.search(graph.triples), _NUMBERS.search(graph.triples)
    if not strange and not numbers:
        return
    for triple in terms(with_own_blanks(graph)):
        yield from (_stray(triple, term) for term in triple if _leads_astray(term))
        if triple.object.kind == "literal" and _has_identity_number(triple.object.value):
            yield _personal(triple)


def _leads_astray(term: Term) -> bool:
    is_link = term.kind == "iri" or term.datatype == XSD + "anyURI"
    return is_link and not _KEPT.match(term.value.strip())


def _has_identity_number(text: str) -> bool:
    return any(is_identity_number(found[0]) for found in _NUMBER.finditer(text))


def is_identity_number(text: str) -> bool:
    """Tell whether eighteen digits are a Chinese identity number: by its date and check digit."""
    try:
        date(int(text[6:10]), int(text[10:12]), int(text[12:14]))
    except ValueError:
        return False
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, text, strict=False))
    return _CHECK_DIGITS[total % 11] == text[17].upper()


def _stray(triple: Triple, link: Term) -> Finding:
    return Finding(
        focus=_focus(triple),
        shape=LINK_SHAPE,
        component=_PATTERN,
        severity="violation",
        message=Text(
            en=f"{link.value[:200]} is no address on the web: only http and https are kept as "
            "links; replace it or take it out.",
            zh=f"{link.value[:200]} 不是网络地址：链接只保留 http 和 https；请更换或删去。",
        ),
        path=triple.predicate.value,
        value=link,
    )


def _personal(triple: Triple) -> Finding:
    return Finding(
        focus=_focus(triple),
        shape=IDENTITY_NUMBER_SHAPE,
        component=_PATTERN,
        severity="warning",
        message=Text(
            en="This text seems to hold a Chinese identity number: take it out, since what is "
            "submitted is published.",
            zh="此文本中似有居民身份证号码：请删去，提交的内容会公开发布。",
        ),
        path=triple.predicate.value,
        value=triple.object,
    )


def _focus(triple: Triple) -> str:
    subject = triple.subject
    return f"_:{subject.value}" if subject.kind == "blank" else subject.value
