"""Which project a store was built of, so that another does not take its place unasked.

A build notes the project's folder beside the store. A project that has moved, or one in another
place that has all that the store holds, goes on with it.
"""

import json
from collections.abc import Collection
from contextlib import closing
from pathlib import Path

from cocreation.errors import StoreError
from cocreation.model import Text
from cocreation.namespaces import GRAPH
from cocreation.services.freshness import write_note
from cocreation.settings import Settings
from cocreation.store.embedded import open_snapshot, stamp

_NOTE = "project.json"
# An upgrade may put the program, and the project in it, into another folder.
_BUNDLED = "bundled"
_DATA = GRAPH + "data/"


def note_project(settings: Settings) -> None:
    """Note beside a store in a folder which project it was built of."""
    if isinstance(settings.store, Path) and _noted(settings.store) != _name(settings):
        write_note(settings.store / _NOTE, json.dumps({"project": _name(settings)}))


def refuse_other_project(settings: Settings, graphs: Collection[str]) -> None:
    """StoreError where a store holds data of another project that this one, of `graphs`, has not.

    A store that does not say what it was built of is anybody's, and so is one on a server.
    """
    if not isinstance(settings.store, Path):
        return
    noted = _noted(settings.store)
    if noted in (None, _name(settings)):
        return
    lost = [name for name in _held(settings.store) if name not in graphs]
    if lost:
        raise _other_project(settings, str(noted), lost)


def _name(settings: Settings) -> str:
    return _BUNDLED if settings.is_bundled else str(settings.project.resolve())


def _noted(store: Path) -> str | None:
    try:
        return str(json.loads((store / _NOTE).read_bytes())["project"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _held(store: Path) -> list[str]:
    """The graphs of data from files that a store has; none where it cannot be read."""
    try:
        if stamp(store) is None:
            return []
        with closing(open_snapshot(store)) as stored:
            return [name for name in sorted(stored.graphs()) if name.startswith(_DATA)]
    except StoreError:
        # A damaged store is set aside by whoever writes the next one.
        return []


def _other_project(settings: Settings, noted: str, lost: Collection[str]) -> StoreError:
    parts = dict.fromkeys(name.removeprefix(_DATA).partition("/")[0] for name in lost)
    data, data_zh = (between.join(f"data/{part}" for part in parts) for between in (", ", "、"))
    theirs = Text(
        en="the project that comes with the program" if noted == _BUNDLED else noted,
        zh="程序自带的项目" if noted == _BUNDLED else f"项目 {noted} ",
    )
    return StoreError(
        Text(
            en=f"The store in {settings.store} was built of {theirs.en} and holds its {data}, "
            f"which {settings.project} has not; name another folder with --store DIR, or have its "
            "content replaced with `cocreation build --replace`.",
            zh=f"{settings.store} 中的存储由{theirs.zh}构建，载有其 {data_zh}，"
            f"而 {settings.project} 中没有；请用 --store 指定其他目录，"
            "或用 `cocreation build --replace` 替换其内容。",
        ),
        {"project": noted, "store": str(settings.store)},
    )
