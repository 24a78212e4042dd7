"""Where a publication disagrees with itself: what is marked, at which thing."""

from collections.abc import Mapping, Sequence

from cocreation.model import QuerySpec, Text
from cocreation.services.records import Asking, text
from cocreation.store.base import Store

MARKED = "audit/list-discrepancies"
Marks = Mapping[str, tuple[Text, ...]]


def read_marks(store: Store, queries: Sequence[QuerySpec]) -> Marks:
    """Read what every mark explains, by the IRI of the thing that it stands at."""
    notes: dict[str, dict[str, Text]] = {}
    for row in Asking(store, queries).records(MARKED):
        notes.setdefault(row["subject"], {})[row["discrepancy"]] = text(row, "note")
    return {subject: tuple(found.values()) for subject, found in notes.items()}
