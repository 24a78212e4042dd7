#+ finding: cst:Source skos:definition sh:PatternConstraintComponent
PREFIX cst: <https://w3id.org/cocreation/case-study#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
DELETE {
  cst:Source skos:definition "A body of material gathered for a study."@en .
}
INSERT {
  cst:Source skos:definition "A body of  material gathered for a study."@en .
}
WHERE {}
