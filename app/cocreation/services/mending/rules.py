"""Changes that may clear what the project's own rules find, one function for each rule."""

from collections.abc import Iterable, Iterator

from cocreation.likeness import nearest
from cocreation.model import Term
from cocreation.namespaces import CST, PREFIXES, SKOS, VCC, XSD
from cocreation.services.mending import texts
from cocreation.services.mending.changes import Change, exchanged, iri, statement
from cocreation.services.mending.core import Rule
from cocreation.services.mending.fitting import MOST, codes, fitting, meant
from cocreation.services.mending.merging import merged
from cocreation.services.mending.world import Fault

STUDY, CASE, CITES, CODE = (CST + n for n in ("ofStudy", "inCase", "citesSource", "citedCode"))
_FROM, _SOURCE_CODE = CST + "fromOrganization", CST + "sourceCode"
_PLACE = CST + "locatedIn"
_GAPS, _MARK = CST + "acknowledgesGap", CST + "hasDiscrepancy"
_SIDES = (VCC + "hasProvider", VCC + "hasUser")
_IN = (VCC + "usedIn", VCC + "coCreatedIn")
_DERIVED = PREFIXES["prov"] + "wasDerivedFrom"
_MEMBER = PREFIXES["org"] + "memberOf"
CLAIMS = tuple(CST + n for n in ("supports", "disputes", "corroborates", "contradicts"))
_BROADER, _AT, _PRECEDES = SKOS + "broader", VCC + "atStage", VCC + "precedes"
_EARLIER, _LATER = VCC + "hasAntecedent", VCC + "hasOutcome"


def _pointed_elsewhere(fault: Fault, things: Iterable[str]) -> Iterator[Change]:
    """Each of the things in place of the value."""
    for thing in list(dict.fromkeys(things))[:MOST]:
        if thing != fault.value.value:
            yield exchanged(fault.focus, fault.path, fault.value, iri(thing))


def _without(fault: Fault) -> Iterator[Change]:
    """The statement found is taken out."""
    yield Change(remove=(fault.triple(fault.value),))


def _cited_source(fault: Fault) -> Iterator[Change]:
    """The source that has the code cited, or the code of the source cited."""
    known = codes(fault, fault.nodes(STUDY))
    cited = fault.values(CODE)
    yield from _pointed_elsewhere(fault, (s for code in cited for s in known.get(code.value, ())))
    for code in fault.world.data.objects(fault.value.value, _SOURCE_CODE):
        old = tuple(fault.triple(value, CODE) for value in cited)
        yield Change(old, (fault.triple(code, CODE),))
    yield from _without(fault)


def likely_code(fault: Fault) -> Iterator[Change]:
    """The code of a source in the study that looks like the one cited, and that source."""
    known = codes(fault, fault.nodes(STUDY))
    for code in nearest([fault.value.value], known, lambda one: [one]):
        others = tuple(fault.triple(source, CITES) for source in fault.values(CITES))
        for source in known[code]:
            added = (
                fault.triple(Term("literal", code, datatype=XSD + "string"), CODE),
                fault.triple(iri(source), CITES),
            )
            removed = tuple(t for t in (fault.triple(fault.value, CODE), *others) if t not in added)
            yield Change(removed, added)


def _inventoried(fault: Fault) -> Iterator[Change]:
    for source in codes(fault, fault.nodes(STUDY)).get(fault.value.value, []):
        yield Change(add=(fault.triple(iri(source), CITES),))


def _other_study(fault: Fault) -> Iterator[Change]:
    """The thing of the same name in a study at hand, or the model of the other study applied."""
    world = fault.world
    studies = fault.nodes(STUDY)
    others = world.data.iris(fault.value.value, STUDY)
    near = meant(fault, fault.value, world.types(fault.value.value))
    at_hand = [one.value for one in near if set(world.data.iris(one.value, STUDY)) & set(studies)]
    yield from _pointed_elsewhere(fault, at_hand)
    for study in studies:
        for other in others:
            yield Change(add=(statement(study, CST + "appliesModelOf", iri(other)),))


def _evidence_study(fault: Fault) -> Iterator[Change]:
    for old in fault.values(STUDY):
        for other in fault.world.data.objects(fault.value.value, STUDY):
            yield exchanged(fault.focus, STUDY, old, other)
    yield from _other_study(fault)
    if len(fault.values()) > 1:
        yield from _without(fault)


def _reference(fault: Fault) -> Iterator[Change]:
    """The nearest of the references of the study's publication."""
    world = fault.world
    works = [
        work
        for study in fault.nodes(STUDY)
        for publication in world.data.iris(study, CST + "reportedIn")
        for work in world.data.iris(publication, PREFIXES["cito"] + "cites")
    ]
    wanted = [fault.value.value, *world.labels(fault.value.value)]
    yield from _pointed_elsewhere(fault, nearest(wanted, works, lambda w: [w, *world.labels(w)]))
    yield from _without(fault)


