"""One synthetic study: as many parts, sources, items and discrepancies as the real one has."""

from collections import defaultdict
from collections.abc import Sequence
from random import Random

from benchmarks.synthetic import organizations
from benchmarks.synthetic.blocks import Blocks, Words, both, node
from benchmarks.synthetic.evidence import Writer
from benchmarks.synthetic.organizations import Party
from benchmarks.synthetic.places import Marking, Places
from benchmarks.synthetic.profile import Case, Item, Made, Profile
from benchmarks.synthetic.wording import name

_PREFIX = "synthetic"
_YEAR = "2025"


class Study:
    """The study with a number, from 0; the same number and seed give the same files."""

    def __init__(self, profile: Profile, number: int, cases: int, seed: int) -> None:
        self.slug = f"{_PREFIX}-{number + 1:04}"
        self._profile, self._number, self._seed = profile, number, seed
        self._random = random = Random(f"{seed} {number}")
        self._files: dict[str, Blocks] = defaultdict(Blocks)
        self._by_stages: dict[frozenset[str], list[Item]] = defaultdict(list)
        for item in (item for case in profile.cases for item in case.items):
            self._by_stages[item.stages].append(item)
        self._cases = random.choices(profile.cases, k=cases)
        self._places = Places(profile)
        self._marking = Marking(profile, self.slug, random)
        self._providers = [
            organizations.provider(one, self._name(place), place)
            for place, one in enumerate(random.choices(profile.providers, k=len(profile.providers)))
        ]
        self._users = [self._user(place, case) for place, case in enumerate(self._cases)]
        parties = [*self._providers, *self._users]
        self._evidence = Writer(profile, self.slug, random, self._places, self._marking, parties)

    def files(self) -> dict[str, str]:
        """The text of each file, by its path in the folder `data`."""
        self._write_organizations()
        for place, case in enumerate(self._cases):
            self._write_case(place, case)
        self._write_general()
        self._write_parts()
        self._write_study()
        return {f"{self.slug}/{path}.ttl": file.text() for path, file in self._files.items()}

    def _name(self, place: int) -> Words:
        """The name of the party at a place in the study; no party elsewhere has it."""
        parties = len(self._profile.providers) + len(self._profile.cases)
        return name(self._number * parties + place, self._seed)

    def _provider(self, place: int) -> Party:
        return self._providers[place % len(self._providers)]

    def _user(self, place: int, case: Case) -> Party:
        named = self._name(len(self._profile.providers) + place)
        return organizations.user(case.user, named, self._provider(place), place)

    def _write_organizations(self) -> None:
        inventory = self._places.whole(self._profile.inventory_part)
        sides = [*self._providers, *self._users]
        for party, other in zip(sides, [*sides[1:], sides[0]], strict=True):
            organizations.write_organization(self._files["organizations"], party)
            organizations.write_sources(
                self._files["sources"], party, other, inventory, self._marking, self._profile.kinds
            )

    def _write_case(self, place: int, case: Case) -> None:
        provider, user = self._provider(place), self._users[place]
        slug = f"{provider.slug}-{user.slug}"
        file = self._files[f"cases/{slug}"]
        iri = node("case", self.slug, slug)
        label = Words(f"{provider.name.en} – {user.name.en}", f"{provider.name.zh}-{user.name.zh}")
        file.describe(iri, "vcc:Partnership", label, cst_ofStudy=node("study", self.slug))
        file.add(iri, "cst:ordinal", str(place + 1))
        file.add(iri, "cst:acknowledgesGap", *case.gaps)
        file.add(iri, "vcc:hasProvider", provider.iri)
        file.add(iri, "vcc:hasUser", user.iri)
        items = [
            self._evidence.write(
                file, self._random.choice(self._by_stages[item.stages]), (provider, user), iri
            )
            for item in case.items
        ]
        for derived in case.sectors:
            sector = self._random.choice(self._profile.sectors)
            file.add(user.iri, "vcc:inSector", sector)
            file.add(sector, "prov:wasDerivedFrom", *self._some(items, derived))
        for number, made in enumerate(case.made if items else (), 1):
            self._write_made(file, iri, made, (provider, user), f"{user.slug}-{number}", items)

    def _write_made(
        self,
        file: Blocks,
        case: str,
        made: Made,
        sides: tuple[Party, Party],
        slug: str,
        items: Sequence[str],
    ) -> None:
        provider, user = sides
        owner = user if made.of_user else provider
        words = self._profile.vocabulary.phrase(self._random, made.label)
        english = words.en[0].upper() + words.en[1:]
        if made.kind == "vcc:Solution":
            iri, label = node("solution", self.slug, slug), Words(english, words.zh)
            file.add(iri, "vcc:coCreatedIn", case)
        else:
            iri = node("resource", self.slug, slug)
            label = Words(f"{english} ({owner.name.en})", f"{words.zh}（{owner.name.zh}）")
            file.add(iri, "vcc:usedIn", case)
            file.add(iri, "vcc:contributedBy", owner.iri)
        file.describe(iri, made.kind, label)
        file.add(iri, "prov:wasDerivedFrom", *self._some(items, made.items))
        if made.note:
            note = self._profile.vocabulary.sentence(self._random, made.note)
            file.add(iri, "skos:editorialNote", *both(note))

    def _some(self, items: Sequence[str], number: int) -> list[str]:
        """As many as wanted, as far as there are so many, and one at least."""
        return self._random.sample(items, min(len(items), max(1, number)))

    def _write_general(self) -> None:
        file = self._files["evidence"]
        for item in self._random.choices(self._profile.general, k=len(self._profile.general)):
            providers, users = item.about or (1, 0)
            about = [*self._some_of(self._providers, providers), *self._some_of(self._users, users)]
            self._evidence.write(file, item, about)

    def _some_of(self, parties: Sequence[Party], number: int) -> list[Party]:
        return self._random.sample(parties, min(len(parties), number))

    def _write_parts(self) -> None:
        for part in self._profile.parts:
            iri = node("part", self.slug, part.name)
            file = self._files["study"]
            file.describe(iri, "cst:DocumentPart", part.label)
            file.add(iri, "cst:ofStudy", node("study", self.slug))
            file.add(iri, "cst:partOf", node("publication", self.slug))
            file.add(iri, "dcterms:title", *(both(part.title) if part.title else ()))
            for mark in part.marks:
                place = self._places.next(part.name, in_sentence=True)
                self._marking.mark(self._files["discrepancies"], iri, place, mark, 0)

    def _write_study(self) -> None:
        file, number = self._files["study"], self._number + 1
        study, publication = node("study", self.slug), node("publication", self.slug)
        file.describe(study, "cst:Study", Words(f"Synthetic study {number}", f"合成研究{number}"))
        file.add(study, "cst:appliesModelOf", node("study", self._profile.slug))
        file.add(study, "cst:reportedIn", publication)
        totals = node("part", self.slug, self._profile.totals_part)
        file.add(study, "cst:statesTotalsIn", totals)
        for predicate, total in self._totals().items():
            file.add(study, predicate, str(total + self._profile.offsets.get(predicate, 0)))
        label = Words(f"Synthetic publication {number}", f"合成论文{number}")
        file.describe(publication, "fabio:JournalArticle", label)
        file.add(publication, "dcterms:title", *both(label))
        file.add(publication, "fabio:hasPublicationYear", f'"{_YEAR}"')
        file.add(publication, "cito:cites", *self._profile.references)
        teams = Words(f"The authors of synthetic study {number}", f"合成研究{number}的作者")
        file.describe(node("coding-team", self.slug, "authors"), "cst:CodingTeam", teams)

    def _totals(self) -> dict[str, int]:
        """What the study states: the true numbers of what is in it."""
        sources = [s for party in self._evidence.parties for s in party.profile.sources]
        minutes = [int(source.minutes) for source in sources if source.minutes]
        return {
            "cst:statedCaseCount": len(self._cases),
            "cst:statedInterviewCount": len(minutes),
            "cst:statedInterviewMinutes": sum(minutes),
        }
