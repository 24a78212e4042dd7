"""Submitted cases: checked, reasoned over, and kept with their history in one transaction."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path, PurePath

from cocreation.errors import SubmissionError
from cocreation.model import FileGraph, Text
from cocreation.services.cases import CaseName
from cocreation.services.check_report import CheckReport
from cocreation.services.history import Deed, read_history, write_history
from cocreation.services.inferring import CaseInference
from cocreation.services.inspection.one_file import Inspection, inspect_file
from cocreation.services.joined import Joined
from cocreation.services.ownership import (
    find_case,
    refuse_other_links,
    refuse_published,
    take_own,
)
from cocreation.services.standing import (
    find_revision,
    refuse_others,
    refuse_unexpected,
    refuse_violations,
    refuse_withdrawn,
    store_folder,
    unknown_case,
)
from cocreation.settings import Settings
from cocreation.store import embedded, revisions
from cocreation.store.snapshot import Snapshot
from cocreation.store.tokens import Holder

Inspect = Callable[[bytes, str, Joined], Inspection]

_PATIENCE_SECONDS = 30.0
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Kept:
    """A case that is kept: the deed that it is as, what was found, and whether that is new."""

    case: CaseName
    deed: Deed
    report: CheckReport
    changed: bool


class Submissions:
    """The submitted cases of a store; every method that changes them is one transaction.

    What it changed is durable when it returns, and in the next query. `expected` is the tag of the
    state that the case must still have, empty where it must not have been submitted; None: any.
    Cases are their submitter's: others' are changed by an editor. Safe to share between threads.
    """

    def __init__(self, settings: Settings, inspect: Inspect = inspect_file) -> None:
        """`inspect` reads and checks a file, within the graph given or what is published."""
        self._settings = settings
        self._inspect = inspect
        self._inference: CaseInference | None = None

    def submit(
        self,
        data: bytes,
        file: str,
        by: Holder,
        *,
        case: CaseName | None = None,
        expected: str | None = None,
    ) -> Kept:
        """Keep the case in a file as a new revision, unless it says what is kept already.

        `case` is the one that it has to be, if any. SourceError where the file cannot be read,
        SubmissionError where it is not one case that speaks of its own, InvalidDataError with the
        report where it violates a shape, ForbiddenError where the case is another's or published,
        ConflictError where it is not as expected.
        """

        def revise(stored: Snapshot, digest: str) -> tuple[CaseName, FileGraph, CheckReport, Deed]:
            graph, report = self._read(data, file, stored)
            name = find_case(graph, self._within(stored, digest).ontology)
            if case is not None and name != case:
                raise _other_case(name, case)
            name_of_file = PurePath(file).name[:_LONGEST_NAME]
            deed = Deed(0, "revised", by.name, _now(), file=name_of_file, digest=graph.digest)
            return name, graph, report, deed

        return self._keep(revise, by, expected)

    def restore(
        self, case: CaseName, number: int, by: Holder, *, expected: str | None = None
    ) -> Kept:
        """Bring a revision back as a new one, checked as if it were submitted now.

        UnknownNameError where there is no such revision; others as `submit` has them.
        """

        def revise(stored: Snapshot, _: str) -> tuple[CaseName, FileGraph, CheckReport, Deed]:
            old = find_revision(case, number, read_history(stored, case))
            data = revisions.read(self._directory(), old.content)
            file = f"{case.slug}-revision-{number}.nt"
            graph, report = self._read(data, file, stored)
            return case, graph, report, Deed(0, "restored", by.name, _now(), restored=number)

        return self._keep(revise, by, expected)

    def withdraw(self, case: CaseName, by: Holder, *, expected: str | None = None) -> Deed:
        """Take a case out of the graph; its history stays.

        UnknownNameError where it was never submitted, WithdrawnError where it is withdrawn already,
        ForbiddenError and ConflictError as in `submit`.
        """
        made: list[Deed] = []

        def decide(stored: Snapshot, _: str) -> Sequence[FileGraph]:
            deeds = read_history(stored, case)
            if not deeds:
                refuse_published(case, stored)
                raise unknown_case(case)
            refuse_withdrawn(case, deeds)
            refuse_others(case, by, stored)
            refuse_unexpected(case, deeds, expected)
            made.append(Deed(len(deeds) + 1, "withdrawn", by.name, _now()))
            gone = [FileGraph(name, Path(), b"", "") for name in (case.graph, case.inferred)]
            return [*gone, write_history(case, [*deeds, *made])]

        embedded.change(self._directory(), decide, patience=_PATIENCE_SECONDS)
        return made[0]

    def _keep(
        self,
        revise: Callable[[Snapshot, str], tuple[CaseName, FileGraph, CheckReport, Deed]],
        by: Holder,
        expected: str | None,
    ) -> Kept:
        made: list[Kept] = []

        def decide(stored: Snapshot, digest: str) -> Sequence[FileGraph]:
            case, graph, report, deed = revise(stored, digest)
            refuse_published(case, stored)
            refuse_others(case, by, stored)
            deeds = read_history(stored, case)
            own = take_own(graph, case, stored)
            if deeds and deeds[-1].content == own.digest:
                made.append(Kept(case, deeds[-1], report, changed=False))
                return ()
            refuse_unexpected(case, deeds, expected)
            refuse_violations(report)
            content = revisions.keep(self._directory(), own.triples)
            deed = replace(deed, number=len(deeds) + 1, content=content)
            if not deeds:
                deed = replace(deed, kind="submitted")
            made.append(Kept(case, deed, report, changed=True))
            inferred = self._within(stored, digest).infer(own, stored)
            return [own, inferred, write_history(case, [*deeds, deed])]

        embedded.change(self._directory(), decide, patience=_PATIENCE_SECONDS)
        return made[0]

    def _read(self, data: bytes, file: str, stored: Snapshot) -> tuple[FileGraph, CheckReport]:
        joined = Joined(stored.lookups(), self._settings.project)
        inspected = self._inspect(data, file, joined)
        digest = sha256(data).hexdigest()
        graph = FileGraph(f"urn:sha256:{digest}", Path(file), inspected.triples, digest)
        refuse_other_links(graph)
        return graph, inspected.report

    def _within(self, stored: Snapshot, digest: str) -> CaseInference:
        """What the last build has published, read once."""
        if self._inference is None or self._inference.digest != digest:
            self._inference = CaseInference(stored, self._directory(), digest)
        return self._inference

    def _directory(self) -> Path:
        return store_folder(self._settings)


def _other_case(name: CaseName, case: CaseName) -> SubmissionError:
    return SubmissionError(
        Text(
            en=f"The file describes the case {name}, not {case}; send it to the address of that.",
            zh=f"文件描述的是案例 {name}，而非 {case}；请发送到该案例的地址。",
        ),
        {"nodes": [name.iri]},
    )


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
