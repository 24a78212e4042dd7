"""What a file of SSSOM is made of: its marks, its columns, and those that we add."""

from cocreation.namespaces import PREFIXES

MARK = "#"
NOT = "Not"
# Names that the standard declares itself.
BUILT_IN = {
    name: PREFIXES[name] for name in ("owl", "rdf", "rdfs", "semapv", "skos", "sssom", "xsd")
}
# The standard has each text in one language, and lets a file declare columns of its own.
COMMENT_ZH, TITLE_ZH = "ext_comment_zh", "ext_title_zh"
DESCRIPTION_ZH = "ext_description_zh"
COLUMNS = (
    *("subject_id", "subject_label", "predicate_id", "predicate_modifier"),
    *("object_id", "object_label", "mapping_justification", "author_label", "reviewer_label"),
    *("mapping_tool", "mapping_date", "review_date", "confidence", "comment", COMMENT_ZH),
)
