"""Changes that may clear what SHACL's own components find, from what the shape itself asks for."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from cocreation.likeness import language_of, nearest
from cocreation.model import Term
from cocreation.namespaces import CST, SH
from cocreation.services.mending.changes import TYPE, Change, exchanged, iri
from cocreation.services.mending.fitting import MOST, alike_classes, classes_of, fitting, meant
from cocreation.services.mending.literals import as_datatype, same_letters
from cocreation.services.mending.world import Fault

Rule = Callable[[Fault], Iterable[Change]]
_LANGUAGES = ("en", "zh")


def missing(fault: Fault) -> Iterator[Change]:
    """Too few values: one that fits; or, of texts, the language tag that they lack."""
    if fault.asked("languageIn"):
        yield from tagged(fault)
    known = [*fault.asked("in"), *fault.asked("hasValue")]
    for value in (known or fitting(fault, fault.path, fault.classes()))[:MOST]:
        yield Change(add=(fault.triple(value),))


def too_many(fault: Fault) -> Iterator[Change]:
    """Too many values: all but one are taken out, or all where there may be none."""
    values = fault.values()
    if [most.value for most in fault.asked("maxCount")] == ["0"]:
        yield Change(remove=tuple(fault.triple(value) for value in values))
    else:
        yield from _keeping_one(fault, values)


def _keeping_one(fault: Fault, values: list[Term]) -> Iterator[Change]:
    for kept in values:
        yield Change(remove=tuple(fault.triple(value) for value in values if value != kept))


def wrong_class(fault: Fault) -> Iterator[Change]:
    """A value of another kind: under the property it belongs to, or the thing that was meant."""
    if fault.finding.suggestion:
        yield exchanged(fault.focus, fault.path, fault.value, iri(fault.finding.suggestion))
    yield from _under_sibling(fault)
    things = [*meant(fault, fault.value, fault.classes())]
    things += [one for one in fitting(fault, fault.path, fault.classes()) if one not in things]
    for thing in things[:MOST]:
        yield exchanged(fault.focus, fault.path, fault.value, thing)
    if len(fault.values()) > 1:
        yield Change(remove=(fault.triple(fault.value),))


def _under_sibling(fault: Fault) -> Iterator[Change]:
    world, value = fault.world, fault.value
    for shape in fault.siblings():
        path = next(iter(world.shapes.iris(shape, SH + "path")), fault.path)
        classes = classes_of(world, shape)
        if path == fault.path or not world.is_a(value.value, classes):
            continue
        removed, added = fault.triple(value), fault.triple(value, path)
        others = [v for v in fault.values(path) if world.is_a(v.value, fault.classes())]
        for other in others:
            yield Change((removed, fault.triple(other, path)), (added, fault.triple(other)))
        yield Change((removed,), (added,))


def wrong_datatype(fault: Fault) -> Iterator[Change]:
    """The same value, written as the datatype asked for."""
    for datatype in fault.asked("datatype"):
        value = as_datatype(fault.value, datatype.value)
        if value is not None:
            yield exchanged(fault.focus, fault.path, fault.value, value)
        if len(fault.values()) > 1:
            yield Change(remove=(fault.triple(fault.value),))


def wrong_kind(fault: Fault) -> Iterator[Change]:
    """A name or an address written as text, where the thing itself has to be pointed at."""
    if fault.value.kind != "literal":
        return
    wanted = [one.value for one in fault.asked("nodeKind")]
    if wanted == [SH + "IRI"] and fault.value.value.startswith(("http://", "https://")):
        yield exchanged(fault.focus, fault.path, fault.value, iri(fault.value.value))


def malformed(fault: Fault) -> Iterator[Change]:
    """A code in another form: the same letters written as asked; a blank one goes if others stay.

    What is in a language has words, which are no parts of a code.
    """
    patterns = [pattern.value for pattern in fault.asked("pattern")]
    for text in same_letters(fault.value.value, patterns) if not fault.value.language else ():
        value = Term("literal", text, datatype=fault.value.datatype)
        yield exchanged(fault.focus, fault.path, fault.value, value)
    if not fault.value.value.strip() and len(fault.values()) > 1:
        yield Change(remove=(fault.triple(fault.value),))


def tagged(fault: Fault) -> Iterator[Change]:
    """Each text with the tag of the language that its script shows, where tags are not as asked."""
    wrong = [v for v in fault.values() if v.kind == "literal" and v.language not in _LANGUAGES]
    right = {v: Term("literal", v.value, _tag(v)) for v in wrong}
    taken = [v.language for v in fault.values() if v not in right]
    languages = [*taken, *(v.language for v in right.values())]
    if right and len(set(languages)) == len(languages):
        yield Change(
            tuple(fault.triple(v) for v in right), tuple(fault.triple(v) for v in right.values())
        )
    if len(fault.values()) > len(_LANGUAGES):
        for value in wrong:
            yield Change(remove=(fault.triple(value),))


def _tag(value: Term) -> str:
    language = (value.language or "").partition("-")[0]
    return language if language in _LANGUAGES else language_of(value.value)


def same_language(fault: Fault) -> Iterator[Change]:
    """Two texts in one language: the other tag for one in the other script, or one is kept."""
    by_language: dict[str, list[Term]] = defaultdict(list)
    for value in fault.values():
        by_language[value.language or ""].append(value)
    for language, values in by_language.items():
        for value in values if len(values) > 1 else ():
            other = language_of(value.value)
            if other != language and other not in by_language:
                yield exchanged(fault.focus, fault.path, value, Term("literal", value.value, other))
    for values in by_language.values():
        if len(values) > 1:
            yield from _keeping_one(fault, values)


def shared(fault: Fault) -> Iterator[Change]:
    """One value under two properties that exclude each other: it stays under either."""
    for other in fault.asked("disjoint"):
        yield Change(remove=(fault.triple(fault.value, other.value),))
        yield Change(remove=(fault.triple(fault.value),))


def different(fault: Fault) -> Iterator[Change]:
    """Two properties that have to agree: the values of one are made those of the other."""
    for other in fault.asked("equals"):
        yield _made_equal(fault, fault.path, other.value)
        yield _made_equal(fault, other.value, fault.path)


def _made_equal(fault: Fault, path: str, like: str) -> Change:
    ours, theirs = fault.values(path), fault.values(like)
    return Change(
        tuple(fault.triple(value, path) for value in ours if value not in theirs),
        tuple(fault.triple(value, path) for value in theirs if value not in ours),
    )


def not_among(fault: Fault) -> Iterator[Change]:
    """Not one of the values allowed: the nearest of them, or none where another is there."""
    allowed = fault.asked("in")
    likely = nearest([fault.value.value], allowed, lambda term: [term.value], MOST)
    for value in [*likely, *(one for one in allowed if one not in likely)][:MOST]:
        yield exchanged(fault.focus, fault.path, fault.value, value)
    yield Change(remove=(fault.triple(fault.value),))


def unknown(fault: Fault) -> Iterator[Change]:
    """A property that is not known here: the one that was meant, or without it."""
    removed = fault.triple(fault.value)
    if fault.finding.suggestion:
        yield Change((removed,), (fault.triple(fault.value, fault.finding.suggestion),))
    yield Change(remove=(removed,))


def excluded(fault: Fault) -> Iterator[Change]:
    """What may not be: a class that was misspelt, a class too many, a text's tag, or a value."""
    if fault.path == TYPE.value and fault.finding.suggestion:
        yield exchanged(fault.focus, fault.path, fault.value, iri(fault.finding.suggestion))
    if fault.alternatives("not", "class"):
        yield from _keeping_one(fault.at(TYPE.value), fault.values(TYPE.value))
    if fault.asked("languageIn"):
        yield from tagged(fault)
    elif fault.path:
        yield Change(remove=(fault.triple(fault.value),))


