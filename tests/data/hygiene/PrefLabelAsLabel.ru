#+ finding: https://w3id.org/cocreation/id/concept/small/group-trust skos:prefLabel sh:EqualsConstraintComponent
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
INSERT DATA {
  <https://w3id.org/cocreation/id/concept/small/group-trust> skos:prefLabel "Trust"@en .
}
