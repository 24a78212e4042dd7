#+ finding: cst:Source skos:definition sh:QualifiedMinCountConstraintComponent
PREFIX cst: <https://w3id.org/cocreation/case-study#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
DELETE DATA {
  cst:Source skos:definition "为研究收集的一份资料。"@zh .
}
