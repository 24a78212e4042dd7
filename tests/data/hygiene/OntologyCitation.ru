#+ finding: https://w3id.org/cocreation/ontology/case-study dcterms:bibliographicCitation sh:LanguageInConstraintComponent
PREFIX dcterms: <http://purl.org/dc/terms/>
INSERT DATA {
  <https://w3id.org/cocreation/ontology/case-study> dcterms:bibliographicCitation "Small study ontology" .
}
