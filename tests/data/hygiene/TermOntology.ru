#+ finding: cst:sourceCode - sh:OrConstraintComponent
PREFIX cst: <https://w3id.org/cocreation/case-study#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
DELETE DATA {
  cst:sourceCode rdfs:isDefinedBy <https://w3id.org/cocreation/ontology/case-study> .
}
