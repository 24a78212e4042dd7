"""Work shared out among forked processes, where there is enough of it and more than one core."""

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from typing import Any, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")

_begun: dict[str, Callable[[Any], Any]] = {}


def cores() -> int:
    """How many processes can work at once; 1 where forking is not safe."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else 1


def shared_out(
    work: Callable[[Task], Result],
    tasks: Sequence[Task],
    processes: int,
    begin: Callable[[], None] = lambda: None,
) -> Iterator[Result]:
    """Do each task in one of the processes, each of which begins with `begin`; any order.

    With one process, and for what fails in another, it is done here, where its error is raised.
    """
    if processes <= 1 or len(tasks) <= 1:
        yield from map(work, tasks)
        return
    _begun["work"] = work
    executor = ProcessPoolExecutor(
        min(processes, len(tasks)), multiprocessing.get_context("fork"), _begin, (begin,)
    )
    try:
        asked = {executor.submit(_do, task): task for task in tasks}
        for done in as_completed(asked):
            yield work(asked[done]) if done.exception() else done.result()
    finally:
        executor.shutdown(cancel_futures=True)
        _begun.clear()


def _begin(begin: Callable[[], None]) -> None:
    # The one who forked it is interrupted too, and ends it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    begin()


def _do(task: object) -> Any:
    return _begun["work"](task)