def classless(fault: Fault) -> Iterator[Change]:
    """A node of no known class: the class of others that are named alike."""
    alike = alike_classes(fault)
    if len(alike) == 1:
        yield Change(add=(fault.triple(iri(alike[0]), TYPE.value),))


def alternatives(fault: Fault) -> Iterator[Change]:
    """One of several has to hold: kinds that exclude each other, or properties that do."""
    kind = "xone" if fault.asked("xone") else "or"
    if fault.path:
        yield from wrong_class(fault)
    elif fault.alternatives(kind, "class"):
        yield from _one_kind(fault, fault.alternatives(kind, "class"))
    else:
        yield from _one_property(fault, kind)


def _one_kind(fault: Fault, kinds: list[str]) -> Iterator[Change]:
    """One of the classes is kept; where there is none, one that what is said of the node tells."""
    vocabulary, types = fault.world.vocabulary, fault.world.types(fault.focus)
    yield from _keeping_one(fault.at(TYPE.value), [iri(one) for one in types])
    used = {triple.predicate.value for triple in fault.world.data.about(fault.focus)}
    telling = [
        kind
        for kind in kinds
        if any(frozenset([kind]) in vocabulary.domains.get(property_, ()) for property_ in used)
    ]
    alike = [class_ for class_ in alike_classes(fault) if class_ in kinds]
    if not fault.world.is_a(fault.focus, kinds):
        for kind in dict.fromkeys([*telling, *(alike if len(alike) == 1 else ())]):
            yield Change(add=(fault.triple(iri(kind), TYPE.value),))


def _one_property(fault: Fault, kind: str) -> Iterator[Change]:
    shapes = fault.world.shapes
    properties = fault.alternatives(kind, "property")
    asked = [path for one in properties for path in shapes.iris(one, SH + "path")]
    given = [path for path in dict.fromkeys(asked) if fault.values(path)]
    if kind == "xone" and len(given) > 1:
        for kept in given:
            others = [path for path in given if path != kept]
            yield Change(remove=tuple(fault.triple(v, p) for p in others for v in fault.values(p)))
    if not given and CST + "inCase" in asked:
        cases = [iri(case) for case in fault.world.cases[:MOST]]
        for case in cases or fitting(fault, CST + "inCase", [CST + "Case"]):
            yield Change(add=(fault.triple(case, CST + "inCase"),))


RULES: dict[str, Rule] = {
    "MinCount": missing,
    "MaxCount": too_many,
    "Class": wrong_class,
    "Datatype": wrong_datatype,
    "NodeKind": wrong_kind,
    "Pattern": malformed,
    "LanguageIn": tagged,
    "UniqueLang": same_language,
    "Disjoint": shared,
    "Equals": different,
    "In": not_among,
    "Closed": unknown,
    "Not": excluded,
    "Xone": alternatives,
    "Or": alternatives,
    "QualifiedMinCount": classless,
}
