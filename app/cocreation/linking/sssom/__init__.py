"""Mappings as SSSOM, the Simple Standard for Sharing Ontological Mappings.

A file is a table of tab-separated values below a header in YAML, each line of which begins with
`#`. A mapping becomes RDF as the standard has it: a reified statement (owl:Axiom) that bears the
confidence, the justification, who and when; and the plain statement, but where it is negated.
"""

from cocreation.linking.sssom.faults import fault
from cocreation.linking.sssom.reading import read_links
from cocreation.linking.sssom.statements import Names, mapping_iri, replaced, statements
from cocreation.linking.sssom.writing import link_set, write_links

__all__ = [
    "Names",
    "fault",
    "link_set",
    "mapping_iri",
    "read_links",
    "replaced",
    "statements",
    "write_links",
]
