"""The files of a new study, on the general terms alone, and of a project around them."""

import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from string import Template

from cocreation.errors import ParameterError
from cocreation.model import Text
from cocreation.services.cases import is_slug
from cocreation.turtle import format_turtle

_FILES = ("study", "sources", "constructs", "propositions", "evidence", "references", "cases/case")
# What a project says of itself as a dataset, whatever studies it comes to hold.
_DATASET = "dataset"
# What a project has beside its data; those are no study's.
_COMMON = ("ontology", "shapes", "queries")
_LONGEST_TITLE = 300
_CHINESE = re.compile("[\u3400-\u9fff]")
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"'})


@dataclass(frozen=True, slots=True)
class NewStudy:
    """A study to lay out: its name and that of its first case, and its title."""

    slug: str
    title: Text
    case: str = "first-case"


def lay_out(study: NewStudy, project: Path, common: Path) -> tuple[Path, ...]:
    """Write the files of a study into a project, or into an empty or missing folder to make one.

    Gives where they are. What a project has beside its data comes from that at `common`.
    ParameterError where a name or
    title is none, where the folder is neither, where the study is there already and where nothing
    can be written; in each case nothing is.
    """
    _check(study)
    is_new = _is_to_be_made(project)
    target = project / "data" / study.slug
    if target.exists():
        raise _refused(
            target,
            "is there already and stays as it is; choose another name",
            "已存在，不会改动；请换一个名称",
        )
    texts = {name: _filled(name, study) for name in _FILES}
    described = _filled(_DATASET, study)
    with _beside(project) as made:
        folder = made / "data" / study.slug
        (folder / "cases").mkdir(parents=True)
        for name, text in texts.items():
            path = folder / f"{name.replace('cases/case', f'cases/{study.case}')}.ttl"
            path.write_text(text, encoding="utf-8")
        if is_new:
            (made / "data" / f"{_DATASET}.ttl").write_text(described, encoding="utf-8")
            for name in _COMMON:
                shutil.copytree(common / name, made / name)
            _move({made / name: project / name for name in ("data", *_COMMON)})
        else:
            _move({folder: target})
    return tuple(sorted((project / "data" if is_new else target).rglob("*.ttl")))


def _check(study: NewStudy) -> None:
    for name in (study.slug, study.case):
        if not is_slug(name):
            raise ParameterError(
                Text(
                    en=f"“{name}” is no name for a study or a case; use small letters, digits and "
                    "hyphens, such as wards-2027.",
                    zh=f"“{name}”不能作为研究或案例的名称；"
                    "请只用小写字母、数字和连字符，例如 wards-2027。",
                )
            )
    for title in (study.title.en, study.title.zh):
        shown = " ".join(title.split())[:40]
        is_one_line = title.isprintable() and title == title.strip()
        if not title or not is_one_line or len(title) > _LONGEST_TITLE:
            raise ParameterError(
                Text(
                    en=f"“{shown}” is no title; give one line of at most {_LONGEST_TITLE} "
                    "characters in each language.",
                    zh=f"“{shown}”不能作为标题；请以中英文各写一行，"
                    f"不超过 {_LONGEST_TITLE} 个字符。",
                )
            )
    if _CHINESE.search(study.title.en):
        raise ParameterError(
            Text(
                en=f"The English title “{study.title.en[:40]}” is Chinese; translate it.",
                zh=f"英文标题“{study.title.en[:40]}”含有中文；请翻译成英文。",
            )
        )


def _is_to_be_made(project: Path) -> bool:
    """Whether the folder is to become a project; ParameterError where it neither is nor can."""
    if all((project / name).is_dir() for name in _COMMON):
        return False
    try:
        if not project.exists() or not any(project.iterdir()):
            return True
    except OSError:
        pass
    raise _refused(
        project,
        f"is neither empty nor a project with {', '.join(_COMMON)}; name another folder",
        f"既非空文件夹，也不是含 {'、'.join(_COMMON)} 的项目；请指定其他文件夹",
    )


def _filled(name: str, study: NewStudy) -> str:
    template = files(__package__).joinpath(f"{name}.ttl").read_text(encoding="utf-8")
    titles = {
        f"title_{language}": f'"{title.translate(_ESCAPES)}"@{language}'
        for language, title in (("en", study.title.en), ("zh", study.title.zh))
    }
    text = Template(template).substitute(slug=study.slug, case=study.case, **titles)
    return format_turtle(text, f"{name}.ttl")


@contextmanager
def _beside(project: Path) -> Iterator[Path]:
    """A folder on the same disk to make everything in; it is gone afterwards.

    What cannot be written is a ParameterError, and a folder made for it is taken away again.
    """
    was_there = project.exists()
    try:
        project.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".new-", dir=project) as folder:
            yield Path(folder)
    except OSError as error:
        if not was_there and project.is_dir() and not any(project.iterdir()):
            project.rmdir()
        reason = error.strerror or str(error)
        raise _refused(
            project,
            f"cannot be written (the system says '{reason}'); name another folder",
            f"无法写入（系统报告“{reason}”）；请指定其他文件夹",
        ) from None


def _move(places: dict[Path, Path]) -> None:
    """Move all or none."""
    moved: list[Path] = []
    try:
        for made, there in places.items():
            there.parent.mkdir(exist_ok=True)
            made.rename(there)
            moved.append(there)
    except OSError:
        for there in moved:
            shutil.rmtree(there)
        raise


def _refused(path: Path, en: str, zh: str) -> ParameterError:
    return ParameterError(Text(en=f"{path} {en}.", zh=f"{path} {zh}。"))
