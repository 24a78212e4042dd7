#+ finding: https://w3id.org/cocreation/id/concept/small/group-trust skos:definition sh:QualifiedMinCountConstraintComponent
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
DELETE DATA {
  <https://w3id.org/cocreation/id/concept/small/group-trust> skos:definition "The belief of members that they can rely on each other."@en .
}
