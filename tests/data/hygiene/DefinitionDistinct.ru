#+ finding: cst:Source - sh:MaxCountConstraintComponent
#+ finding: cst:Study - sh:MaxCountConstraintComponent
PREFIX cst: <https://w3id.org/cocreation/case-study#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
DELETE {
  cst:Source skos:definition "为研究收集的一份资料。"@zh .
}
INSERT {
  cst:Source skos:definition "比较若干案例的工作。"@zh .
}
WHERE {}
