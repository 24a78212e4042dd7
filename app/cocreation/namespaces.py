"""The only prefix table: code, queries, Turtle files and pages take their prefixes from here."""

BASE = "https://w3id.org/cocreation/"
CST = BASE + "case-study#"
VCC = BASE + "model#"
VSH = BASE + "shapes#"
ID = BASE + "id/"
GRAPH = BASE + "graph/"
INFERRED = GRAPH + "inferred/"
SUBMITTED = GRAPH + "submitted/"
HISTORY = GRAPH + "history/"
# What is written of submitting names these; they lead nowhere that a reader would look for.
RECORDS = tuple(f"{ID}{kind}/" for kind in ("deed", "revision", "submitter", "file"))
STORE = BASE + "store/"
LINKS = GRAPH + "data/links/"
REVIEWED = GRAPH + "links/"

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
XSD = "http://www.w3.org/2001/XMLSchema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
SH = "http://www.w3.org/ns/shacl#"

PREFIXES: dict[str, str] = {
    "cst": CST,
    "vcc": VCC,
    "vsh": VSH,
    "bibo": "http://purl.org/ontology/bibo/",
    "cito": "http://purl.org/spar/cito/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "doco": "http://purl.org/spar/doco/",
    "fabio": "http://purl.org/spar/fabio/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "frapo": "http://purl.org/cerif/frapo/",
    "geonames": "https://sws.geonames.org/",
    "np": "http://www.nanopub.org/nschema#",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "orkgp": "http://orkg.org/orkg/predicate/",
    "owl": OWL,
    "prism": "http://prismstandard.org/namespaces/basic/2.0/",
    "prov": "http://www.w3.org/ns/prov#",
    "qualico": "http://www.semanticweb.org/hocker/ontologies/2021/6/QualiCO#",
    "rdf": RDF,
    "rdfs": RDFS,
    "schema": "https://schema.org/",
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "semapv": "https://w3id.org/semapv/vocab/",
    "sepio": "http://purl.obolibrary.org/obo/SEPIO_",
    "sh": SH,
    "skos": SKOS,
    "spdx": "http://spdx.org/rdf/terms#",
    "sssom": "https://w3id.org/sssom/",
    "stw": "http://zbw.eu/stw/descriptor/",
    "vann": "http://purl.org/vocab/vann/",
    "void": "http://rdfs.org/ns/void#",
    "wikidata": "http://www.wikidata.org/entity/",
    "wdt": "http://www.wikidata.org/prop/direct/",
    "xsd": XSD,
}


def inferred_graph(name: str) -> str:
    """Name the graph of what follows from an asserted graph."""
    return INFERRED + name.removeprefix(GRAPH)


def namespace_of(iri: str) -> str:
    """Name the namespace in which an IRI ends: all of it before the last of its names."""
    return iri[: max(iri.rstrip("/#").rfind("/"), iri.rstrip("/#").rfind("#")) + 1]


def compact(iri: str) -> str:
    """`iri` as a person reads it: `prefix:name`, the path below `id/`, or else `<iri>`."""
    if iri.startswith(ID):
        return iri.removeprefix(ID)
    fitting = [item for item in PREFIXES.items() if iri.startswith(item[1]) and iri != item[1]]
    if not fitting:
        return f"<{iri}>"
    prefix, namespace = max(fitting, key=lambda item: len(item[1]))
    return f"{prefix}:{iri.removeprefix(namespace)}"


def expanded(name: str) -> str:
    """The IRI that `compact` writes as `name`; one that is whole already stays as it is."""
    name = name.strip().removeprefix("<").removesuffix(">")
    prefix, colon, rest = name.partition(":")
    if colon and prefix in PREFIXES:
        return PREFIXES[prefix] + rest
    return name if colon else ID + name
