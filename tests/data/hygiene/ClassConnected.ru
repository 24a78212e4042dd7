#+ finding: cst:Construct - sh:OrConstraintComponent
PREFIX cst: <https://w3id.org/cocreation/case-study#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX schema: <https://schema.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
DELETE DATA {
  cst:Construct rdfs:subClassOf skos:Concept .
  cst:ofStudy schema:domainIncludes cst:Construct .
  <https://w3id.org/cocreation/id/concept/small/group-trust> a cst:Construct .
}
