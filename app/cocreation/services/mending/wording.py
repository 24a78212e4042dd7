"""What a change does, in a sentence that names things as people call them."""

from cocreation.model import Term, Text, Triple
from cocreation.namespaces import XSD, compact
from cocreation.services.mending.changes import Change
from cocreation.services.mending.world import World

_LONGEST = 60
_KINDS = {
    "en": Text(en="English", zh="英文"),
    "zh": Text(en="Chinese", zh="中文"),
    "string": Text(en="text without a language", zh="不带语言标记的文本"),
    "integer": Text(en="a whole number", zh="整数"),
    "boolean": Text(en="true or false", zh="真假值"),
    "gYearMonth": Text(en="a month", zh="年月"),
}


def worded(world: World, focus: str, change: Change) -> Text:
    """One sentence for the change, which is seen from the finding's focus."""
    if _is_drop(world, change):
        return _dropped(world, change)
    parts = _pair_up(change)
    said = [_part(world, focus, old, new) for old, new in parts]
    return Text(en="; ".join(text.en for text in said), zh="；".join(text.zh for text in said))


def _is_drop(world: World, change: Change) -> bool:
    """Whether the change takes a thing out with all that is said of it."""
    return any(
        len(change.remove) > 1 and set(world.own.about(node)) <= set(change.remove)
        for node in {t.subject.value for t in change.remove}
    )


def _dropped(world: World, change: Change) -> Text:
    removed = set(change.remove)
    gone = next(
        node
        for node in dict.fromkeys(t.subject.value for t in change.remove)
        if set(world.own.about(node)) <= removed
    )
    kept = _kept_instead(gone, change)
    name = _told_apart(world, gone)
    if kept is None:
        return Text(
            en=f"Remove {name.en} with all that is said of it", zh=f"删去{name.zh}及其全部描述"
        )
    other = _told_apart(world, kept)
    return Text(
        en=f"Use {other.en} in place of {name.en}, whose description is removed",
        zh=f"用{other.zh}代替{name.zh}，并删去后者的描述",
    )


def _kept_instead(gone: str, change: Change) -> str | None:
    """What those statements now point at that pointed at the thing taken out."""
    pointed = {(t.subject, t.predicate) for t in change.remove if t.object.value == gone}
    instead = [t.object.value for t in change.add if (t.subject, t.predicate) in pointed]
    return next(iter([*instead, *(t.subject.value for t in change.add)]), None)


def _pair_up(change: Change) -> list[tuple[Triple | None, Triple | None]]:
    """Statements that one takes the place of the other, then those that only go or only come."""
    left = list(change.remove)
    pairs: list[tuple[Triple | None, Triple | None]] = []
    for new in change.add:
        same = [
            o
            for o in left
            if o.subject == new.subject and (o.predicate == new.predicate or o.object == new.object)
        ]
        if same:
            left.remove(same[0])
        pairs.append((same[0] if same else None, new))
    return pairs + [(old, None) for old in left]


def _part(world: World, focus: str, old: Triple | None, new: Triple | None) -> Text:
    told = new or old
    if told is None:
        return Text(en="", zh="")
    of = _of(world, focus, told.subject)
    path, value = _quoted(world.property_name(told.predicate.value)), _said(world, told.object)
    if new is None:
        return Text(
            en=f"Remove {path.en}: {value.en}{of.en}", zh=f"{of.zh}删去{path.zh}：{value.zh}"
        )
    if old is None:
        return Text(en=f"Add {path.en}: {value.en}{of.en}", zh=f"{of.zh}补上{path.zh}：{value.zh}")
    if old.predicate != new.predicate:
        before = _quoted(world.property_name(old.predicate.value))
        return Text(
            en=f"Say {path.en} instead of {before.en} of {value.en}{of.en}",
            zh=f"{of.zh}把{value.zh}的{before.zh}改为{path.zh}",
        )
    if old.object.value == new.object.value:
        kind = _kind(new.object)
        return Text(
            en=f"Write {path.en} {value.en} as {kind.en}{of.en}",
            zh=f"{of.zh}把{path.zh}{value.zh}写成{kind.zh}",
        )
    before = _said(world, old.object)
    return Text(
        en=f"Change {path.en} from {before.en} to {value.en}{of.en}",
        zh=f"{of.zh}把{path.zh}由{before.zh}改为{value.zh}",
    )


def _kind(term: Term) -> Text:
    """What a value is, where its text alone does not tell."""
    if term.kind == "iri":
        return Text(en="a pointer to the thing itself", zh="指向该事物的链接")
    key = (term.language or term.datatype or XSD + "string").removeprefix(XSD)
    return _KINDS.get(key, Text(en=key, zh=key))


def _of(world: World, focus: str, subject: Term) -> Text:
    """Whose statement it is, where it is not the focus's."""
    if subject.value == focus:
        return Text(en="", zh="")
    name = _quoted(world.name(subject.value))
    return Text(en=f", in {name.en}", zh=f"在{name.zh}中")


def _said(world: World, term: Term) -> Text:
    if term.kind == "iri":
        return _quoted(world.name(term.value))
    text = " ".join(term.value.split())
    short = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
    return Text(en=f"“{short}”", zh=f"“{short}”")


def _told_apart(world: World, node: str) -> Text:
    """A thing by its label and its short name: two that are one often share the label."""
    name, short = world.name(node), compact(node)
    return Text(en=f"“{name.en}” ({short})", zh=f"“{name.zh}”（{short}）")


def _quoted(name: Text) -> Text:
    return Text(en=f"“{name.en}”", zh=f"“{name.zh}”")
