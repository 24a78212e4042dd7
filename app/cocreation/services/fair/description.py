"""What the catalogue says of the dataset, and what it leaves out."""

from collections.abc import Callable
from urllib.parse import urlsplit

from cocreation.linking.catalog import CATALOG
from cocreation.services.fair.evidence import Check, Evidence
from cocreation.services.fair.verdicts import Verdict, met, partly, unmet
from cocreation.sources import is_iri

_REDIRECTS = "ontology/w3id/.htaccess"
# A domain that nobody can have stands where the server's will be.
_NOBODYS = "example.org"
_STANDARD_LICENCES = ("creativecommons.org", "spdx.org", "opendatacommons.org")


def persistent(evidence: Evidence) -> Verdict:
    """Whether the rules for redirecting the names lead to a server of somebody."""
    file = evidence.project / _REDIRECTS
    rules = file.read_text(encoding="utf-8") if file.is_file() else ""
    lines = [line for line in rules.splitlines() if "E=SERVER" in line]
    if lines and _NOBODYS not in lines[0]:
        return met(
            "The rules for w3id.org name a server; whether it redirects there is not asked here.",
            "重定向规则已写明服务器；w3id.org 是否已据此重定向，此处不作查验。",
        )
    return unmet(
        "The names under w3id.org are not registered yet; ontology/w3id/README.md says how.",
        "w3id.org 下的名称尚未注册；步骤见 ontology/w3id/README.md。",
    )


def unique(name: Callable[[Evidence], str]) -> Check:
    """Make the check whether what `name` gives is an address on the web."""

    def check(evidence: Evidence) -> Verdict:
        iri = name(evidence)
        if is_iri(iri) and urlsplit(iri).scheme in ("http", "https"):
            return met(f"It is named {iri}", f"名称为 {iri}")
        return unmet("It has no web address for a name.", "没有以网址表示的名称。")

    return check


def has(*names: str, recommended: tuple[str, ...] = ()) -> Check:
    """Whether the dataset is told of by all these properties; those recommended are named."""

    def check(evidence: Evidence) -> Verdict:
        missing = [name for name in names if not evidence.values(name)]
        if missing:
            told = ", ".join(missing)
            return unmet(f"The catalogue lacks {told}.", f"目录缺少：{told}")
        wished = [name for name in recommended if not evidence.values(name)]
        if wished:
            told = ", ".join(wished)
            return partly(
                f"All that is demanded is there; of what is recommended, {told} is not.",
                f"必备属性齐全；推荐属性中缺少：{told}",
            )
        told = ", ".join(names)
        return met(f"The catalogue has {told}.", f"目录含有：{told}")

    return check


def named_in_catalogue(evidence: Evidence) -> Verdict:
    """Whether the catalogue names the dataset."""
    named = [one.value for one in evidence.values("dcat:dataset", CATALOG)]
    if evidence.told.iri and evidence.told.iri in named:
        return met("dcat:dataset names the dataset.", "dcat:dataset 指明了数据集。")
    return unmet("The catalogue names no dataset.", "目录没有指明数据集。")


def archived(evidence: Evidence) -> Verdict:
    """Whether an archive is named that keeps a copy."""
    if evidence.values("schema:archivedAt"):
        return met("An archive keeps a copy.", "已有存档副本。")
    return unmet(
        "No archive is named: deposit the RO-Crate and say where by schema:archivedAt in "
        "data/dataset.ttl.",
        "未指明存档：请将 RO-Crate 存入存档库，并在 data/dataset.ttl 以 schema:archivedAt 注明。",
    )


def licensed(evidence: Evidence) -> Verdict:
    """Whether the dataset and each of its files name a licence."""
    parts = evidence.values("dcat:distribution")
    bare = [part.value for part in parts if not evidence.values("dcterms:license", part.value)]
    if not evidence.values("dcterms:license") or bare:
        return unmet("The dataset or a file has no licence.", "数据集或某个文件没有注明许可。")
    return met("The dataset and each file name the licence.", "数据集与每个文件都注明许可。")


def standard_licence(evidence: Evidence) -> Verdict:
    """Whether each licence is a well-known one, named by its address."""
    licences = [one.value for one in evidence.values("dcterms:license")]
    hosts = [(urlsplit(one).hostname or "").removeprefix("www.") for one in licences]
    if licences and all(host in _STANDARD_LICENCES for host in hosts):
        told = ", ".join(licences)
        return met(f"A standard licence, by its address: {told}", f"标准许可，以网址注明：{told}")
    return unmet("The licence is not a standard one.", "许可不是标准许可。")
