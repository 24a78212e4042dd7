#+ finding: https://w3id.org/cocreation/id/source/small/J11 rdfs:label sh:QualifiedMinCountConstraintComponent
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
DELETE DATA {
  <https://w3id.org/cocreation/id/source/small/J11> rdfs:label "第一份资料"@zh .
}
