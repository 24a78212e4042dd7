"""Where Java is, and the process in which it judges."""

import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from threading import Timer
from types import TracebackType
from typing import Any

from cocreation.errors import ReasonerError
from cocreation.model import Text

_SECONDS = 60.0
_LIBRARIES = (
    "lib/server/libjvm.so",
    "lib/server/libjvm.dylib",
    "bin/server/jvm.dll",
    "jre/lib/amd64/server/libjvm.so",
)


@dataclass(frozen=True, slots=True)
class Java:
    """A Java runtime: the `java` command and the library that holds its machine."""

    command: Path
    library: Path


def find_java(search_path: str | None = None) -> Java | None:
    """Find the Java runtime of the first `java` on the search path (PATH, if none is given)."""
    command = shutil.which("java", path=search_path)
    if command is None:
        return None
    home = Path(command).resolve().parent.parent
    library = next((home / place for place in _LIBRARIES if (home / place).is_file()), None)
    return Java(Path(command), library) if library else None


class Referee:
    """A Java machine in a process of its own that judges graphs; a context manager.

    Starting takes a second, so keep one for several graphs. A graph that takes longer than
    `seconds` ends the process and raises ReasonerError.
    """

    def __init__(self, java: Java, seconds: float = _SECONDS) -> None:
        self._seconds = seconds
        module = "cocreation.reasoning.jvm"
        self._process = subprocess.Popen(
            [sys.executable, "-m", module, str(_hermit_jar()), str(java.library)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )

    def __enter__(self) -> "Referee":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.kill()
        self._process.communicate()

    def judge(self, ntriples: bytes, relations: Sequence[str] = ()) -> dict[str, Any]:
        """Judge a graph; `jvm.Workshop.judgement` tells what the reply holds."""
        requests, replies = self._process.stdin, self._process.stdout
        if requests is None or replies is None:
            raise _failure()
        request = {"ntriples": ntriples.decode(), "relations": list(relations)}
        timer = Timer(self._seconds, self._process.kill)
        timer.start()
        try:
            requests.write(json.dumps(request).encode() + b"\n")
            requests.flush()
            line = replies.readline()
        except BrokenPipeError:
            line = b""
        finally:
            timer.cancel()
        if not line:
            raise _failure()
        reply: dict[str, Any] = json.loads(line)
        return reply


def _hermit_jar() -> Path:
    """Return the jar that owlready2 ships; looked up without importing owlready2."""
    found = find_spec("owlready2")
    if found is None or found.origin is None:
        raise _failure()
    return Path(found.origin).parent / "hermit" / "HermiT.jar"


def _failure() -> ReasonerError:
    return ReasonerError(
        Text(
            en="The reasoner's Java process ended before it answered: run it again, and check "
            "that `java -version` works and that a gigabyte of memory is free.",
            zh="推理机的 Java 进程未作答即已结束：请重试，"
            "并确认 `java -version` 可用、有 1 GB 空闲内存。",
        )
    )
