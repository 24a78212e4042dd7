"""Files written as one folder or archive: whole or not at all, and never over another."""

import os
import shutil
import zipfile
from collections.abc import Mapping
from pathlib import Path
from tempfile import mkdtemp

from cocreation.errors import ParameterError
from cocreation.model import Text

_ARCHIVE = ".zip"
# The earliest that an archive can name; the files' own times would make equal data differ.
_TIME = (1980, 1, 1, 0, 0, 0)
_MODE = 0o644 << 16


def pack(files: Mapping[str, bytes], output: Path) -> None:
    """Write files, by their path within, into a new folder, or an archive if it ends in `.zip`.

    Equal files give equal archives. ParameterError where something is there already, or where
    nothing can be written; nothing is left behind then.
    """
    if output.exists():
        raise _is_there(output)
    try:
        # On the same disk, where putting it in place is one step.
        folder = Path(mkdtemp(prefix=f".{output.name}-", dir=output.parent))
    except OSError as error:
        raise _unwritable(output, error) from None
    try:
        made = folder / output.name
        write = _write_archive if output.suffix == _ARCHIVE else _write_folder
        write(files, made)
        _put(made, output)
    except OSError as error:
        raise _unwritable(output, error) from None
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _write_folder(files: Mapping[str, bytes], folder: Path) -> None:
    for path, body in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(body)


def _write_archive(files: Mapping[str, bytes], archive: Path) -> None:
    with zipfile.ZipFile(archive, "x", zipfile.ZIP_DEFLATED) as written:
        for path, body in files.items():
            entry = zipfile.ZipInfo(path, _TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = _MODE
            written.writestr(entry, body)


def _put(made: Path, output: Path) -> None:
    """Give what was made its name, unless somebody else has taken that meanwhile."""
    try:
        if made.is_dir():
            output.mkdir()
            made.rename(output)
            return
        try:
            os.link(made, output)
        except FileExistsError:
            raise
        except OSError:
            # Not every disk has second names for a file.
            made.rename(output)
    except FileExistsError:
        raise _is_there(output) from None


def _is_there(output: Path) -> ParameterError:
    return ParameterError(
        Text(
            en=f"{output} is there already and is not overwritten; name another.",
            zh=f"{output} 已存在，不会覆盖；请另行指定。",
        )
    )


def _unwritable(output: Path, error: OSError) -> ParameterError:
    reason = error.strerror or str(error)
    return ParameterError(
        Text(
            en=f"{output} cannot be written (the system says '{reason}'); name another.",
            zh=f"无法写入 {output}（系统报告“{reason}”）；请另行指定。",
        )
    )
