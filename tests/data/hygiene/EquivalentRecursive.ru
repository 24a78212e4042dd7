#+ finding: cst:CodedSource owl:equivalentClass sh:SPARQLConstraintComponent
PREFIX cst: <https://w3id.org/cocreation/case-study#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
DELETE {
  ?members rdf:first cst:Source .
}
INSERT {
  ?members rdf:first cst:CodedSource .
}
WHERE {
  ?members rdf:first cst:Source .
}
