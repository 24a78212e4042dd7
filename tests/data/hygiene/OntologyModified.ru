#+ finding: https://w3id.org/cocreation/ontology/case-study dcterms:modified sh:MaxCountConstraintComponent
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
INSERT DATA {
  <https://w3id.org/cocreation/ontology/case-study> dcterms:modified "2026-01-04"^^xsd:date .
}
