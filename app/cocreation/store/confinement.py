"""What a query worker may not do: reach the network, open files, dump its core, outlive its parent.

The engine has no switch for SERVICE, so the process that it runs in must have no way out.
"""

import ctypes
import os
import resource
import signal
import sys
from pathlib import Path

_NEW_NETWORK = 0x40000000
_NEW_USER = 0x10000000
_PARENT_DEATH_SIGNAL = 1
_DESCRIPTORS = Path("/dev/fd")
_LINUX = sys.platform == "linux"


def leave_network() -> bool:
    """Move this process, of one thread still, into a network of its own that leads nowhere.

    False where the system does not allow it, as in most containers: then `close_files` must do.
    """
    if not _LINUX:
        return False
    library = ctypes.CDLL(None, use_errno=True)
    return any(library.unshare(flags) == 0 for flags in (_NEW_NETWORK, _NEW_NETWORK | _NEW_USER))


def end_with_parent() -> None:
    """Have the system kill this process when the one that made it ends."""
    if _LINUX:
        ctypes.CDLL(None).prctl(_PARENT_DEATH_SIGNAL, signal.SIGKILL)


def limit_memory(allowance: int) -> None:
    """So many bytes more than now and no more; no core dump of what was refused."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if _LINUX:
        pages = int(Path("/proc/self/statm").read_text().split()[0])
        limit = pages * resource.getpagesize() + allowance
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


def close_files() -> None:
    """No new file and no new socket from now on."""
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))


def unopened_files(snapshot: Path) -> int:
    """Count the snapshot's files that the engine did not open at once and will open when needed.

    It opens up to sixteen; where links do not tell what is open, none counts as open.
    """
    files = {str(path.resolve()) for path in snapshot.glob("*.sst")}
    return len(files - {os.path.realpath(entry) for entry in _DESCRIPTORS.iterdir()})
