#+ finding: https://w3id.org/cocreation/ontology/case-study dcterms:creator sh:MinCountConstraintComponent
PREFIX dcterms: <http://purl.org/dc/terms/>
DELETE DATA {
  <https://w3id.org/cocreation/ontology/case-study> dcterms:creator "Somebody" .
}
