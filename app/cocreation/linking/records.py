"""What a description of the dataset is made of beside its counts."""

from dataclasses import dataclass

from cocreation.model import Term, Text, Triple
from cocreation.namespaces import BASE, expanded


@dataclass(frozen=True, slots=True)
class DatasetRecord:
    """What the graph says of itself as a dataset, and of whoever and whatever that names."""

    iri: str = BASE + "void#dataset"
    statements: tuple[Triple, ...] = ()

    def values(self, name: str, of: str | None = None) -> tuple[Term, ...]:
        """The values of a property, by its short name, of the dataset or of what it names."""
        wanted = Term("iri", of or self.iri), Term("iri", expanded(name))
        return tuple(one.object for one in self.statements if one[:2] == wanted)

    def text(self, name: str, of: str | None = None) -> Text:
        """The value of a property in each language that it is given in, else empty."""
        told = {one.language or "en": one.value for one in self.values(name, of)}
        return Text(en=told.get("en", ""), zh=told.get("zh", ""))


@dataclass(frozen=True, slots=True)
class StudyRecord:
    """A study of the dataset; `start` and `end` are of its fieldwork, None where not reported.

    `is_own` tells that the dataset's own files state it, not a case that somebody submitted.
    """

    iri: str
    label: Text
    publication: str
    title: Text
    doi: str
    cases: int
    items: int
    start: Term | None = None
    end: Term | None = None
    is_own: bool = True


@dataclass(frozen=True, slots=True)
class DumpRecord:
    """A file with the whole dataset: `media_type` is that of what a compressed one holds."""

    name: str
    media_type: str
    is_compressed: bool
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Service:
    """A way to ask the dataset: its address below the server's, and the standard that it keeps."""

    name: str
    path: str
    title: Text
    standard: str


@dataclass(frozen=True, slots=True)
class Access:
    """Where the dataset is to be had: the server's address, its services and dumps."""

    server: str
    services: tuple[Service, ...]
    dumps: tuple[str, ...]

    def at(self, path: str) -> str:
        """The address of a path of the server."""
        return self.server + path
