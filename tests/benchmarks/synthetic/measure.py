"""What the real study's graph is like, counted in the graph itself; nothing is typed in."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from benchmarks.synthetic.blocks import Words
from benchmarks.synthetic.profile import (
    Case,
    Item,
    Made,
    Mark,
    Organization,
    Part,
    Profile,
    Source,
)
from benchmarks.synthetic.wording import Length, Vocabulary
from cocreation.namespaces import CST, ID, PREFIXES, VCC, compact

CLAIMS = ("cst:supports", "cst:disputes", "cst:corroborates", "cst:contradicts")


def measure(root: Path) -> Profile:
    """Measure the one study in the data of the project at `root`."""
    return _Measuring(root).profile()


def token(iri: str) -> str:
    """An IRI as a token of Turtle."""
    return f"<id/{iri.removeprefix(ID)}>" if iri.startswith(ID) else compact(iri)


class _Graph:
    """The ontology and the data, by subject and predicate (a compact name)."""

    def __init__(self, root: Path) -> None:
        self._said: dict[str, dict[str, list[ox.Literal | ox.NamedNode]]] = defaultdict(dict)
        self._by_object: dict[tuple[str, str], list[str]] = defaultdict(list)
        for folder in ("ontology", "data"):
            for path in sorted((root / folder).rglob("*.ttl")):
                for quad in ox.parse(path=path):
                    self._read(quad)

    def values(self, subject: str, name: str) -> list[str]:
        """What is said, in a stable order."""
        return sorted(one.value for one in self._said[subject].get(_iri(name), ()))

    def one(self, subject: str, name: str) -> str | None:
        """What is said once, or None."""
        return next(iter(self.values(subject, name)), None)

    def words(self, subject: str, name: str) -> Words | None:
        """A text in both languages, or None."""
        found = {one.language: one.value for one in self._said[subject].get(_iri(name), ())}
        return Words(found["en"], found["zh"]) if {"en", "zh"} <= found.keys() else None

    def length(self, subject: str, name: str) -> Length:
        """How long a text is in both languages."""
        words = self.words(subject, name) or Words("", "")
        return Length(len(words.en), len(words.zh))

    def subjects(self, name: str, value: str) -> list[str]:
        """Of whom something is said, in a stable order."""
        return sorted(self._by_object[_iri(name), value])

    def all_words(self, name: str) -> Iterator[Words]:
        """Every text of a predicate."""
        for subject in sorted(self._said):
            if words := self.words(subject, name):
                yield words

    def _read(self, quad: ox.Quad) -> None:
        if isinstance(quad.object, ox.NamedNode | ox.Literal):
            subject, predicate = str(quad.subject).strip("<>"), quad.predicate.value
            self._said[subject].setdefault(predicate, []).append(quad.object)
            self._by_object[predicate, quad.object.value].append(subject)


def _iri(name: str) -> str:
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local


class _Measuring:
    """Reads one thing after another out of the graph."""

    def __init__(self, root: Path) -> None:
        self._graph = _Graph(root)
        (self._study,) = self._of_class(CST + "Study")
        self._slug = self._study.rpartition("/")[2]
        self._users = set(self._of_class(VCC + "CloudUser"))

    def profile(self) -> Profile:
        """Everything."""
        graph = self._graph
        items = self._of_class(CST + "EvidenceItem")
        listed = [s for s in graph.subjects("cst:ofStudy", self._study) if self._code(s)]
        publication = graph.one(self._study, "cst:reportedIn") or ""
        return Profile(
            slug=self._slug,
            cases=tuple(self._case(case) for case in self._of_class(VCC + "Partnership")),
            providers=tuple(map(self._organization, self._of_class(VCC + "PlatformCloudProvider"))),
            general=tuple(self._item(i) for i in items if not graph.one(i, "cst:inCase")),
            parts=tuple(map(self._part, self._of_class(CST + "DocumentPart"))),
            references=tuple(map(token, graph.values(publication, "cito:cites"))),
            sectors=tuple(self._sectors()),
            kinds={token(k): w for s in listed if (k := self._kind(s)) and (w := self._name(k))},
            offsets=self._offsets(),
            totals_part=_local(graph.one(self._study, "cst:statesTotalsIn")),
            inventory_part=Counter(
                _local(graph.one(s, "cst:locatedIn")) for s in listed
            ).most_common(1)[0][0],
            sentences=max(int(graph.one(i, "cst:sentenceOrdinal") or 0) for i in items),
            vocabulary=self._vocabulary(),
        )

    def _of_class(self, iri: str) -> list[str]:
        return self._graph.subjects("rdf:type", iri)

    def _code(self, source: str) -> str | None:
        return self._graph.one(source, "cst:sourceCode")

    def _vocabulary(self) -> Vocabulary:
        """The words of the summaries, without the names of organizations."""
        names = [w.zh for one in self._organizations() if (w := self._name(one))]
        longest = sorted(names, key=len, reverse=True)
        named = re.compile("|".join(map(re.escape, longest)))
        summaries = list(self._graph.all_words("cst:summary"))
        return Vocabulary([w.en for w in summaries], [named.sub(" ", w.zh) for w in summaries])

    def _organizations(self) -> list[str]:
        classes = (
            VCC + "CloudUser",
            VCC + "PlatformCloudProvider",
            PREFIXES["org"] + "Organization",
        )
        return [one for iri in classes for one in self._of_class(iri)]

    def _kind(self, subject: str) -> str:
        (kind,) = self._graph.values(subject, "rdf:type")
        return kind

    def _name(self, iri: str) -> Words | None:
        return self._graph.words(iri, "rdfs:label")

    def _case(self, case: str) -> Case:
        graph = self._graph
        user = graph.one(case, "vcc:hasUser") or ""
        items = set(graph.subjects("cst:inCase", case))
        made = graph.subjects("vcc:usedIn", case) + graph.subjects("vcc:coCreatedIn", case)
        sectors = graph.values(user, "vcc:inSector")
        return Case(
            user=self._organization(user),
            items=tuple(self._item(item) for item in sorted(items)),
            made=tuple(self._made(one) for one in made),
            gaps=tuple(map(token, graph.values(case, "cst:acknowledgesGap"))),
            sectors=tuple(
                len(items & set(graph.values(sector, "prov:wasDerivedFrom"))) for sector in sectors
            ),
        )

    def _sectors(self) -> Iterator[str]:
        """Each sector as often as a user is in it."""
        for user in sorted(self._users):
            yield from map(token, self._graph.values(user, "vcc:inSector"))

    def _organization(self, organization: str) -> Organization:
        sources = self._graph.subjects("cst:fromOrganization", organization)
        return Organization(
            sources=tuple(self._source(source) for source in sources),
            has_parent=bool(self._graph.values(organization, "org:unitOf")),
        )

    def _source(self, source: str) -> Source:
        graph = self._graph
        roles = [graph.words(i, "cst:role") for i in graph.values(source, "cst:hasInformant")]
        return Source(
            kind=token(self._kind(source)),
            digits=_final_digits(self._code(source)) or "1",
            items=graph.one(source, "cst:itemCount"),
            minutes=graph.one(source, "cst:durationMinutes"),
            roles=tuple(role for role in roles if role),
            marks=self._marks(source),
        )

    def _item(self, item: str) -> Item:
        graph = self._graph
        claims = [(name, target) for name in CLAIMS for target in graph.values(item, name)]
        supported = graph.values(item, "cst:supports")
        code, source = graph.one(item, "cst:citedCode"), graph.one(item, "cst:citesSource")
        about = graph.values(item, "cst:about")
        users = len(self._users & set(about))
        return Item(
            part=_local(graph.one(item, "cst:locatedIn")),
            in_sentence=bool(graph.one(item, "cst:sentenceOrdinal")),
            claims=tuple((name, token(target)) for name, target in claims),
            stages=frozenset(s for one in supported for s in self._stages(one)),
            about=(len(about) - users, users) if about else None,
            digits=_final_digits(code),
            of_user="_" in (code or ""),
            source=token(self._kind(source)) if source else None,
            team=token(graph.one(item, "prov:wasAttributedTo") or ""),
            marks=self._marks(item),
            summary=graph.length(item, "cst:summary"),
        )

    def _stages(self, construct: str) -> list[str]:
        """The stage that a construct is at; a construct below none has none."""
        return self._graph.values(construct, "vcc:atStage")

    def _made(self, made: str) -> Made:
        graph = self._graph
        label = graph.words(made, "rdfs:label") or Words("", "")
        plain = Words(re.sub(r" \(.*", "", label.en), re.sub("（.*", "", label.zh))
        noted = graph.words(made, "skos:editorialNote")
        return Made(
            kind=token(self._kind(made)),
            of_user=bool(self._users & set(graph.values(made, "vcc:contributedBy"))),
            items=len(graph.values(made, "prov:wasDerivedFrom")),
            label=Length(len(plain.en), len(plain.zh)),
            note=graph.length(made, "skos:editorialNote") if noted else None,
        )

    def _part(self, part: str) -> Part:
        label = self._name(part)
        assert label, f"{part} has a name"
        return Part(
            _local(part), label, self._graph.words(part, "dcterms:title"), self._marks(part)
        )

    def _marks(self, holder: str) -> tuple[Mark, ...]:
        graph = self._graph
        return tuple(
            Mark(
                kind=graph.one(mark, "cst:kind") or "",
                label=graph.length(mark, "rdfs:label"),
                note=graph.length(mark, "skos:note"),
            )
            for mark in graph.values(holder, "cst:hasDiscrepancy")
        )

    def _offsets(self) -> dict[str, int]:
        graph, offsets = self._graph, {}
        for mark in graph.values(self._study, "cst:hasDiscrepancy"):
            stated = graph.one(mark, "cst:statedValue")
            for name in ("cst:statedInterviewCount", "cst:statedInterviewMinutes"):
                if graph.one(self._study, name) == stated:
                    expected = graph.one(mark, "cst:observedValue")
                    offsets[name] = int(stated or 0) - int(expected or 0)
        return offsets


def _local(iri: str | None) -> str:
    return (iri or "").rpartition("/")[2]


def _final_digits(code: str | None) -> str | None:
    found = re.search("[0-9]+$", code or "")
    return found[0] if found else None
