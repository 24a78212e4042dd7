#+ finding: cst:Studdy - sh:OrConstraintComponent
PREFIX cst: <https://w3id.org/cocreation/case-study#>
PREFIX schema: <https://schema.org/>
INSERT DATA {
  cst:ofStudy schema:rangeIncludes cst:Studdy .
}
