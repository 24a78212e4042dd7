"""A graph that is in no store, written in the format that is asked for."""

from cocreation.services import json_ld
from cocreation.services.json_ld import Terms
from cocreation.store.base import JSON_LD, Answer
from cocreation.store.terms import convert


def as_data(triples: bytes, media_type: str, terms: Terms | None = None, thing: str = "") -> Answer:
    """Write N-Triples in one of GRAPH_TYPES.

    JSON-LD says its terms by their names in `terms`, where they are given and there are no more
    than MOST_BYTES of it, and tells of `thing` first.
    """
    if media_type == JSON_LD and terms is not None and len(triples) <= json_ld.MOST_BYTES:
        return Answer(JSON_LD, json_ld.write(triples, terms, thing), "construct")
    return Answer(media_type, convert(triples, media_type), "construct")
