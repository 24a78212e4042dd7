#+ finding: cst:Source rdfs:label sh:QualifiedMaxCountConstraintComponent
PREFIX cst: <https://w3id.org/cocreation/case-study#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
DELETE {
  cst:Source rdfs:label "Source"@en .
}
INSERT {
  cst:Source rdfs:label "source"@en .
}
WHERE {}
