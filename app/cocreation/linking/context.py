"""What else is known of things: the same said in several vocabularies is compared as one."""

from collections.abc import Iterable

from cocreation.linking.names import spelling
from cocreation.namespaces import PREFIXES, SKOS, VCC

_ORG, _SCHEMA = PREFIXES["org"], PREFIXES["schema"]
_GEO = "http://www.geonames.org/ontology#"
_WD = "http://www.wikidata.org/prop/direct/"
_DBO = "http://dbpedia.org/ontology/"
PARENT = "parent"
_ROLES = {
    "country": (
        _SCHEMA + "addressCountry",
        _GEO + "parentCountry",
        _WD + "P17",
        _DBO + "country",
    ),
    "region": (_SCHEMA + "addressRegion", _GEO + "parentADM1", _DBO + "region"),
    "city": (_SCHEMA + "addressLocality", _WD + "P159", _DBO + "headquarter", _DBO + "city"),
    "area": (_SCHEMA + "areaServed",),
    PARENT: (
        _ORG + "unitOf",
        _ORG + "subOrganizationOf",
        _SCHEMA + "parentOrganization",
        _WD + "P749",
        _WD + "P361",
        _DBO + "parentCompany",
    ),
    "sector": (VCC + "inSector", _WD + "P452", _DBO + "industry"),
    "broader": (SKOS + "broader",),
}
# The features that names alone do not tell.
CONTEXT_FEATURES = frozenset(
    {"place added", "context agrees", "context contradicts", "part of the other", "other kind"}
)
_ROLE_OF = {iri: role for role, iris in _ROLES.items() for iri in iris}
PROPERTIES = tuple(_ROLE_OF)


class Context:
    """What is known of one thing, by role: its country, its parent, and so on."""

    def __init__(self, said: Iterable[tuple[str, str]]) -> None:
        self._values: dict[str, set[tuple[bool, str]]] = {}
        for property_, text in said:
            spelt = spelling(text)
            if spelt:
                role = _ROLE_OF.get(property_, property_)
                self._values.setdefault(role, set()).add((spelt.is_chinese, spelt.bare))

    def parents(self) -> frozenset[str]:
        """The bare names of what it is a part of."""
        return frozenset(bare for _, bare in self._values.get(PARENT, ()))

    def values(self) -> frozenset[str]:
        """Whatever is said, as bare names."""
        return frozenset(bare for values in self._values.values() for _, bare in values)

    def agreeing(self, other: "Context") -> tuple[int, int]:
        """In how many roles both say the same, and in how many something else.

        Where one speaks Chinese and the other English it is neither.
        """
        agree = contradict = 0
        for role in self._values.keys() & other._values.keys():
            ours, theirs = self._values[role], other._values[role]
            if ours & theirs:
                agree += 1
            elif {script for script, _ in ours} & {script for script, _ in theirs}:
                contradict += 1
        return agree, contradict
