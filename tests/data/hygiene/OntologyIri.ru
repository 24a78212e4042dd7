#+ finding: https://w3id.org/cocreation/ontology/case-study.ttl - sh:NotConstraintComponent
PREFIX owl: <http://www.w3.org/2002/07/owl#>
DELETE {
  <https://w3id.org/cocreation/ontology/case-study> ?p ?o .
  ?s ?q <https://w3id.org/cocreation/ontology/case-study> .
  <https://w3id.org/cocreation/ontology/case-study> owl:versionIRI ?v .
}
INSERT {
  <https://w3id.org/cocreation/ontology/case-study.ttl> ?p ?o ; owl:versionIRI <https://w3id.org/cocreation/ontology/case-study.ttl/0.1.0> .
  ?s ?q <https://w3id.org/cocreation/ontology/case-study.ttl> .
}
WHERE {
  { <https://w3id.org/cocreation/ontology/case-study> ?p ?o FILTER(?p != owl:versionIRI) }
  UNION { ?s ?q <https://w3id.org/cocreation/ontology/case-study> }
  UNION { <https://w3id.org/cocreation/ontology/case-study> owl:versionIRI ?v }
}
