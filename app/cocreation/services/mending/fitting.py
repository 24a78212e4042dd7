"""Values that a property may have been meant to have, all of them known; none is invented."""

from collections import Counter
from collections.abc import Sequence

from cocreation.likeness import nearest, plain, slug
from cocreation.model import Term
from cocreation.namespaces import CST, ID, PREFIXES, SH
from cocreation.services.mending.changes import TYPE, iri
from cocreation.services.mending.world import Fault, World

MOST = 5
# What a passage says and bears on is for its reader to tell, never for a machine.
_JUDGEMENTS = {
    *(CST + name for name in ("supports", "disputes", "corroborates", "contradicts")),
    *(CST + name for name in ("about", "citedCode", "hasDiscrepancy", "hasInformant")),
    PREFIXES["prov"] + "wasDerivedFrom",
}


def fitting(fault: Fault, path: str, classes: Sequence[str]) -> list[Term]:
    """Things of the classes that the focus, by its name or its neighbours, points to.

    Where there are but few of the classes at all, those; nothing for what only a reader can say.
    """
    world = fault.world
    if path in _JUDGEMENTS or not classes:
        return []
    offered = _at_hand(fault, classes)
    votes = _votes(fault)
    named = {one for one in offered if _is_named(world, fault.focus, one)}
    likely = [one for one in offered if one in named or votes[one]]
    if not likely and len(offered) <= MOST:
        likely = offered
    likely.sort(key=lambda one: (one not in named, -votes[one], one))
    return [iri(one) for one in likely[:MOST]]


def _at_hand(fault: Fault, classes: Sequence[str]) -> list[str]:
    """Things of the classes that are of the focus's study, or of no study."""
    world = fault.world
    studies = world.studies(fault.focus)
    return [
        one
        for one in world.instances(classes)
        if one != fault.focus
        and not (studies and world.studies(one).isdisjoint(studies) and world.studies(one))
    ]


def alike_classes(fault: Fault) -> list[str]:
    """The known classes of other things whose IRIs are of the same kind as the focus's."""
    kind, slash, _ = fault.focus.removeprefix(ID).partition("/")
    found = {
        one.value
        for node, one in fault.world.data.having(TYPE.value)
        if slash and node != fault.focus and node.startswith(f"{ID}{kind}/")
    }
    return sorted(found & fault.world.vocabulary.superclasses.keys())


def _votes(fault: Fault) -> Counter[str]:
    """How many of the focus's neighbours are, or point at, each thing."""
    votes: Counter[str] = Counter()
    for neighbour in fault.world.neighbours(fault.focus):
        pointed_at = {
            triple.object.value
            for triple in fault.world.data.about(neighbour)
            if triple.object.kind == "iri"
        }
        votes.update({neighbour, *pointed_at})
    return votes


def _is_named(world: World, focus: str, thing: str) -> bool:
    """Whether the thing's name is part of the focus's own, in its IRI or its label."""
    segments = focus.removeprefix(ID).split("/")[1:]
    name = slug(thing)
    if name in segments or f"-{name}-" in f"-{slug(focus)}-":
        return True
    whole = [plain(label) for label in world.labels(focus)]
    parts = [plain(label) for label in world.labels(thing)]
    return any(part and part in label for part in parts for label in whole)


def meant(fault: Fault, value: Term, classes: Sequence[str]) -> list[Term]:
    """Things of the classes that are called like the value, which may be a name or an IRI."""
    world = fault.world
    wanted = [slug(value.value) if value.kind == "iri" else value.value]
    if value.kind == "iri":
        wanted += world.labels(value.value)

    def names(thing: str) -> list[str]:
        codes = [code.value for code in world.data.objects(thing, CST + "sourceCode")]
        return [slug(thing), *codes, *world.labels(thing)]

    offered = (one for one in world.instances(classes) if one not in (value.value, fault.focus))
    return [iri(one) for one in nearest(wanted, offered, names)]


def codes(fault: Fault, studies: Sequence[str]) -> dict[str, list[str]]:
    """The source codes of the studies, each with the sources that have it."""
    found: dict[str, list[str]] = {}
    for source, code in fault.world.data.having(CST + "sourceCode"):
        if set(fault.world.data.iris(source, CST + "ofStudy")) & set(studies):
            found.setdefault(code.value, []).append(source)
    return found


def classes_of(world: World, shape: str) -> list[str]:
    """The classes that a property shape asks its values to be of."""
    return world.shapes.iris(shape, SH + "class")
