#+ finding: cst:OfStudy - sh:OrConstraintComponent
PREFIX cst: <https://w3id.org/cocreation/case-study#>
DELETE {
  cst:ofStudy ?p ?o .
  ?s ?q cst:ofStudy .
}
INSERT {
  cst:OfStudy ?p ?o .
  ?s ?q cst:OfStudy .
}
WHERE {
  { cst:ofStudy ?p ?o }
  UNION { ?s ?q cst:ofStudy }
}
