#+ finding: https://w3id.org/cocreation/ontology/case-study dcterms:created sh:LessThanOrEqualsConstraintComponent
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
DELETE {
  <https://w3id.org/cocreation/ontology/case-study> dcterms:modified "2026-01-03"^^xsd:date .
}
INSERT {
  <https://w3id.org/cocreation/ontology/case-study> dcterms:modified "2025-01-03"^^xsd:date .
}
WHERE {}
