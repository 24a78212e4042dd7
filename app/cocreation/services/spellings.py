"""Organizations that a file declares, and known ones that may be the same under another spelling.

No shape can tell how like two names are.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Container, Iterator, Mapping

from cocreation.likeness import likely, slug
from cocreation.linking.names import bare_name
from cocreation.model import Finding, Term, Text
from cocreation.namespaces import PREFIXES, RDFS, SH, SKOS, VSH, compact
from cocreation.services.joined import Proposal
from cocreation.validation.graphs import TYPE
from cocreation.validation.names import Names, names_seen
from cocreation.validation.neighbourhood.view import View

SPELLING_SHAPE = VSH + "OrganizationSpellingShape"
_ORGANIZATION = PREFIXES["org"] + "Organization"
_LABELS = (RDFS + "label", SKOS + "altLabel")
_NOTES = (SKOS + "note", RDFS + "comment")
_PARENTS = (PREFIXES["org"] + "unitOf", PREFIXES["org"] + "subOrganizationOf")
_LEAST = 0.85
_SHORTEST = 4
# Of a file with more new ones the others are told of only where a name is the same.
_MOST_NEAR = 20
_DIGITS = re.compile(r"\d+")


def spellings(proposal: Proposal) -> Iterator[Finding]:
    """Warn of each organization that is new with the files and is called like another.

    Not of a pair of which one is said to be the other's unit or is linked to it otherwise, nor
    where a note on the new one names the other.
    """
    declared = proposal.typed(_ORGANIZATION)
    new = [one for one in declared if not proposal.before.values(one, TYPE)]
    if not new:
        return
    after = proposal.after
    classes = proposal.joined.prepared.vocabulary.subclasses(_ORGANIZATION)
    known = sorted({one for class_ in classes for one in after.pointing(TYPE, class_)})
    spelt = _Spelt({one: _names(after, one) for one in known if not one.startswith("_:")}, new)
    for number, one in enumerate(new):
        other = spelt.same(one) or (spelt.near(one) if number < _MOST_NEAR else None)
        if other and not _are_told_apart(after, one, other):
            yield _finding(one, other, names_seen(after))


def _names(view: View, organization: str) -> frozenset[str]:
    labels = names_seen(view, _LABELS).labels(organization)
    return frozenset({bare_name(text) for _, text in labels} | {bare_name(slug(organization))})


class _Spelt:
    """Organizations by their bare names; of two new ones the later is told of."""

    def __init__(self, names: Mapping[str, frozenset[str]], new: Collection[str]) -> None:
        self._names = names
        self._new = frozenset(new)
        self._bearing: dict[str, list[str]] = defaultdict(list)
        for one, spelt in names.items():
            for name in spelt:
                self._bearing[name].append(one)
        self._numbers = {name: tuple(_DIGITS.findall(name)) for name in self._bearing}

    def same(self, one: str) -> str | None:
        """The organization with one of the names."""
        found = {other for name in self._names[one] for other in self._bearing[name]}
        return min((other for other in found if self._is_before(other, one)), default=None)

    def near(self, one: str) -> str | None:
        """The organization with a name most like one of the names."""
        wanted = [name for name in self._names[one] if len(name) >= _SHORTEST]
        numbers = {self._numbers[name] for name in wanted}
        others = [other for other in self._names if self._is_before(other, one)]
        rated = likely(wanted, others, lambda other: self._with(numbers, other), _LEAST)
        return max(rated, key=lambda pair: pair[0], default=(0.0, None))[1]

    def _is_before(self, other: str, one: str) -> bool:
        return other not in self._new or other < one

    def _with(self, numbers: Container[tuple[str, ...]], other: str) -> list[str]:
        """The names of an organization that are long enough, with these numbers and no others."""
        long = (name for name in self._names[other] if len(name) >= _SHORTEST)
        return [name for name in long if self._numbers[name] in numbers]


def _are_told_apart(view: View, new: str, known: str) -> bool:
    said, said_of_known = view.about(new), view.about(known)
    if any(value == known for _, value in said) or any(value == new for _, value in said_of_known):
        return True
    if known in _above(view, new) or new in _above(view, known):
        return True
    called = [text for _, text in names_seen(view, _LABELS).labels(known)]
    notes = [text for _, text in names_seen(view, _NOTES).labels(new)]
    return any(name in note for note in notes for name in [*called, known])


def _above(view: View, organization: str) -> list[str]:
    above = [organization]
    for one in above:
        parents = (value for property_ in _PARENTS for value in view.values(one, property_))
        above.extend(parent for parent in parents if parent not in above)
    return above[1:]


def _finding(new: str, known: str, names: Names) -> Finding:
    name, other, short = names.of(new), names.of(known), compact(known)
    return Finding(
        focus=new,
        shape=SPELLING_SHAPE,
        component=SH + "SPARQLConstraintComponent",
        severity="warning",
        message=Text(
            en=f"{name.en} may be {other.en} ({short}), which is known already, under another "
            "spelling: if it is, point at that one and leave this out; if not, keep it and say in "
            "a note that names the other how the two differ.",
            zh=f"{name.zh}可能就是已有的{other.zh}（{short}），只是写法不同：如是，请改指后者并删去"
            "此处的描述；如不是，请保留，并用备注（写出对方名称）说明两者的区别。",
        ),
        path=RDFS + "label",
        value=Term("iri", known),
        suggestion=known,
    )
