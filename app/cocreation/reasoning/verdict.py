"""What is known of a graph after it was judged."""

from dataclasses import dataclass

from cocreation.model import Text, Triple


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that keeps a graph from being OWL 2 DL; `kind` is the OWL API's name for it."""

    kind: str
    message: Text


@dataclass(frozen=True, slots=True)
class Axiom:
    """One axiom: `source` in OWL's functional syntax, `words` as a sentence without full stop."""

    source: str
    words: Text


@dataclass(frozen=True, slots=True)
class Verdict:
    """The judgement of one graph.

    - `java`: the version of the Java runtime that judged, None where there is none;
    - `faults`: what is outside OWL 2 DL; without Java only what needs no profile check;
    - `consistent`: None where it could be neither proved nor refuted;
    - `unsatisfiable`: IRIs of the classes that can have no member;
    - `clash`: a smallest set of axioms that cannot all be true together; empty where there is none;
    - `clash_of`: IRI of the class that `clash` leaves without members, None where `clash` makes
      the whole graph inconsistent;
    - `inferred`: types and relations of individuals that follow and are not told;
    - `checked`, `unchecked`: what this verdict covers, and what it does not and why.
    """

    java: str | None
    faults: tuple[Fault, ...]
    consistent: bool | None
    unsatisfiable: tuple[str, ...]
    clash: tuple[Axiom, ...]
    clash_of: str | None
    inferred: tuple[Triple, ...]
    checked: tuple[Text, ...]
    unchecked: tuple[Text, ...]
