"""The terms that the shapes look at beyond the node that they check, by what they are read for."""

from cocreation.namespaces import CST, RDF, RDFS, SKOS, VCC

TYPE = RDF + "type"
LABEL = RDFS + "label"
DEFINITION = SKOS + "definition"
OF_STUDY = CST + "ofStudy"
IN_CASE = CST + "inCase"
ABOUT = CST + "about"
LOCATED_IN = CST + "locatedIn"
SUPPORTS = CST + "supports"
DISPUTES = CST + "disputes"
CORROBORATES = CST + "corroborates"
CONTRADICTS = CST + "contradicts"
CITES_SOURCE = CST + "citesSource"
CITED_CODE = CST + "citedCode"
SOURCE_CODE = CST + "sourceCode"
FROM_ORGANIZATION = CST + "fromOrganization"
HAS_DISCREPANCY = CST + "hasDiscrepancy"
ACKNOWLEDGES_GAP = CST + "acknowledgesGap"
APPLIES_MODEL_OF = CST + "appliesModelOf"
REPORTED_IN = CST + "reportedIn"
DURATION = CST + "durationMinutes"
HAS_PROVIDER = VCC + "hasProvider"
HAS_USER = VCC + "hasUser"
IN_SECTOR = VCC + "inSector"
USED_IN = VCC + "usedIn"
UNIT_OF = "http://www.w3.org/ns/org#unitOf"
MEMBER_OF = "http://www.w3.org/ns/org#memberOf"
CITES = "http://purl.org/spar/cito/cites"
DERIVED_FROM = "http://www.w3.org/ns/prov#wasDerivedFrom"
# A study's totals that are compared with what belongs to it.
STATED = frozenset(
    CST + name for name in ("statedCaseCount", "statedInterviewCount", "statedInterviewMinutes")
)

CASE = CST + "Case"
STUDY = CST + "Study"
SOURCE = CST + "Source"
INTERVIEW = CST + "Interview"
EVIDENCE_ITEM = CST + "EvidenceItem"
DISCREPANCY = CST + "Discrepancy"
CONCEPT = CST + "FirstOrderConcept"
PROPOSITION = CST + "Proposition"
STAGE = VCC + "Stage"
SECTOR = VCC + "Sector"

# Two items are one where all of these agree.
PLACE = (
    LOCATED_IN,
    CST + "ordinal",
    CST + "sentenceOrdinal",
    CST + "textLocator",
    CITED_CODE,
)
# What is looked at from afar. None of them has more values for one node the larger the graph is.
OUTLINE = frozenset(
    {
        *(TYPE, OF_STUDY, IN_CASE, ABOUT, SUPPORTS, CITES_SOURCE, SOURCE_CODE),
        *(FROM_ORGANIZATION, APPLIES_MODEL_OF, REPORTED_IN, HAS_PROVIDER, HAS_USER, IN_SECTOR),
        *(UNIT_OF, MEMBER_OF, CST + "kind", CST + "statedValue", VCC + "atStage"),
        *(SKOS + "broader", *PLACE),
    }
)
# A statement of these makes its object something that shapes are for.
OBJECT_TARGETS = (CITES, REPORTED_IN)

# Classes and predicates of the model itself: what is said in them concerns every case.
MODEL_CLASSES = (CST + "Construct", CST + "Proposition")
MODEL_PREDICATES = frozenset(
    {
        *(CST + "buildsOn", SKOS + "broader", VCC + "atStage", VCC + "precedes"),
        *(VCC + "hasAntecedent", VCC + "hasOutcome", VCC + "hasModerator", VCC + "moderates"),
    }
)
