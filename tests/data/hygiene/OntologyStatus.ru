#+ finding: https://w3id.org/cocreation/ontology/case-study bibo:status sh:MinCountConstraintComponent
PREFIX bibo: <http://purl.org/ontology/bibo/>
DELETE DATA {
  <https://w3id.org/cocreation/ontology/case-study> bibo:status <http://purl.org/ontology/bibo/status/draft> .
}
