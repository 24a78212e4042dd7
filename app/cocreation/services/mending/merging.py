"""Two things that are one: what points at the one is made to point at the other."""

from collections.abc import Collection

from cocreation.model import Triple
from cocreation.services.mending.changes import Change, iri
from cocreation.services.mending.world import World


def merged(world: World, dropped: str, kept: str, moved: Collection[str] = ()) -> Change:
    """Take out all that is said of one thing, and say of the other what pointed at it.

    Statements of the `moved` properties go over to the thing kept. No change where the thing to
    drop stands outside the files, or something outside points at it.
    """
    about, pointing = world.own.about(dropped), world.own.pointing_at(dropped)
    if not about or len(pointing) != len(world.data.pointing_at(dropped)):
        return Change()
    others = [triple for triple in pointing if triple.subject.value != dropped]
    added = [
        Triple(triple.subject, triple.predicate, iri(kept))
        for triple in others
        if triple.subject.value != kept
    ]
    over = [Triple(iri(kept), t.predicate, t.object) for t in about if t.predicate.value in moved]
    gained = dict.fromkeys([*added, *over])
    present = set(world.data.about(kept))
    return Change(
        tuple(dict.fromkeys([*about, *others])), tuple(t for t in gained if t not in present)
    )
