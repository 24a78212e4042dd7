#+ finding: https://w3id.org/cocreation/ontology/case-study - sh:SPARQLConstraintComponent
PREFIX cst: <https://w3id.org/cocreation/case-study#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
DELETE DATA {
  cst:Source owl:disjointWith cst:Study .
}
