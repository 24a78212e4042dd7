"""Organizations that do not exist, and what a study has from them."""

from dataclasses import dataclass

from benchmarks.synthetic.blocks import Blocks, Words, both, literal, node
from benchmarks.synthetic.places import Marking, Place
from benchmarks.synthetic.profile import Organization, Source


@dataclass(frozen=True)
class Party:
    """One provider or user of a study; its sources' codes begin with `letters`."""

    profile: Organization
    name: Words
    slug: str
    letters: str
    is_user: bool

    @property
    def iri(self) -> str:
        """The organization, as a token of Turtle."""
        return node("organization", self.slug)

    @property
    def codes(self) -> dict[str, Source]:
        """Each source's code."""
        return {self.letters + source.digits: source for source in self.profile.sources}


def provider(profile: Organization, name: Words, place: int) -> Party:
    """The provider at a place among the study's."""
    words = Words(f"{name.en} Cloud", f"{name.zh}云")
    return Party(profile, words, f"{name.en.lower()}-cloud", chr(ord("A") + place), is_user=False)


def user(profile: Organization, name: Words, of: Party, place: int) -> Party:
    """The user whose case has this place in the study."""
    letters = "".join(chr(ord("A") + one) for one in divmod(place, 26))
    return Party(profile, name, name.en.lower(), f"{of.letters}_{letters}", is_user=True)


def write_organization(file: Blocks, party: Party) -> None:
    """Describe a party, and the organization that it is a unit of."""
    kind = "vcc:CloudUser" if party.is_user else "vcc:PlatformCloudProvider"
    file.describe(party.iri, kind, party.name)
    if party.profile.has_parent:
        slug = party.slug.removesuffix("-cloud")
        parent = node("organization", slug if slug != party.slug else f"{slug}-group")
        name = Words(f"{party.name.en} Group", f"{party.name.zh}集团")
        file.describe(parent, "org:Organization", name)
        file.add(party.iri, "org:unitOf", parent)


def write_sources(
    file: Blocks,
    party: Party,
    other: Party,
    place: Place,
    marking: Marking,
    kinds: dict[str, Words],
) -> None:
    """Describe what a study has from a party; an informant of the wrong side is of `other`."""
    for code, source in party.codes.items():
        iri = node("source", marking.study, code)
        kind = kinds[source.kind]
        label = Words(f"{kind.en} {code} ({party.name.en})", f"{party.name.zh}{kind.zh}{code}")
        file.describe(iri, source.kind, label, cst_sourceCode=literal(code))
        file.add(iri, "cst:fromOrganization", party.iri)
        file.add(iri, "cst:ofStudy", node("study", marking.study))
        place.locate(file, iri, marking.study)
        file.add(iri, "cst:itemCount", *filter(None, [source.items]))
        file.add(iri, "cst:durationMinutes", *filter(None, [source.minutes]))
        wrong = any(mark.kind == "informantOfOtherOrganization" for mark in source.marks)
        _write_informants(file, iri, code, source, other if wrong else party, marking.study)
        _mark(file, iri, code, source, (party, other), place, marking)


def _write_informants(
    file: Blocks, iri: str, code: str, source: Source, member: Party, study: str
) -> None:
    for number, role in enumerate(source.roles):
        informant = node("informant", study, f"{code}-{number}" if number else code)
        label = Words(f"{role.en}, {member.name.en}", f"{member.name.zh}{role.zh}")
        file.describe(informant, "cst:Informant", label, org_memberOf=member.iri)
        file.add(informant, "cst:role", *both(role))
        file.add(iri, "cst:hasInformant", informant)


def _mark(
    file: Blocks,
    iri: str,
    code: str,
    source: Source,
    sides: tuple[Party, Party],
    place: Place,
    marking: Marking,
) -> None:
    party, other = sides
    label = Words(f"{place.label.en}, {code}", f"{place.label.zh} {code}")
    here = Place(place.part, f"{place.name}-{code.lower()}", label)
    for number, mark in enumerate(source.marks, 1):
        values = {}
        if mark.kind == "informantOfOtherOrganization":
            values = {"stated": other.name.zh, "observed": party.name.zh}
        marking.mark(file, iri, here, mark, number, **values)
