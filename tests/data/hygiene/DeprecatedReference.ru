#+ finding: skos:broader rdfs:subPropertyOf sh:SPARQLConstraintComponent
PREFIX cst: <https://w3id.org/cocreation/case-study#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
INSERT DATA {
  skos:broader owl:deprecated true .
  cst:ofStudy rdfs:subPropertyOf skos:broader .
}
