"""The studies of the graph, and what the parts of their reports are called."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cocreation.errors import UnknownNameError
from cocreation.likeness import nearest_names
from cocreation.model import QuerySpec, Text
from cocreation.namespaces import ID
from cocreation.services.labelling import Named
from cocreation.services.records import Asking, Record, known, named, text
from cocreation.store.base import Store

LIST, PARTS = "dataset/list-studies", "dataset/title-parts"
_STUDY = ID + "study/"


@dataclass(frozen=True, slots=True)
class Study:
    """A study with the title of its publication, and what it has of its own.

    `model` is the study whose model it applies.
    """

    thing: Named
    title: Text
    model: Named | None
    cases: int
    constructs: int
    items: int

    @property
    def slug(self) -> str:
        """What it is called in addresses and on the command line."""
        return self.thing.iri.removeprefix(_STUDY)


def read_studies(store: Store, queries: Sequence[QuerySpec]) -> tuple[Study, ...]:
    """Every study, that with most cases first."""
    rows = {row["study"]: row for row in reversed(Asking(store, queries).records(LIST))}
    return tuple(map(_study, reversed(rows.values())))


def find_study(studies: Sequence[Study], slug: str) -> Study:
    """The study of that name, the first where the name is empty; UnknownNameError."""
    found = next((one for one in studies if slug in ("", one.slug)), None)
    if found:
        return found
    slugs = [one.slug for one in studies]
    near = nearest_names(slug, slugs) or slugs
    listed = ", ".join(near)
    raise UnknownNameError(
        Text(
            en=f"The graph has no study “{slug}”" + (f"; choose {listed}." if listed else "."),
            zh=f"图谱中没有研究“{slug}”" + (f"；可选 {listed}。" if listed else "。"),
        ),
        {"nearest": near},
    )


def titles_of_parts(store: Store, queries: Sequence[QuerySpec], study: str) -> Mapping[str, Text]:
    """The number and the title of each titled part of a study's report.

    By its last segment, such as `table-1`, and by the name under which the graph rebuilds it.
    """
    rows = [row for row in Asking(store, queries).records(PARTS, study=study) if _titled(row)]
    titles = {row["part"].rpartition("/")[2]: _title(row) for row in rows}
    return titles | {row["identifier"]: _title(row) for row in rows if "identifier" in row}


def _study(row: Record) -> Study:
    counts = (int(row[name]) for name in ("cases", "constructs", "items"))
    return Study(known(row, "study"), text(row, "publicationTitle"), named(row, "model"), *counts)


def _titled(row: Record) -> bool:
    return "partTitle_en" in row and "partTitle_zh" in row


def _title(row: Record) -> Text:
    label, title = text(row, "partLabel"), text(row, "partTitle")
    return Text(en=f"{label.en}. {title.en}", zh=f"{label.zh} {title.zh}")
