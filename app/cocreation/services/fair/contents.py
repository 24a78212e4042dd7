"""What the graph holds: declared terms, links to others, whose word stands behind it."""

from cocreation.namespaces import BASE, PREFIXES, expanded, namespace_of
from cocreation.services.fair.evidence import Check, Evidence
from cocreation.services.fair.verdicts import Verdict, met, unmet

_LINKED = """
SELECT (COUNT(*) AS ?links)
WHERE {
  ?thing ?property ?other
  FILTER(STRSTARTS(STR(?thing), STR(<id/>)) && ISIRI(?other) && !STRSTARTS(STR(?other), STR(<>)))
  FILTER(?property IN (%s))
}
"""
SEE_ALSO = expanded("rdfs:seeAlso")
SAYS_HOW = tuple(
    map(
        expanded,
        (
            *("skos:exactMatch", "skos:closeMatch", "skos:broadMatch", "skos:narrowMatch"),
            *("skos:relatedMatch", "owl:sameAs", "schema:sameAs", "schema:location"),
            "dcterms:subject",
        ),
    )
)
# How a description of data refers to other data: that these come of them, or are of the same.
REFERS_HOW = (*SAYS_HOW, *map(expanded, ("dcterms:source", "prov:wasDerivedFrom")))
_UNDECLARED = """
SELECT (COUNT(DISTINCT ?property) AS ?properties)
WHERE {
  ?thing ?property ?value
  FILTER(STRSTARTS(STR(?thing), STR(<id/>)) && STRSTARTS(STR(?property), STR(<>)))
  OPTIONAL { ?property <http://www.w3.org/2000/01/rdf-schema#isDefinedBy> ?ontology }
  FILTER(!BOUND(?ontology))
}
"""
_UNATTRIBUTED = """
PREFIX cst: <https://w3id.org/cocreation/case-study#>
PREFIX prov: <http://www.w3.org/ns/prov#>
SELECT (COUNT(DISTINCT ?item) AS ?items)
WHERE {
  ?item a cst:EvidenceItem
  OPTIONAL { ?item prov:wasAttributedTo ?coder }
  OPTIONAL { ?item cst:locatedIn ?place }
  FILTER(!BOUND(?coder) || !BOUND(?place))
}
"""
# A term is what an ontology here names; a thing that has a counterpart elsewhere aligns none.
_ALIGNED = """
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT (COUNT(DISTINCT ?vocabulary) AS ?vocabularies)
WHERE {
  VALUES ?mapping {
    skos:exactMatch skos:closeMatch skos:broadMatch skos:narrowMatch skos:relatedMatch
    owl:equivalentClass owl:equivalentProperty rdfs:subClassOf rdfs:subPropertyOf
  }
  ?term ?mapping ?other
  FILTER(STRSTARTS(STR(?term), STR(<>)) && !STRSTARTS(STR(?term), STR(<id/>)))
  FILTER(ISIRI(?other) && !STRSTARTS(STR(?other), STR(<>)))
  BIND(REPLACE(STR(?other), "[^/#]+[/#]?$", "") AS ?vocabulary)
}
"""
_SHAPES = """
PREFIX sh: <http://www.w3.org/ns/shacl#>
SELECT (COUNT(DISTINCT ?shape) AS ?shapes) WHERE { ?shape a sh:NodeShape }
"""


def known_vocabularies(evidence: Evidence) -> Verdict:
    """Whether every term of the catalogue is of a vocabulary that somebody publishes."""
    used = {namespace_of(one.predicate.value) for one in evidence.told.statements}
    others = sorted(used - set(PREFIXES.values()))
    if others or not used:
        told = ", ".join(others) or "–"
        return unmet(f"Not of a published vocabulary: {told}.", f"不属于已发布的词汇：{told}。")
    return met(
        f"All terms are of {len(used)} published vocabularies.",
        f"全部术语出自 {len(used)} 个已发布的词汇。",
    )


def declared_terms(evidence: Evidence) -> Verdict:
    """Whether every property of the project's own that things have is declared."""
    missing = evidence.number(_UNDECLARED)
    if missing:
        return unmet(f"{missing} properties are declared nowhere.", f"{missing} 个属性没有声明。")
    return met(
        "Every property of the project's own that things have is declared in an ontology here.",
        "事物所用的本项目属性均在本图谱的本体中声明。",
    )


def linked(properties: tuple[str, ...]) -> Check:
    """Make the check whether things here are linked to others by one of these properties."""

    def check(evidence: Evidence) -> Verdict:
        links = evidence.number(_LINKED % ", ".join(f"<{one}>" for one in properties))
        if links:
            return met(
                f"{links} links lead from things here to other datasets.",
                f"有 {links} 条链接指向其他数据集。",
            )
        return unmet(
            "No thing here is linked to another dataset yet.", "尚无事物链接到其他数据集。"
        )

    return check


def catalogue_refers(properties: tuple[str, ...]) -> Check:
    """Make the check whether the catalogue's own statements lead elsewhere by one of these."""

    def check(evidence: Evidence) -> Verdict:
        others = {
            one.object.value
            for one in evidence.told.statements
            if one.predicate.value in properties and one.object.kind == "iri"
            if not one.object.value.startswith(BASE)
        }
        if others:
            return met(
                f"The catalogue refers to {len(others)} resources elsewhere.",
                f"目录指向 {len(others)} 个外部资源。",
            )
        return unmet(
            "No statement of the catalogue leads to data elsewhere.", "目录的陈述均未指向外部数据。"
        )

    return check


def coding_told(evidence: Evidence) -> Verdict:
    """Whether every item of evidence names its place and its coder."""
    bare = evidence.number(_UNATTRIBUTED)
    if bare or not evidence.values("dcterms:provenance"):
        return unmet(
            f"{bare} evidence items lack place or coder, or nothing tells how the data were made.",
            f"{bare} 条证据缺少出处或编码者，或未说明数据如何形成。",
        )
    return met(
        "Every evidence item names its place and who coded it, and it is told how all was made.",
        "每条证据都注明出处与编码者，并说明了数据如何形成。",
    )


def aligned(evidence: Evidence) -> Verdict:
    """Whether there are shapes for the data, and terms aligned with those of others."""
    others, shapes = evidence.number(_ALIGNED), evidence.number(_SHAPES)
    if not others or not shapes:
        return unmet("The terms are aligned with no other vocabulary.", "术语未与其他词汇对齐。")
    return met(
        f"{shapes} SHACL shapes are there; terms are aligned with {others} vocabularies.",
        f"备有 {shapes} 个 SHACL 形状；术语与 {others} 个词汇对齐。",
    )
