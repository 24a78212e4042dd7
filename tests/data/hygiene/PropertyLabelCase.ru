#+ finding: cst:sourceCode rdfs:label sh:QualifiedMaxCountConstraintComponent
PREFIX cst: <https://w3id.org/cocreation/case-study#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
DELETE {
  cst:sourceCode rdfs:label "source code"@en .
}
INSERT {
  cst:sourceCode rdfs:label "Source code"@en .
}
WHERE {}
