"""Which nodes a change can cause findings on, beside those that the files describe."""

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass, field

from cocreation.namespaces import CST, OWL, RDFS, SH
from cocreation.validation.neighbourhood import terms as t
from cocreation.validation.neighbourhood.reading import Statement
from cocreation.validation.neighbourhood.view import View
from cocreation.validation.vocabulary import Vocabulary

_MOST = 5_000
_OF_THE_ONTOLOGY = (OWL, RDFS, SH)
_SAID_OF_DATA = {t.LABEL, RDFS + "comment", RDFS + "seeAlso"}
# Changed statements of these are looked at from whatever points at their subject.
_SEEN_FROM_AFAR = frozenset(
    {
        *(t.TYPE, t.OF_STUDY, t.SOURCE_CODE, t.FROM_ORGANIZATION, t.HAS_PROVIDER, t.HAS_USER),
        *(t.IN_CASE, t.ABOUT, t.MEMBER_OF, CST + "kind", CST + "statedValue"),
    }
)
# Changed statements of these are looked at from their object.
_SEEN_FROM_OBJECT = frozenset(
    {
        *(t.IN_CASE, t.SUPPORTS, t.DISPUTES, t.CORROBORATES, t.CONTRADICTS),
        *(t.HAS_DISCREPANCY, t.CITES, t.REPORTED_IN, t.OF_STUDY),
    }
)
_OF_A_SOURCE = {t.TYPE, t.OF_STUDY, t.SOURCE_CODE, t.FROM_ORGANIZATION}
_OF_AN_ITEM = {t.TYPE, t.CITES_SOURCE, t.SUPPORTS, t.IN_CASE, t.ABOUT, *t.PLACE}
_OF_PARTIES = {t.HAS_PROVIDER, t.HAS_USER, t.OF_STUDY}
_COUNTED = {t.TYPE, t.OF_STUDY, t.DURATION}


class TooFarError(Exception):
    """What changes concerns too much of the graph: only a check of the whole can tell."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the ontology's graphs say that bears on data.

    `subjects` is all that they describe, `delicate` what a mere mention can cause a finding on.
    """

    vocabulary: Vocabulary
    subjects: frozenset[str]
    delicate: frozenset[str]


@dataclass(slots=True)
class Reach:
    """What a change reaches: `nodes` to check; the studies whose totals and labels to compare."""

    nodes: set[str] = field(default_factory=set)
    counted: set[str] = field(default_factory=set)
    labelled: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def join(self, other: "Reach") -> None:
        """Take in what another change reaches."""
        self.nodes |= other.nodes
        self.counted |= other.counted
        for study, nodes in other.labelled.items():
            self.labelled[study] |= nodes

    def beyond(self, own: Container[str]) -> list[str]:
        """The nodes that are not `own`; TooFarError where they are too many."""
        nodes = [node for node in self.nodes if node not in own]
        if len(nodes) > _MOST:
            raise TooFarError
        return nodes


def reach_of(
    changed: Iterable[Statement], own: Iterable[str], before: View, after: View, known: Known
) -> Reach:
    """The nodes on which findings may differ; TooFarError where it is not worth telling them."""
    finder = _Finder((before, after), known, frozenset(own))
    for node in finder.own:
        finder.refuse_model(node)
    by_subject: dict[str, set[str]] = defaultdict(set)
    for subject, predicate, value in changed:
        by_subject[subject].add(predicate)
        finder.of_statement(subject, predicate, value)
    for subject, predicates in by_subject.items():
        finder.of_subject(subject, predicates)
    return finder.reach


