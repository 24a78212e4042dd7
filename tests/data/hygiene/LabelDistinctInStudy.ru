#+ finding: https://w3id.org/cocreation/id/study/small - sh:SPARQLConstraintComponent
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
DELETE {
  <https://w3id.org/cocreation/id/source/small/J11> rdfs:label "First material"@en .
}
INSERT {
  <https://w3id.org/cocreation/id/source/small/J11> rdfs:label "Second material"@en .
}
WHERE {}
