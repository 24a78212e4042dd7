#+ finding: https://w3id.org/cocreation/ontology/case-study owl:versionIRI sh:MinCountConstraintComponent
PREFIX owl: <http://www.w3.org/2002/07/owl#>
DELETE DATA {
  <https://w3id.org/cocreation/ontology/case-study> owl:versionIRI <https://w3id.org/cocreation/ontology/case-study/0.1.0> .
}
