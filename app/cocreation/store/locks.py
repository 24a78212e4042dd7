"""Who may do what to a store's folder: one server, one writer, any number of readers."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cocreation.errors import StoreError
from cocreation.model import Text

_PAUSE_SECONDS = 0.02


@contextmanager
def claimed(directory: Path) -> Iterator[None]:
    """Be the one server of a store; StoreError where another process serves it already."""
    with _locked(directory, "server.lock", _served(directory)):
        yield


@contextmanager
def writing(directory: Path, *, patience: float = 0.0) -> Iterator[None]:
    """Be the one writer of a store, and say in one way why it cannot be written.

    Whoever else is writing is waited for, up to `patience` seconds. The lock is one of the system,
    so a server and a command beside it take turns.
    """
    with _locked(directory, "writer.lock", _written(directory), patience):
        yield


@contextmanager
def faults_told(directory: Path) -> Iterator[None]:
    """Turn what the system or the engine says while a store is written into a StoreError."""
    try:
        yield
    except (OSError, RuntimeError) as error:
        raise _unwritable(directory, error) from error


@contextmanager
def _locked(directory: Path, name: str, taken: StoreError, patience: float = 0.0) -> Iterator[None]:
    """Hold a lock of the store's folder, which ends with this process at the latest."""
    try:
        directory.mkdir(parents=True, exist_ok=True)
        lock = os.open(directory / name, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise _unwritable(directory, error) from error
    try:
        given_up = time.monotonic() + patience
        while not _taken(lock):
            if time.monotonic() >= given_up:
                raise taken
            time.sleep(_PAUSE_SECONDS)
        yield
    finally:
        os.close(lock)


def _taken(lock: int) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _served(directory: Path) -> StoreError:
    return StoreError(
        Text(
            en=f"The store in {directory} is served by another process already; "
            "end it, or choose another folder with --store.",
            zh=f"{directory} 中的存储已由另一个进程提供服务；请先结束它，或用 --store 另选。",
        )
    )


def _written(directory: Path) -> StoreError:
    return StoreError(
        Text(
            en=f"Another process is writing to the store in {directory}; "
            "wait until it ends, or choose another folder with --store.",
            zh=f"另一个进程正在写入 {directory} 中的存储；请等待其结束，或用 --store 另选。",
        )
    )


def _unwritable(directory: Path, error: OSError | RuntimeError) -> StoreError:
    return StoreError(
        Text(
            en=f"The store in {directory} cannot be written: {error}; "
            "mend or delete the folder, or choose another with --store.",
            zh=f"无法写入 {directory} 中的存储：{error}；请修复或删除该文件夹，或用 --store 另选。",
        )
    )
