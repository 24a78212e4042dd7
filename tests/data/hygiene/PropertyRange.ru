#+ finding: cst:sourceCode - sh:OrConstraintComponent
PREFIX cst: <https://w3id.org/cocreation/case-study#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
DELETE DATA {
  cst:sourceCode rdfs:range xsd:string .
}
