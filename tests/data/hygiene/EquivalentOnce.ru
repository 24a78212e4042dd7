#+ finding: cst:CodedSource owl:equivalentClass sh:MaxCountConstraintComponent
PREFIX cst: <https://w3id.org/cocreation/case-study#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
INSERT {
  cst:CodedSource owl:equivalentClass ?members .
  ?members a owl:Class ; owl:unionOf ( cst:Source cst:Construct ) .
}
WHERE {
  BIND(BNODE() AS ?members)
}
