#+ finding: https://w3id.org/cocreation/ontology/case-study vann:preferredNamespacePrefix sh:PatternConstraintComponent
PREFIX vann: <http://purl.org/vocab/vann/>
DELETE {
  <https://w3id.org/cocreation/ontology/case-study> vann:preferredNamespacePrefix "cst" .
}
INSERT {
  <https://w3id.org/cocreation/ontology/case-study> vann:preferredNamespacePrefix "CST:" .
}
WHERE {}
