#+ finding: cst:SourceOrDocument - sh:NotConstraintComponent
PREFIX cst: <https://w3id.org/cocreation/case-study#>
DELETE {
  cst:Source ?p ?o .
  ?s ?q cst:Source .
}
INSERT {
  cst:SourceOrDocument ?p ?o .
  ?s ?q cst:SourceOrDocument .
}
WHERE {
  { cst:Source ?p ?o }
  UNION { ?s ?q cst:Source }
}
