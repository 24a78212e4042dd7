#+ finding: cst:ofStudy rdfs:isDefinedBy sh:ClassConstraintComponent
PREFIX cst: <https://w3id.org/cocreation/case-study#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX vann: <http://purl.org/vocab/vann/>
DELETE {
  cst:ofStudy rdfs:isDefinedBy <https://w3id.org/cocreation/ontology/case-study> .
}
INSERT {
  cst:ofStudy rdfs:isDefinedBy <https://w3id.org/cocreation/ontology/unknown> .
  <https://w3id.org/cocreation/ontology/unknown> vann:preferredNamespacePrefix "cst" ; vann:preferredNamespaceUri "https://w3id.org/cocreation/case-study#" .
}
WHERE {}
