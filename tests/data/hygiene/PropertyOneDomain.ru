#+ finding: cst:sourceCode rdfs:domain sh:MaxCountConstraintComponent
PREFIX cst: <https://w3id.org/cocreation/case-study#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
INSERT DATA {
  cst:sourceCode rdfs:domain cst:Construct .
}
