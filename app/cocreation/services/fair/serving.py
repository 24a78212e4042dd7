"""What the server answers: whether everything comes, to people and to programs."""

from collections.abc import Callable
from hashlib import sha256
from http import HTTPStatus
from urllib.parse import urlsplit

from cocreation.linking.catalog import CATALOG
from cocreation.services.fair.description import persistent
from cocreation.services.fair.evidence import Check, Evidence, Fetched
from cocreation.services.fair.verdicts import Verdict, met, partly, unmet
from cocreation.store.base import GRAPH_TYPES

HTML = "text/html"
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
_RDF_TYPES = ("application/trig", "application/n-quads", "text/turtle", "application/ld+json")


def answers(*asked: tuple[str, str]) -> Check:
    """Whether the server answers at each address in the media type."""

    def check(evidence: Evidence) -> Verdict:
        failed = [f"{at} ({kind})" for at, kind in asked if not _is(evidence.get(at, kind), kind)]
        there = ", ".join(dict.fromkeys(at for at, _ in asked))
        if failed:
            told = ", ".join(failed)
            return unmet(f"No answer at {told}.", f"没有回答：{told}")
        return met(f"Answered at {there}", f"有回答：{there}")

    return check


def resolves(name: Callable[[Evidence], str]) -> Check:
    """Make the check whether what `name` gives leads to a page and to data of every format.

    It does so in part where this server knows the name, but nobody leads there from elsewhere yet.
    """

    def check(evidence: Evidence) -> Verdict:
        kinds = (HTML, *GRAPH_TYPES)
        found = answers(*((name(evidence), kind) for kind in kinds))(evidence)
        if found.state == "met" and persistent(evidence).state != "met":
            return partly(
                "This server answers for the name in every format; w3id.org leads nobody here yet.",
                "本服务器以每种格式回答此名称；w3id.org 尚未指向这里。",
            )
        return found

    return check


def fetchable(evidence: Evidence) -> Verdict:
    """Every file comes, as large as the catalogue says and with the digest that it says."""
    wrong = []
    for part in evidence.values("dcat:distribution"):
        sums = evidence.values("spdx:checksum", part.value)
        digests = [
            one.value for each in sums for one in evidence.values("spdx:checksumValue", each.value)
        ]
        for address in evidence.values("dcat:downloadURL", part.value):
            got = evidence.get(address.value)
            if not _is_there(got) or sha256(got.body).hexdigest() not in digests:
                wrong.append(address.value)
    if wrong or not evidence.files():
        told = ", ".join(wrong) or "–"
        return unmet(f"Not what the catalogue says: {told}.", f"与目录不符：{told}。")
    number = len(evidence.files())
    return met(
        f"{number} files come with the digests that the catalogue tells.",
        f"{number} 个文件均可获取，摘要与目录一致。",
    )


def in_rdf(evidence: Evidence) -> Verdict:
    """Whether every file is in a format of RDF."""
    parts = evidence.values("dcat:distribution")
    types = {one.value for part in parts for one in evidence.values("dcat:mediaType", part.value)}
    others = [one for one in types if one.removeprefix(_MEDIA_TYPES) not in _RDF_TYPES]
    told = ", ".join(sorted(one.removeprefix(_MEDIA_TYPES) for one in types))
    if others or not types:
        return unmet(f"Not all are formats of RDF: {told}.", f"并非都是 RDF 格式：{told}。")
    return met(f"The files are RDF: {told}.", f"文件均为 RDF：{told}。")


def over_http(evidence: Evidence) -> Verdict:
    """Whether every address that the catalogue names is one of HTTP."""
    served = (*evidence.files(), *(one.value for one in evidence.values("foaf:homepage", CATALOG)))
    if served and all(urlsplit(one).scheme in ("http", "https") for one in served):
        return met(
            "Everything is served by HTTP, free and standard.",
            "全部内容经由免费的标准协议 HTTP 提供。",
        )
    return unmet("Not every address is one of HTTP.", "并非所有地址都使用 HTTP。")


def asks_who(evidence: Evidence) -> Verdict:
    """Reading needs nobody's leave; what is a submitter's own is asked for with a token."""
    status = evidence.fetch("/cases", "*/*", "POST").status
    if status == HTTPStatus.UNAUTHORIZED:
        return met("Submitting without a token is refused (401).", "无令牌的提交被拒绝（401）。")
    return unmet(
        f"Submitting without a token is answered {status}.", f"无令牌提交的回答为 {status}。"
    )


def _is(got: Fetched, kind: str) -> bool:
    return _is_there(got) and got.media_type == kind


def _is_there(got: Fetched) -> bool:
    return got.status == HTTPStatus.OK
