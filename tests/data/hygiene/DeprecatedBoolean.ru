#+ finding: cst:Source owl:deprecated sh:DatatypeConstraintComponent
PREFIX cst: <https://w3id.org/cocreation/case-study#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
INSERT DATA {
  cst:Source owl:deprecated "yes" .
}
