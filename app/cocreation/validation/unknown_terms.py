"""What the generated shapes find, put into words: which term, and which one was probably meant."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache, partial

from cocreation.likeness import likely, slug
from cocreation.model import Finding, Text
from cocreation.namespaces import SH, compact
from cocreation.validation.closed_shapes import UNKNOWN_CLASS, UNKNOWN_PROPERTY, terms_shape
from cocreation.validation.names import Names, tidy
from cocreation.validation.vocabulary import Usage, Vocabulary, is_own

_BONUS = 0.05


def explain(
    findings: Iterable[Finding], vocabulary: Vocabulary, usage: Usage, names: Names
) -> Iterator[Finding]:
    """The findings, those of generated shapes worded and each fault told once."""
    words = _Words(vocabulary, usage, names)
    classes = {terms_shape(class_): class_ for class_ in vocabulary.leaves()}
    all_findings = list(findings)
    told = {(f.focus, f.path, f.value) for f in all_findings if f.shape in classes}
    for finding in all_findings:
        if finding.shape in classes:
            yield words.property(finding, classes[finding.shape])
        elif finding.shape == UNKNOWN_CLASS:
            yield from words.class_of(finding)
        elif finding.shape != UNKNOWN_PROPERTY:
            yield finding
        elif (finding.focus, finding.path, finding.value) not in told:
            yield words.property(finding, None)


def nearest(term: str, candidates: Iterable[str], preferred: Iterable[str] = ()) -> str | None:
    """The candidate whose local name is most like the term's; None where none is like it."""
    better = frozenset(preferred)
    rated = likely([slug(term)], candidates, lambda one: [slug(one)])
    best = max(((rate + _BONUS * (one in better), one) for rate, one in rated), default=(0.0, None))
    return best[1]


class _Words:
    """The wording of faults against one vocabulary."""

    def __init__(self, vocabulary: Vocabulary, usage: Usage, names: Names) -> None:
        self._vocabulary = vocabulary
        self._names = names
        self._usage = usage
        # Not around methods of its own: it would be kept, and the store that it names things by.
        self._nearest_property = cache(partial(_nearest_property, vocabulary))
        self._nearest_class = cache(partial(_nearest_class, vocabulary))

    def property(self, finding: Finding, class_: str | None) -> Finding:
        """A property that is unknown, or known but not for the class."""
        term = finding.path or ""
        if class_ and term in self._vocabulary.domains:
            return replace(finding, message=self._misplaced(term, class_))
        suggestion = self._nearest_property(term, class_)
        return replace(finding, message=self._unknown(term, suggestion), suggestion=suggestion)

    def class_of(self, finding: Finding) -> Iterator[Finding]:
        """A class that is unknown, or a node without a known one where that is not the reason."""
        if finding.component == SH + "NotConstraintComponent" and finding.value:
            term = finding.value.value
            suggestion = self._nearest_class(term)
            yield replace(finding, message=self._unknown(term, suggestion), suggestion=suggestion)
        elif not any(map(is_own, self._usage.types.get(finding.focus, ()))):
            yield replace(finding, message=self._names.in_words(_CLASSLESS))

    def _misplaced(self, term: str, class_: str) -> Text:
        domains = self._vocabulary.domains[term]
        owners = [self._names.of(owner) for owner in sorted({o for d in domains for o in d})]
        en, zh = ", ".join(o.en for o in owners), "、".join(o.zh for o in owners)
        here, name = self._names.of(class_), self._names.of(term)
        return Text(
            en=f"{name.en} belongs to {en}, not to {here.en}: remove it here, or correct the kind.",
            zh=f"{name.zh}属于{zh}，不属于{here.zh}：请从此处删去，或改正其种类。",
        )

    def _unknown(self, term: str, suggestion: str | None) -> Text:
        name = compact(term)
        if suggestion is None:
            return Text(
                en=f"The ontology has no term {name}: use one of its terms, or remove it.",
                zh=f"本体中没有术语 {name}：请改用已有的术语，或删去。",
            )
        meant = self._names.with_short(suggestion)
        return Text(
            en=f"The ontology has no term {name}: did you mean {meant.en}? Correct or remove it.",
            zh=tidy(f"本体中没有术语 {name}：是否想写 {meant.zh}？请改正或删去。"),
        )


def _nearest_property(vocabulary: Vocabulary, term: str, class_: str | None) -> str | None:
    known = vocabulary.properties()
    allowed = [p for p in known if class_ and vocabulary.allows(class_, p)]
    return nearest(term, known, allowed)


def _nearest_class(vocabulary: Vocabulary, term: str) -> str | None:
    return nearest(term, vocabulary.classes())


_CLASSLESS = Text(
    en="This thing is described, but nothing says of which known kind it is: say so with rdf:type.",
    zh="此事物有描述，但没有说明属于哪个已知的种类：请用 rdf:type 说明。",
)
