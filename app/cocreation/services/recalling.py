"""What a revision of a submitted case said, for whoever may see it."""

from contextlib import closing

from cocreation.services.cases import CaseName
from cocreation.services.history import read_history
from cocreation.services.standing import find_revision, owner, refuse_closed, store_folder
from cocreation.settings import Settings
from cocreation.store import revisions
from cocreation.store.embedded import open_snapshot
from cocreation.store.tokens import Holder


def recall(settings: Settings, case: CaseName, number: int, by: Holder | None = None) -> bytes:
    """Give what a revision said as N-Triples.

    WithdrawnError for one that is not public, where `by` is neither whose the study is nor an
    editor; UnknownNameError where there is no such revision, StoreError where it was lost.
    """
    directory = store_folder(settings)
    with closing(open_snapshot(directory)) as stored:
        deeds = read_history(stored, case)
        deed = find_revision(case, number, deeds)
        if by is None or not (by.editor or by.name == owner(case, stored)):
            refuse_closed(case, deed, deeds)
    return revisions.read(directory, deed.content)