def _same_evidence(fault: Fault) -> Iterator[Change]:
    """One of two items that are one, with the constructs and propositions of both."""
    yield merged(fault.world, fault.value.value, fault.focus, CLAIMS)
    yield merged(fault.world, fault.focus, fault.value.value, CLAIMS)


def _same_code(fault: Fault) -> Iterator[Change]:
    """One of two sources that have one code in one study."""
    world = fault.world
    studies = set(fault.nodes(STUDY))
    for other in world.data.subjects(_SOURCE_CODE, fault.value):
        if other != fault.focus and studies & set(world.data.iris(other, STUDY)):
            yield merged(world, fault.focus, other)
            yield merged(world, other, fault.focus)


def _period(fault: Fault) -> Iterator[Change]:
    """Beginning and end exchanged."""
    begin, end = CST + "fieldworkStart", CST + "fieldworkEnd"
    for start in fault.values(begin):
        yield Change(
            (fault.triple(start, begin), fault.triple(fault.value, end)),
            (fault.triple(fault.value, begin), fault.triple(start, end)),
        )


def _publication(fault: Fault) -> Iterator[Change]:
    data = fault.world.data
    yield from _pointed_elsewhere(
        fault, (one for s in fault.nodes(STUDY) for one in data.iris(s, CST + "reportedIn"))
    )


def _activity_stage(fault: Fault) -> Iterator[Change]:
    """Both at the stage that either names."""
    for stage in fault.nodes(_BROADER):
        yield exchanged(fault.focus, _AT, fault.value, iri(stage))
        yield exchanged(fault.focus, _BROADER, iri(stage), fault.value)


def _capability_stage(fault: Fault) -> Iterator[Change]:
    """The stage that the capability, or the one above, drives."""
    data = fault.world.data
    capabilities = [fault.focus, *fault.nodes(_BROADER)]
    drivers = [d for one in capabilities for d in data.subjects(_EARLIER, one)]
    yield from _pointed_elsewhere(fault, (o for d in drivers for o in data.iris(d, _LATER)))


def _cases_of(fault: Fault, organizations: Iterable[str]) -> list[str]:
    """The cases that one of the organizations is a side of."""
    data = fault.world.data
    return [case for one in organizations for side in _SIDES for case in data.subjects(side, one)]


def _code_of_other_case(fault: Fault) -> Iterator[Change]:
    """The case that the source's organization is a side of; or a code like it, of this case."""
    data = fault.world.data
    owners = data.iris(fault.value.value, _FROM)
    for old in fault.values(CASE):
        for case in list(dict.fromkeys(_cases_of(fault, owners)))[:MOST]:
            yield exchanged(fault.focus, CASE, old, iri(case))


def _contributor(fault: Fault) -> Iterator[Change]:
    """A side of the partnership; or a partnership of the contributor."""
    data = fault.world.data
    cases = fault.nodes(_IN[0])
    yield from _pointed_elsewhere(
        fault, (org for case in cases for side in _SIDES for org in data.iris(case, side))
    )
    for case in cases:
        for other in _cases_of(fault, [fault.value.value]):
            yield exchanged(fault.focus, _IN[0], iri(case), iri(other))


def _derived(fault: Fault) -> Iterator[Change]:
    """The partnership that the evidence is of; or without it, where there is more evidence."""
    for path in _IN:
        for old in fault.values(path):
            for case in fault.world.data.objects(fault.value.value, CASE):
                yield exchanged(fault.focus, path, old, case)
    if len(fault.values(_DERIVED)) > 1:
        yield from _without(fault)


def _moderator(fault: Fault) -> Iterator[Change]:
    """A condition of the same dynamic at the stage that the driver acts on, or another driver."""
    data = fault.world.data
    drivers = fault.nodes(VCC + "moderates")
    outcomes = [stage for driver in drivers for stage in data.iris(driver, _LATER)]
    dynamics = data.objects(fault.value.value, _BROADER)
    yield from _pointed_elsewhere(
        fault,
        (
            c
            for stage in outcomes
            for c in data.subjects(_AT, stage)
            if set(data.objects(c, _BROADER)) & set(dynamics)
        ),
    )
    for stage in data.iris(fault.value.value, _AT):
        for other in data.subjects(_LATER, stage):
            for driver in drivers:
                yield exchanged(fault.focus, VCC + "moderates", iri(driver), iri(other))


def _gap(name: str) -> Rule:
    """The gap is acknowledged."""

    def rule(fault: Fault) -> Iterator[Change]:
        yield Change(add=(fault.triple(iri(VCC + name), _GAPS),))

    return rule


def _sequence(fault: Fault) -> Iterator[Change]:
    """The stage after the earlier one, or the one before the later."""
    data = fault.world.data
    for earlier in fault.nodes(_EARLIER):
        yield from _pointed_elsewhere(fault, data.iris(earlier, _PRECEDES))
        for before in data.subjects(_PRECEDES, fault.value):
            yield exchanged(fault.focus, _EARLIER, iri(earlier), iri(before))
        yield Change(
            (fault.triple(iri(earlier), _EARLIER), fault.triple(fault.value)),
            (fault.triple(fault.value, _EARLIER), fault.triple(iri(earlier))),
        )


