#+ finding: cst:Source - sh:QualifiedMaxCountConstraintComponent
PREFIX cst: <https://w3id.org/cocreation/case-study#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
INSERT DATA {
  cst:Source owl:equivalentClass cst:Construct .
}
