#+ finding: https://w3id.org/cocreation/ontology/case-study dcterms:description sh:UniqueLangConstraintComponent
PREFIX dcterms: <http://purl.org/dc/terms/>
INSERT DATA {
  <https://w3id.org/cocreation/ontology/case-study> dcterms:description "A second description."@en .
}