def _at_itself(fault: Fault) -> Iterator[Change]:
    if iri(fault.focus) in fault.values():
        yield from _without(fault)
    yield from _pointed_elsewhere(fault, [fault.focus])


def _stage_order(fault: Fault) -> Iterator[Change]:
    """One of the two stages comes after the other, or after the last of its row."""
    for one, other in ((fault.focus, fault.value.value), (fault.value.value, fault.focus)):
        last = _last(fault, one)
        if last != other:
            yield Change(add=(statement(last, _PRECEDES, iri(other)),))


def _last(fault: Fault, stage: str) -> str:
    seen: list[str] = []
    while stage not in seen:
        seen.append(stage)
        stage = next(iter(fault.world.data.iris(stage, _PRECEDES)), stage)
    return stage


def _predecessor(fault: Fault) -> Iterator[Change]:
    for before in fault.world.data.subjects(_PRECEDES, fault.focus):
        yield Change(remove=(statement(before, _PRECEDES, iri(fault.focus)),))


def _needless_mark(fault: Fault) -> Iterator[Change]:
    """Without the mark, and without what it says where nothing else has it."""
    mark = fault.triple(fault.value)
    yield Change(remove=(mark, *fault.world.own.about(fault.value.value)))
    yield Change(remove=(mark,))


def _unheld(fault: Fault) -> Iterator[Change]:
    """The mark on what stands at the place of the discrepancy."""
    data = fault.world.data
    for place in fault.values(_PLACE):
        for item in data.subjects(_PLACE, place):
            same = all(
                data.objects(item, CST + name) == fault.values(CST + name)
                for name in ("ordinal", "sentenceOrdinal")
            )
            if same and item != fault.focus:
                yield Change(add=(statement(item, _MARK, iri(fault.focus)),))
    yield Change(remove=tuple(fault.world.own.about(fault.focus)))


def _place(fault: Fault) -> Iterator[Change]:
    """A part of the publication, or a source, that is called like what the item points at."""
    classes = [CST + "DocumentPart", CST + "Source"]
    for place in fault.values(_PLACE):
        if not fault.world.is_a(place.value, classes):
            things = [*meant(fault, place, classes), *fitting(fault, _PLACE, classes)]
            for thing in things[:MOST]:
                yield exchanged(fault.focus, _PLACE, place, thing)


def _informant(fault: Fault) -> Iterator[Change]:
    """Interview and informant of one organization, that of either."""
    for informant in fault.nodes(CST + "hasInformant"):
        for employer in fault.world.data.objects(informant, _MEMBER):
            yield exchanged(fault.focus, _FROM, fault.value, employer)
            yield exchanged(informant, _MEMBER, employer, fault.value)


def _known_organization(fault: Fault) -> Iterator[Change]:
    """The known organization in place of the new one."""
    yield merged(fault.world, fault.focus, fault.value.value)


RULES: dict[str, Rule] = {
    **texts.RULES,
    "ActivityStageShape": _activity_stage,
    "CapabilityStageShape": _capability_stage,
    "CaseEvidenceShape": _gap("CaseEvidenceGap"),
    "CaseSectorShape": _gap("SectorGap"),
    "CitedSourceShape": _cited_source,
    "CodeOfOtherCaseShape": _code_of_other_case,
    "ConstructReferenceShape": _reference,
    "ConstructStudyShape": _other_study,
    "ContributorShape": _contributor,
    "DerivedEvidenceShape": _derived,
    "DiscrepancyHolderShape": _unheld,
    "EvidenceClaimStudyShape": _other_study,
    "EvidenceItemShape-citedCode": likely_code,
    "EvidencePlaceShape": _place,
    "EvidenceStudyShape": _evidence_study,
    "EvidenceUniqueShape": _same_evidence,
    "FieldworkPeriodShape": _period,
    "FilledGapShape": _without,
    "InformantOrganizationShape": _informant,
    "InventoriedCodeShape": _inventoried,
    "ModelOfItselfShape": _without,
    "ModelStudyShape": _other_study,
    "ModeratorStageShape": _moderator,
    "NeedlessMarkShape": _needless_mark,
    "OrganizationSpellingShape": _known_organization,
    "PartPublicationShape": _publication,
    "ProviderSourceShape": _gap("ProviderSourceGap"),
    "SequenceOrderShape": _sequence,
    "SourceCodeUniqueShape": _same_code,
    "StageAtItselfShape": _at_itself,
    "StageCycleShape": _without,
    "StageOrderShape": _stage_order,
    "StagePredecessorShape": _predecessor,
    "UninventoriedCodeShape": likely_code,
    "UserSourceShape": _gap("UserSourceGap"),
}
