"""What kinds of things classes of several vocabularies are of."""

from collections.abc import Iterable

from cocreation.namespaces import PREFIXES, SKOS, VCC

_SCHEMA = PREFIXES["schema"]
_DBO = "http://dbpedia.org/ontology/"
_CLASSES = {
    "organization": (
        PREFIXES["org"] + "Organization",
        PREFIXES["org"] + "FormalOrganization",
        PREFIXES["org"] + "OrganizationalUnit",
        PREFIXES["foaf"] + "Organization",
        _SCHEMA + "Organization",
        _SCHEMA + "Corporation",
        _DBO + "Organisation",
        _DBO + "Company",
        VCC + "PlatformCloudProvider",
        VCC + "CloudUser",
    ),
    "place": (
        "http://www.geonames.org/ontology#Feature",
        _SCHEMA + "Place",
        _SCHEMA + "City",
        _SCHEMA + "Country",
        _SCHEMA + "AdministrativeArea",
        _DBO + "Place",
    ),
    "concept": (SKOS + "Concept", _SCHEMA + "DefinedTerm"),
    "person": (PREFIXES["foaf"] + "Person", _SCHEMA + "Person", PREFIXES["prov"] + "Person"),
}
_KIND_OF = {
    spelt: kind
    for kind, iris in _CLASSES.items()
    for iri in iris
    for spelt in (iri, iri.replace(_SCHEMA, "http://schema.org/"))
}


def kinds(types: Iterable[str]) -> frozenset[str]:
    """What a thing of these classes is; nothing where none of them is known."""
    return frozenset(_KIND_OF[iri] for iri in types if iri in _KIND_OF)
