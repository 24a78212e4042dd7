#+ finding: https://w3id.org/cocreation/ontology/case-study dcterms:issued sh:DatatypeConstraintComponent
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
DELETE {
  <https://w3id.org/cocreation/ontology/case-study> dcterms:issued "2026-01-02"^^xsd:date .
}
INSERT {
  <https://w3id.org/cocreation/ontology/case-study> dcterms:issued "2026" .
}
WHERE {}
