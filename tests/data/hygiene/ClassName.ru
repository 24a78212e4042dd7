#+ finding: cst:coded_source - sh:OrConstraintComponent
PREFIX cst: <https://w3id.org/cocreation/case-study#>
DELETE {
  cst:CodedSource ?p ?o .
  ?s ?q cst:CodedSource .
}
INSERT {
  cst:coded_source ?p ?o .
  ?s ?q cst:coded_source .
}
WHERE {
  { cst:CodedSource ?p ?o }
  UNION { ?s ?q cst:CodedSource }
}
