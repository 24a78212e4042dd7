"""What else is known of things: the same said in several vocabularies is compared as one."""

from collections.abc import Iterable

from cocreation.linking.names import spelling
from cocreation.namespaces import PREFIXES, SKOS, VCC

_ORG, _SCHEMA = PREFIXES["org"], PREFIXES["schema"]
_GEO = "http://www.geonames.org/ontology#"
_WD = "http://www.wikidata.org/prop/direct/"
_DBO = "http://dbpedia.org/ontology/"
PARENT = "parent"
_PLACES = frozenset({"country", "region", "city", "area"})
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
    {"place added", "context agrees", "elsewhere", "part of the other", "other kind"}
)
_ROLE_OF = {
    spelt: role
    for role, iris in _ROLES.items()
    for iri in iris
    # Many write schema.org's terms as they were first.
    for spelt in (iri, iri.replace(_SCHEMA, "http://schema.org/"))
}
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

    def places(self) -> frozenset[str]:
        """The bare names of where it is."""
        return frozenset(bare for role in _PLACES for _, bare in self._values.get(role, ()))

    def agreeing(self, other: "Context") -> tuple[bool, bool]:
        """Whether both say the same in some role, and whether they say that they are elsewhere.

        Where one speaks Chinese and the other English it is neither. Sectors and parents are called
        in so many ways that other words for them tell nothing.
        """
        agree = elsewhere = False
        for role in self._values.keys() & other._values.keys():
            ours, theirs = self._values[role], other._values[role]
            if any(_is_same(one, another) for one in ours for another in theirs):
                agree = True
            elif role in _PLACES and {one[0] for one in ours} & {one[0] for one in theirs}:
                elsewhere = True
        return agree, elsewhere


def _is_same(one: tuple[bool, str], other: tuple[bool, str]) -> bool:
    """Whether two values are one, such as 北京 and 北京市."""
    return one[1].startswith(other[1]) or other[1].startswith(one[1])
