#+ finding: https://w3id.org/cocreation/ontology/case-study dcterms:created sh:MinCountConstraintComponent
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
DELETE DATA {
  <https://w3id.org/cocreation/ontology/case-study> dcterms:created "2026-01-01"^^xsd:date .
}
