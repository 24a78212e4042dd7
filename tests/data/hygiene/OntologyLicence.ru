#+ finding: https://w3id.org/cocreation/ontology/case-study dcterms:license sh:NodeKindConstraintComponent
PREFIX dcterms: <http://purl.org/dc/terms/>
DELETE {
  <https://w3id.org/cocreation/ontology/case-study> dcterms:license <https://creativecommons.org/licenses/by/4.0/> .
}
INSERT {
  <https://w3id.org/cocreation/ontology/case-study> dcterms:license "CC BY 4.0" .
}
WHERE {}
