#+ finding: https://w3id.org/cocreation/ontology/case-study - sh:SPARQLConstraintComponent
PREFIX cst: <https://w3id.org/cocreation/case-study#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
INSERT DATA {
  cst:CodedSource rdfs:subClassOf cst:CodedSource .
}
