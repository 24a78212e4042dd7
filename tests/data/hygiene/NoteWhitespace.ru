#+ finding: cst:Construct - sh:PatternConstraintComponent
PREFIX cst: <https://w3id.org/cocreation/case-study#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
DELETE {
  cst:Construct skos:editorialNote "For checking only."@en .
}
INSERT {
  cst:Construct skos:editorialNote "For checking\nonly."@en .
}
WHERE {}
