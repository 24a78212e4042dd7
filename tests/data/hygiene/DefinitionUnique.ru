#+ finding: cst:Source skos:definition sh:UniqueLangConstraintComponent
PREFIX cst: <https://w3id.org/cocreation/case-study#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
INSERT DATA {
  cst:Source skos:definition "Material for a study."@en .
}
