#+ finding: cst:Source rdfs:isDefinedBy sh:MaxCountConstraintComponent
PREFIX cst: <https://w3id.org/cocreation/case-study#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
INSERT {
  cst:Source rdfs:isDefinedBy <https://w3id.org/cocreation/ontology/other> .
  <https://w3id.org/cocreation/ontology/other> ?p ?o ; owl:versionIRI <https://w3id.org/cocreation/ontology/other/0.1.0> .
}
WHERE {
  <https://w3id.org/cocreation/ontology/case-study> ?p ?o FILTER(?p != owl:versionIRI)
}
