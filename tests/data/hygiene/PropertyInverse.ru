#+ finding: cst:ofStudy owl:inverseOf sh:SPARQLConstraintComponent
PREFIX cst: <https://w3id.org/cocreation/case-study#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
INSERT DATA {
  cst:ofStudy owl:inverseOf cst:ofStudy .
}
