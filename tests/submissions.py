"""Cases to submit to the small project, and whoever submits them."""

from cocreation.namespaces import ID, PREFIXES
from cocreation.store.tokens import Holder

ANN, BOB, EDITOR = (
    Holder(name, "2026-01-01", editor=name == "editor") for name in ("ann", "bob", "editor")
)
_HEADER = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
CASE = f"{ID}case/new/one"


def turtle(label: str = "New one", case: str = CASE, more: str = "") -> bytes:
    """A case that the small project's shapes find nothing in, and what is said beside it."""
    text = (
        f'{_HEADER}@base <{ID}> .\n<{case}> a vcc:Partnership ; rdfs:label "{label}"@en .\n{more}'
    )
    return text.encode()


UNLABELLED = f"{_HEADER}<{CASE}> a vcc:Partnership .\n".encode()
