#+ finding: https://w3id.org/cocreation/ontology/case-study owl:versionIRI sh:SPARQLConstraintComponent
PREFIX owl: <http://www.w3.org/2002/07/owl#>
DELETE {
  <https://w3id.org/cocreation/ontology/case-study> owl:versionInfo "0.1.0" .
}
INSERT {
  <https://w3id.org/cocreation/ontology/case-study> owl:versionInfo "0.2.0" .
}
WHERE {}
