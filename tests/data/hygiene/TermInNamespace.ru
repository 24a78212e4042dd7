#+ finding: https://w3id.org/cocreation/ontology/case-study - sh:SPARQLConstraintComponent
PREFIX vann: <http://purl.org/vocab/vann/>
DELETE {
  <https://w3id.org/cocreation/ontology/case-study> vann:preferredNamespaceUri "https://w3id.org/cocreation/case-study#" .
}
INSERT {
  <https://w3id.org/cocreation/ontology/case-study> vann:preferredNamespaceUri "https://w3id.org/cocreation/model#" .
}
WHERE {}
