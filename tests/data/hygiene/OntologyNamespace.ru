#+ finding: https://w3id.org/cocreation/ontology/case-study vann:preferredNamespaceUri sh:PatternConstraintComponent
PREFIX vann: <http://purl.org/vocab/vann/>
DELETE {
  <https://w3id.org/cocreation/ontology/case-study> vann:preferredNamespaceUri "https://w3id.org/cocreation/case-study#" .
}
INSERT {
  <https://w3id.org/cocreation/ontology/case-study> vann:preferredNamespaceUri "https://w3id.org/cocreation/case-study" .
}
WHERE {}
