"""Each indicator judged by what is there; nothing is taken on trust."""

from collections.abc import Mapping

from cocreation.linking.catalog import CATALOG
from cocreation.services.fair import contents, description, serving
from cocreation.services.fair.evidence import Check, Evidence
from cocreation.services.fair.indicators import INDICATORS
from cocreation.services.fair.verdicts import Judged
from cocreation.store.base import GRAPH_TYPES

_FINDING = (
    "dcterms:title",
    "dcterms:description",
    "dcat:keyword",
    "dcterms:publisher",
    "dcterms:issued",
)
_REUSING = (
    "dcterms:license",
    "dcterms:language",
    "dcterms:temporal",
    "dcterms:source",
    "dcat:version",
)
_RECOMMENDED = ("dcat:contactPoint", "dcat:theme", "dcterms:spatial")


def judge(evidence: Evidence) -> Judged:
    """Judge every indicator, in the order of the model."""
    return [(one, _CHECKS[one.id.removeprefix("RDA-")](evidence)) for one in INDICATORS]


def _of_catalog(_: Evidence) -> str:
    return CATALOG


def _of_data(evidence: Evidence) -> str:
    return evidence.told.iri


_PAGES = (("/en/catalog", serving.HTML), ("/zh/catalog", serving.HTML))
_HARVESTED = (
    ("/robots.txt", "text/plain"),
    ("/sitemap.xml", "application/xml"),
    ("/.well-known/void", "text/turtle"),
)
_CATALOGUE = tuple(("/catalog", kind) for kind in GRAPH_TYPES)
_SOURCED = description.has("dcterms:source", "prov:wasDerivedFrom")
_LINKED = contents.linked((*contents.SAYS_HOW, contents.SEE_ALSO))
_SAYING_HOW = contents.linked(contents.SAYS_HOW)
_CHECKS: Mapping[str, Check] = {
    "F1-01M": description.persistent,
    "F1-01D": description.persistent,
    "F1-02M": description.unique(_of_catalog),
    "F1-02D": description.unique(_of_data),
    "F2-01M": description.has(*_FINDING),
    "F3-01M": description.named_in_catalogue,
    "F4-01M": serving.answers(*_HARVESTED),
    "A1-01M": description.has("dcat:distribution", "dcat:landingPage", "dcterms:accessRights"),
    "A1-02M": serving.answers(*_PAGES),
    "A1-02D": serving.answers(("/en/cases", serving.HTML), ("/zh/cases", serving.HTML)),
    "A1-03M": serving.resolves(_of_catalog),
    "A1-03D": serving.resolves(_of_data),
    "A1-04M": serving.over_http,
    "A1-04D": serving.over_http,
    "A1-05D": serving.fetchable,
    "A1.1-01M": serving.over_http,
    "A1.1-01D": serving.over_http,
    "A1.2-01D": serving.asks_who,
    "A2-01M": description.archived,
    "I1-01M": serving.answers(*_CATALOGUE),
    "I1-01D": serving.in_rdf,
    "I1-02M": serving.answers(*_CATALOGUE),
    "I1-02D": contents.declared_terms,
    "I2-01M": contents.known_vocabularies,
    "I2-01D": contents.declared_terms,
    "I3-01M": _SOURCED,
    "I3-01D": _LINKED,
    "I3-02M": contents.catalogue_refers((*contents.REFERS_HOW, contents.SEE_ALSO)),
    "I3-02D": _SAYING_HOW,
    "I3-03M": _SOURCED,
    "I3-04M": contents.catalogue_refers(contents.REFERS_HOW),
    "R1-01M": description.has(*_FINDING, *_REUSING, recommended=_RECOMMENDED),
    "R1.1-01M": description.licensed,
    "R1.1-02M": description.standard_licence,
    "R1.1-03M": description.standard_licence,
    "R1.2-01M": contents.coding_told,
    "R1.2-02M": description.has("prov:wasDerivedFrom"),
    "R1.3-01M": description.has("dcterms:title", "dcterms:description", "dcterms:publisher"),
    "R1.3-01D": contents.aligned,
    "R1.3-02M": serving.answers(*_CATALOGUE),
    "R1.3-02D": contents.aligned,
}
