"""What stands in the way of a deed: whose a case is, what state it is in, what it violates."""

import json
from collections.abc import Sequence
from pathlib import Path

from cocreation.errors import (
    ConflictError,
    ForbiddenError,
    InvalidDataError,
    NotOfferedError,
    UnknownNameError,
    WithdrawnError,
)
from cocreation.model import Text
from cocreation.namespaces import HISTORY
from cocreation.services.cases import CaseName, read_name
from cocreation.services.check_report import CheckReport
from cocreation.services.findings_text import as_json, as_text
from cocreation.services.history import Deed, is_public, read_history, revised_by
from cocreation.settings import Settings
from cocreation.store.snapshot import Snapshot
from cocreation.store.tokens import Holder


def store_folder(settings: Settings) -> Path:
    """Give the folder of a store that cases can be submitted to; NotOfferedError for a server."""
    if isinstance(settings.store, Path):
        return settings.store
    raise NotOfferedError(
        Text(
            en="Cases and links are not kept on a SPARQL server yet; use a store in a folder "
            f"instead of {settings.store}.",
            zh="暂不支持把案例或链接提交到 SPARQL 服务器；请改用目录中的存储，"
            f"而非 {settings.store}。",
        )
    )


def refuse_withdrawn(case: CaseName, deeds: Sequence[Deed]) -> None:
    """WithdrawnError where the last deed has taken the case back."""
    if deeds and not deeds[-1].content:
        raise WithdrawnError(
            Text(
                en=f"The case {case} was withdrawn on {deeds[-1].at[:10]} by {deeds[-1].by}; "
                "its history tells what it was.",
                zh=f"案例 {case} 已于 {deeds[-1].at[:10]} 由 {deeds[-1].by} 撤回；经过见其历史。",
            ),
            {"case": str(case), "history": history_document(deeds)},
        )


def refuse_closed(case: CaseName, deed: Deed, deeds: Sequence[Deed]) -> None:
    """WithdrawnError for a revision that everybody may not see any more."""
    if not is_public(deed, deeds):
        raise WithdrawnError(
            Text(
                en=f"Revision {deed.number} of the case {case} was withdrawn; whoever submitted "
                "it, and an editor, can read it with their token.",
                zh=f"案例 {case} 的第 {deed.number} 次修订已撤回；提交者和编辑可凭令牌查看。",
            ),
            {"case": str(case), "history": history_document(deeds)},
        )


def history_document(deeds: Sequence[Deed]) -> list[dict[str, object]]:
    """A history for a program, the first deed first."""
    return [
        {
            "revision": deed.number,
            "deed": deed.kind,
            "by": deed.by,
            "at": deed.at,
            "file": deed.file or None,
            "digest": deed.digest or None,
            "revision_of": revised_by(deed, deeds),
            "restored": deed.restored,
            "public": bool(deed.content) and is_public(deed, deeds),
            "etag": f'"{deed.tag}"',
        }
        for deed in deeds
    ]


def unknown_case(case: CaseName) -> UnknownNameError:
    """Name the fault of asking for a case that was never submitted."""
    return UnknownNameError(
        Text(
            en=f"No case {case} was submitted; `cocreation history` lists those that were.",
            zh=f"没有提交过案例 {case}；`cocreation history` 列出已提交的案例。",
        )
    )


def find_revision(case: CaseName, number: int, deeds: Sequence[Deed]) -> Deed:
    """Find a revision that can be brought back; UnknownNameError where there is none."""
    if not deeds:
        raise unknown_case(case)
    found = next((deed for deed in deeds if deed.number == number and deed.content), None)
    if found:
        return found
    known = ", ".join(str(deed.number) for deed in deeds if deed.content)
    raise UnknownNameError(
        Text(
            en=f"The case {case} has no revision {number}; choose one of {known}.",
            zh=f"案例 {case} 没有第 {number} 次修订；可选 {known}。",
        )
    )


def owner(case: CaseName, stored: Snapshot) -> str | None:
    """Whose the case's study is: the first who submitted to it; None where nobody did."""
    of_study = f"{HISTORY}{case.study}/"
    names = (read_name(name) for name in stored.graphs() if name.startswith(of_study))
    first = sorted((deed.at, deed.by) for name in names for deed in read_history(stored, name)[:1])
    return first[0][1] if first else None


def refuse_others(case: CaseName, by: Holder, stored: Snapshot) -> None:
    """ForbiddenError where the case's study is another's."""
    whose = None if by.editor else owner(case, stored)
    if whose not in (None, by.name):
        raise ForbiddenError(
            Text(
                en=f"The study {case.study} is {whose}'s, so {by.name} cannot change it; "
                "use that token, or give your case a study of its own.",
                zh=f"研究 {case.study} 属于 {whose}，{by.name} 不能改动；"
                "请使用其令牌，或为案例另设研究。",
            )
        )


def refuse_unexpected(case: CaseName, deeds: Sequence[Deed], expected: str | None) -> None:
    """ConflictError where the case has not the tag that was expected; None: any will do."""
    now = deeds[-1].tag if deeds else ""
    if expected in (None, now):
        return
    if not expected:
        raise ConflictError(
            Text(
                en=f"The case {case} was submitted already; to revise it, look at what is there "
                "and send yours again with its ETag as If-Match.",
                zh=f"案例 {case} 已经提交过；如需修订，请先查看现有内容，再以其 ETag 作为 If-Match "
                "重新提交。",
            ),
            {"etag": f'"{now}"'},
        )
    if not deeds:
        raise ConflictError(
            Text(
                en=f"The case {case} was never submitted, so it has no such revision; "
                "send it without If-Match.",
                zh=f"案例 {case} 从未提交过，没有这一修订；请去掉 If-Match 后重新提交。",
            )
        )
    raise ConflictError(
        Text(
            en=f"The case {case} was changed by somebody else meanwhile; look at what is there now "
            "and send yours again.",
            zh=f"案例 {case} 期间已被他人改动；请查看现有内容后重新提交。",
        ),
        {"etag": f'"{now}"'},
    )


def refuse_violations(report: CheckReport) -> None:
    """InvalidDataError with the report where something violates a shape."""
    if report.conforms:
        return
    count = report.count("violation")
    places = "1 place" if count == 1 else f"{count} places"
    raise InvalidDataError(
        Text(
            en=f"The case violates the shapes in {places}, so it was not kept; "
            "mend it and submit it again.",
            zh=f"案例有 {count} 处违反形状，未予保存；请修正后重新提交。",
        ),
        {"findings": count, "report": json.loads(as_json(report))},
        report=Text(en=as_text(report, "en"), zh=as_text(report, "zh")),
    )
