"""What things are called: an IRI with its label in both languages, and labels for many IRIs."""

from collections.abc import Iterable
from dataclasses import dataclass

from cocreation.model import Language, Term, Text
from cocreation.namespaces import compact
from cocreation.services.browsing import cells
from cocreation.services.external_names import EXTERNAL_NAMES
from cocreation.services.results import Cell, told
from cocreation.sources import is_iri
from cocreation.store.base import Store
from cocreation.store.terms import values_of

MOST_LABELLED = 3_000
_LABELS = """
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?thing ?label_zh ?label_en
WHERE {
  %s
  OPTIONAL { ?thing rdfs:label ?label_zh FILTER(LANG(?label_zh) = "zh") }
  OPTIONAL { ?thing rdfs:label ?label_en FILTER(LANG(?label_en) = "en") }
}
ORDER BY ?thing ?label_zh ?label_en
"""


@dataclass(frozen=True, slots=True)
class Named:
    """A thing by its IRI; `label` is empty in a language in which it has none."""

    iri: str
    label: Text

    def cell(self, language: Language) -> Cell:
        """Its name for a reader: in the other language where this has none, else its short IRI."""
        shown = told(self.label, language)
        return Cell(shown.text or compact(self.iri), shown.language, iri=self.iri)


def all_labels(store: Store, iris: Iterable[str]) -> dict[str, Text]:
    """What the IRIs are called, however many there are; those without a label are left out."""
    every = sorted(set(iris))
    found: dict[str, Text] = {}
    for start in range(0, len(every), MOST_LABELLED):
        found |= labels(store, every[start : start + MOST_LABELLED])
    return found


def labels(store: Store, iris: Iterable[str]) -> dict[str, Text]:
    """What the first `MOST_LABELLED` of the IRIs are called; those without a label are left out."""
    asked = [iri for iri in dict.fromkeys(iris) if is_iri(iri)][:MOST_LABELLED]
    if not asked:
        return {}
    values = values_of("thing", (Term("iri", iri) for iri in asked))
    found = {iri: EXTERNAL_NAMES[iri] for iri in asked if iri in EXTERNAL_NAMES}
    for row in cells(store.select(_LABELS % values)):
        label = Text(en=row.get("label_en", ""), zh=row.get("label_zh", ""))
        if label.en or label.zh:
            found[row["thing"]] = label
    return found
