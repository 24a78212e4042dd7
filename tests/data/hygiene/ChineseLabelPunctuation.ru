#+ finding: https://w3id.org/cocreation/id/source/small/J11 rdfs:label sh:QualifiedMaxCountConstraintComponent
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
DELETE {
  <https://w3id.org/cocreation/id/source/small/J11> rdfs:label "第一份资料"@zh .
}
INSERT {
  <https://w3id.org/cocreation/id/source/small/J11> rdfs:label "资料,第一份"@zh .
}
WHERE {}
