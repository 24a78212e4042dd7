"""When what a graph says was last changed, as far as the data tell it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from cocreation.namespaces import GRAPH
from cocreation.services.browsing import cells
from cocreation.services.history import last_times
from cocreation.store.base import Store

_DATA = GRAPH + "data/"
# Only the project's own files say when they were changed; a submitted case may say anything.
_MODIFIED = """
PREFIX dcat: <http://www.w3.org/ns/dcat#>
PREFIX dcterms: <http://purl.org/dc/terms/>
SELECT ?modified
WHERE {
  GRAPH ?graph { ?dataset a dcat:Dataset ; dcterms:modified ?modified }
  FILTER(STRSTARTS(STR(?graph), STR(<graph/data/>)))
}
ORDER BY DESC(?modified)
"""


@dataclass(frozen=True, slots=True)
class LastChanges:
    """The time of the last change of the project's files, and of each graph of a submitted case."""

    files: datetime | None
    submitted: Mapping[str, datetime]

    def of(self, graph: str) -> datetime | None:
        """When what is asserted in a graph was last changed, in UTC; None where that is not told.

        What the files say is taken to be as old as the dataset says that it is.
        """
        return self.files if graph.startswith(_DATA) else self.submitted.get(graph)


def read_last_changes(store: Store) -> LastChanges:
    """Read when the dataset says that it was modified, and when each case was submitted."""
    days = (_time(row["modified"]) for row in cells(store.select(_MODIFIED)))
    times = {case.graph: _time(last) for case, last in last_times(store).items()}
    return LastChanges(
        next((day for day in days if day), None),
        {graph: time for graph, time in times.items() if time},
    )


def _time(told: str) -> datetime | None:
    """A day or a time in UTC; None where it is written otherwise."""
    try:
        time = datetime.fromisoformat(told)
    except ValueError:
        return None
    return time.astimezone(UTC) if time.tzinfo else time.replace(tzinfo=UTC)
