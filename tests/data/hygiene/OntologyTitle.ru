#+ finding: https://w3id.org/cocreation/ontology/case-study dcterms:title sh:MinCountConstraintComponent
PREFIX dcterms: <http://purl.org/dc/terms/>
DELETE DATA {
  <https://w3id.org/cocreation/ontology/case-study> dcterms:title "小型研究本体"@zh .
}
