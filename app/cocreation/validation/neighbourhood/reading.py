"""All that the shapes look at from one node, and no more where one statement decides."""

from collections.abc import Collection, Iterable, Iterator
from itertools import zip_longest

from cocreation.validation.neighbourhood import terms as t
from cocreation.validation.neighbourhood.view import View
from cocreation.validation.vocabulary import Vocabulary

Statement = tuple[str, str, str]


class Reading:
    """Collects the statements around nodes.

    Around a node that is read, each shape that is for it finds what it finds in the whole graph.
    Other nodes are there in part only, so that what is found on them means nothing.
    """

    def __init__(self, view: View, vocabulary: Vocabulary) -> None:
        self.statements: set[Statement] = set()
        self._view = view
        self._cases = vocabulary.subclasses(t.CASE)
        self._above = vocabulary.superclasses
        self._outlined: set[str] = set()
        self._read: set[str] = set()
        self._decided: set[tuple[str, ...]] = set()

    def read(self, node: str) -> None:
        """Take what decides each finding on the node, but for those that need a whole study."""
        if node in self._read:
            return
        self._read.add(node)
        said = self._view.about(node)
        types = self._types(said)
        for predicate, value in self._described(said, types):
            self.statements.add((node, predicate, value))
            self._outline(value)
        for predicate in t.OBJECT_TARGETS:
            self._witness(self._view.pointing(predicate, node), predicate, node)
        by_predicate = _grouped(said)
        for look in (self._case, self._coded, self._placed, self._defined):
            look(node, by_predicate, types)
        self._claimed(node, types)

    def count(self, study: str) -> None:
        """Take what a study's stated totals are compared with."""
        for node in self._view.pointing(t.OF_STUDY, study):
            said = self._view.about(node)
            types = {value for predicate, value in said if predicate == t.TYPE}
            if types & self._cases or t.INTERVIEW in types:
                wanted = (t.TYPE, t.OF_STUDY, t.DURATION)
                self.statements.update((node, p, o) for p, o in said if p in wanted)

    def compare_labels(self, study: str, nodes: Iterable[str] | None = None) -> None:
        """Take those of a study's nodes whose label another has too, or another of `nodes`."""
        if nodes is None:
            self._compare_all_labels(study)
            return
        for node in nodes:
            if self._view.holds(node, t.OF_STUDY, study):
                for label in self._view.values(node, t.LABEL):
                    for other in self._view.pointing(t.LABEL, label):
                        if other != node and self._view.holds(other, t.OF_STUDY, study):
                            self._take_labelled(node, label)
                            self._take_labelled(other, label)

    def _compare_all_labels(self, study: str) -> None:
        first: dict[str, str] = {}
        for node in self._view.pointing(t.OF_STUDY, study):
            for label in self._view.values(node, t.LABEL):
                other = first.setdefault(label, node)
                if other != node:
                    self._take_labelled(node, label)
                    self._take_labelled(other, label)

    def _take_labelled(self, node: str, label: str) -> None:
        self.statements.add((node, t.LABEL, label))
        self._outline(node)

    def _types(self, said: Iterable[tuple[str, str]]) -> set[str]:
        """The classes that are said, and those above them."""
        types = {value for predicate, value in said if predicate == t.TYPE}
        return types.union(*(self._above.get(type_, ()) for type_ in types))

    def _described(
        self, said: Collection[tuple[str, str]], types: Collection[str]
    ) -> Iterator[tuple[str, str]]:
        """What is said of a node; of the many items that a sector is derived from, one right one.

        Nothing else is asked of them than to be items.
        """
        is_sector = types == {t.SECTOR, *self._above.get(t.SECTOR, ())}
        right = False
        for predicate, value in said:
            if is_sector and predicate == t.DERIVED_FROM and self._is_item(value):
                if right:
                    continue
                right = True
            yield predicate, value

    def _is_item(self, node: str) -> bool:
        return self._view.holds(node, t.TYPE, t.EVIDENCE_ITEM)

    def _outline(self, node: str) -> None:
        """Take what is looked at from afar, of the node and of what that leads to."""
        waiting = [node]
        while waiting:
            one = waiting.pop()
            if one in self._outlined or one.startswith('"'):
                continue
            self._outlined.add(one)
            for predicate, value in self._view.about(one):
                if predicate in t.OUTLINE:
                    self.statements.add((one, predicate, value))
                    if predicate != t.TYPE:
                        waiting.append(value)

    def _witness(self, found: Iterator[str], predicate: str, value: str) -> None:
        for subject in found:
            self.statements.add((subject, predicate, value))
            return

    def _once(self, *key: str) -> bool:
        """Whether this is the first time that the question is put."""
        new = key not in self._decided
        self._decided.add(key)
        return new

    def _case(self, node: str, said: dict[str, list[str]], types: Collection[str]) -> None:
        if not self._cases & set(types) and t.ACKNOWLEDGES_GAP not in said:
            return
        for item in self._view.pointing(t.IN_CASE, node):
            self._outline(item)
        sides = [*said.get(t.HAS_PROVIDER, ()), *said.get(t.HAS_USER, ())]
        for study in said.get(t.OF_STUDY, ()):
            for side in sides:
                if self._once(t.FROM_ORGANIZATION, side, study):
                    self._one_of_study(t.FROM_ORGANIZATION, side, study)
            self._stages(study)
            self._same_parties(study, said)

    def _one_of_study(self, predicate: str, value: str, study: str) -> None:
        for subject in self._view.pointing(predicate, value):
            if self._view.holds(subject, t.OF_STUDY, study):
                self._outline(subject)
                return

    def _stages(self, study: str) -> None:
        """The stages of the models that the study's cases are silent on or not."""
        if self._once(t.STAGE, study):
            models = [study]
            for model in models:
                further = self._view.values(model, t.APPLIES_MODEL_OF)
                models.extend(one for one in further if one not in models)
            for stage in self._view.pointing(t.TYPE, t.STAGE):
                if any(self._view.holds(stage, t.OF_STUDY, model) for model in models):
                    self._outline(stage)

    def _same_parties(self, study: str, said: dict[str, list[str]]) -> None:
        for user in said.get(t.HAS_USER, ()):
            for provider in said.get(t.HAS_PROVIDER, ()):
                for other in self._in_both(t.HAS_USER, user, t.HAS_PROVIDER, provider):
                    if self._view.holds(other, t.OF_STUDY, study):
                        self._outline(other)

    def _in_both(self, predicate: str, value: str, other: str, other_value: str) -> list[str]:
        """The subjects of both statements, at the cost of the one with fewer."""
        view = self._view
        first: list[str] = []
        second: list[str] = []
        pairs = zip_longest(view.pointing(predicate, value), view.pointing(other, other_value))
        for one, two in pairs:
            if one is None:
                return [s for s in first if view.holds(s, other, other_value)]
            first.append(one)
            if two is None:
                return [s for s in second if view.holds(s, predicate, value)]
            second.append(two)
        return [s for s in first if view.holds(s, other, other_value)]

    def _coded(self, _node: str, said: dict[str, list[str]], _types: Collection[str]) -> None:
        """Sources with the code that is cited, or that is the node's own."""
        for study in said.get(t.OF_STUDY, ()):
            for code in said.get(t.CITED_CODE, ()):
                if not any(self._is_listed(s, code, study) for s in said.get(t.CITES_SOURCE, ())):
                    self._sources(code, study)
            for code in said.get(t.SOURCE_CODE, ()):
                self._sources(code, study)

    def _is_listed(self, source: str, code: str, study: str) -> bool:
        holds = self._view.holds
        return holds(source, t.SOURCE_CODE, code) and holds(source, t.OF_STUDY, study)

    def _sources(self, code: str, study: str) -> None:
        if self._once(t.SOURCE_CODE, code, study):
            for source in self._view.pointing(t.SOURCE_CODE, code):
                if self._view.holds(source, t.OF_STUDY, study):
                    self._outline(source)

    def _placed(self, _node: str, said: dict[str, list[str]], _types: Collection[str]) -> None:
        """Items of the same case or about the same organization at the same place."""
        for place in said.get(t.LOCATED_IN, ()):
            for predicate in (t.IN_CASE, t.ABOUT):
                for whom in said.get(predicate, ()):
                    for either in (t.IN_CASE, t.ABOUT):
                        if self._once(t.LOCATED_IN, place, either, whom):
                            for other in self._in_both(either, whom, t.LOCATED_IN, place):
                                self._outline(other)

    def _defined(self, node: str, said: dict[str, list[str]], _types: Collection[str]) -> None:
        for definition in said.get(t.DEFINITION, ()):
            others = (s for s in self._view.pointing(t.DEFINITION, definition) if s != node)
            self._witness(others, t.DEFINITION, definition)

    def _claimed(self, node: str, types: Collection[str]) -> None:
        """One statement of each kind that has to point at a node of the class."""
        for class_, predicates in _POINTED_AT:
            for predicate in predicates if class_ in types else ():
                self._witness(self._view.pointing(predicate, node), predicate, node)


_POINTED_AT = (
    (t.CONCEPT, (t.SUPPORTS, t.DISPUTES)),
    (t.PROPOSITION, (t.CORROBORATES, t.CONTRADICTS)),
    (t.DISCREPANCY, (t.HAS_DISCREPANCY,)),
)


def _grouped(said: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    grouped: dict[str, list[str]] = {}
    for predicate, value in said:
        grouped.setdefault(predicate, []).append(value)
    return grouped