class _Finder:
    """Finds what changed statements reach in the graph as it was, and as it will be."""

    def __init__(self, views: tuple[View, View], known: Known, own: frozenset[str]) -> None:
        self.reach = Reach()
        self.own = own
        self._views = views
        self._known = known
        below = known.vocabulary.subclasses
        self._model = frozenset().union(*(below(class_) for class_ in t.MODEL_CLASSES))

    def refuse_model(self, node: str) -> None:
        """TooFarError for a node of the ontology, or of the model that all cases speak in."""
        if node in self._known.subjects:
            raise TooFarError
        for view in self._views:
            for predicate, value in view.about(node):
                if predicate in t.MODEL_PREDICATES or _is_of_ontology(predicate, value):
                    raise TooFarError
                if predicate == t.TYPE and value in self._model:
                    raise TooFarError

    def of_statement(self, subject: str, predicate: str, value: str) -> None:
        """Add what one changed statement reaches by itself."""
        if value in self._known.delicate:
            raise TooFarError
        if predicate in _SEEN_FROM_OBJECT:
            self._add([value])
        if predicate == t.CITES:
            self._refuse_reported(subject)
        if predicate == t.DEFINITION:
            self._add(self._both(lambda view: view.pointing(t.DEFINITION, value)))
        if predicate == t.OF_STUDY:
            self.reach.counted.add(value)
            self.reach.labelled[value].add(subject)

    def of_subject(self, subject: str, predicates: set[str]) -> None:
        """Add what the changed statements about one node reach together."""
        self.refuse_model(subject)
        self._add([subject])
        known = [bool(view.about(subject)) for view in self._views]
        if predicates & _SEEN_FROM_AFAR or not all(known):
            self._add(self._both(lambda view: view.incoming(subject)))
        if t.APPLIES_MODEL_OF in predicates:
            self._refuse_relied_on(subject, frozenset())
        elif t.REPORTED_IN in predicates:
            self._refuse_relied_on(subject, self.own)
        for wanted, find in (
            (_OF_A_SOURCE, self._around_source),
            (_OF_AN_ITEM, self._around_item),
            (_OF_PARTIES, self._around_case),
            ({t.IN_SECTOR}, self._users),
            ({t.UNIT_OF}, self._resources_of_units),
        ):
            if predicates & wanted:
                for view in self._views:
                    self._add(find(view, subject))
        if predicates & {*_COUNTED, t.LABEL}:
            for study in self._both(lambda view: iter(view.values(subject, t.OF_STUDY))):
                self._add([study])
                self.reach.labelled[study].add(subject)
                if predicates & _COUNTED:
                    self.reach.counted.add(study)

    def _add(self, nodes: Iterable[str]) -> None:
        for node in nodes:
            self.reach.nodes.add(node)
            if len(self.reach.nodes) > _MOST:
                raise TooFarError

    def _both(self, find: Callable[[View], Iterator[str]]) -> Iterator[str]:
        for view in self._views:
            yield from find(view)

    def _refuse_relied_on(self, study: str, looked_at: frozenset[str]) -> None:
        """TooFarError where others already rely on what a study says of itself."""
        before, _ = self._views
        if any(node not in looked_at for node in before.incoming(study)):
            raise TooFarError

    def _refuse_reported(self, publication: str) -> None:
        before, _ = self._views
        if next(before.pointing(t.REPORTED_IN, publication), None) is not None:
            raise TooFarError

    def _around_source(self, view: View, source: str) -> Iterator[str]:
        """Items with its code, sources of its code, and cases of its organization and study."""
        studies = view.values(source, t.OF_STUDY)
        for item in view.pointing(t.CITES_SOURCE, source):
            yield from view.values(item, t.IN_CASE)
        found = [
            (predicate, value)
            for wanted, seen in _SOURCE_SEEN
            for value in view.values(source, wanted)
            for predicate in seen
        ]
        for predicate, value in found:
            for node in view.pointing(predicate, value):
                if any(view.holds(node, t.OF_STUDY, study) for study in studies):
                    yield node

    def _around_item(self, view: View, item: str) -> Iterator[str]:
        """Its case, and items at the same place."""
        yield from view.values(item, t.IN_CASE)
        places = view.values(item, t.LOCATED_IN)
        for predicate in (t.IN_CASE, t.ABOUT):
            for whom in view.values(item, predicate):
                for either in (t.IN_CASE, t.ABOUT) if places else ():
                    for other in view.pointing(either, whom):
                        if any(view.holds(other, t.LOCATED_IN, place) for place in places):
                            yield other

    def _around_case(self, view: View, case: str) -> Iterator[str]:
        """Cases of the same parties."""
        providers = view.values(case, t.HAS_PROVIDER)
        for user in view.values(case, t.HAS_USER):
            for other in view.pointing(t.HAS_USER, user):
                if any(view.holds(other, t.HAS_PROVIDER, one) for one in providers):
                    yield other

    def _users(self, view: View, organization: str) -> Iterator[str]:
        return view.pointing(t.HAS_USER, organization)

    def _resources_of_units(self, view: View, organization: str) -> Iterator[str]:
        """Resources of the cases of an organization and of all units below it."""
        units = [organization]
        for unit in units:
            units.extend(one for one in view.pointing(t.UNIT_OF, unit) if one not in units)
            for side in (t.HAS_PROVIDER, t.HAS_USER):
                for case in view.pointing(side, unit):
                    yield from view.pointing(t.USED_IN, case)


# What a source says, and what in the same study looks at that.
_SOURCE_SEEN = (
    (t.SOURCE_CODE, (t.CITED_CODE, t.SOURCE_CODE)),
    (t.FROM_ORGANIZATION, (t.HAS_PROVIDER, t.HAS_USER)),
)


def _is_of_ontology(predicate: str, value: str) -> bool:
    """Whether a statement is one in which ontologies are written, which reaches anywhere."""
    if predicate == t.TYPE:
        return value.startswith(_OF_THE_ONTOLOGY)
    return predicate.startswith(_OF_THE_ONTOLOGY) and predicate not in _SAID_OF_DATA
