"""Make a process forget where it came from: its environment, its open files, its modules.

`os.environ.clear()` is not enough: the block the kernel put on the stack, strings added
later and the bytes objects behind `os.environ` all stay readable from inside.
"""

import contextlib
import ctypes
import faulthandler
import gc
import io
import os
import posix
import sys
import warnings
from pathlib import Path
from types import ModuleType

PACKAGE = __name__.partition(".")[0]
ENV_START, ENV_END = 50, 51  # fields of /proc/self/stat, counted from 1
ENVIRONMENT = {
    "PATH": "/usr/local/bin:/usr/bin:/bin",
    "LANG": "C.UTF-8",
    "PYTHONUTF8": "1",
    "PYTHONHASHSEED": "0",
    "PYTHONDONTWRITEBYTECODE": "1",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "MPLBACKEND": "Agg",
}
QUIET = (DeprecationWarning, PendingDeprecationWarning, ImportWarning, ResourceWarning)
SHORT = 2  # shorter bytes objects are shared by the whole interpreter


def forget_environment() -> None:
    """Overwrite every copy of the environment in this process."""
    if sys.platform != "linux":  # there a child is started with nothing in it
        os.environ.clear()
        return
    libc = ctypes.CDLL(None)
    libc.strlen.restype = ctypes.c_size_t
    copies = [part for pair in posix.environ.items() for part in pair]
    pointers = ctypes.POINTER(ctypes.c_void_p).in_dll(libc, "environ")
    at = 0
    while address := pointers[at]:
        ctypes.memset(address, 0, libc.strlen(ctypes.c_void_p(address)))
        at += 1
    os.environ.clear()
    for part in copies:
        _overwrite(part)
    start, end = _environment_block()
    ctypes.memset(start, 0, end - start)


def _overwrite(part: bytes | str) -> None:
    if isinstance(part, bytes) and len(part) >= SHORT:
        ctypes.memset(id(part) + bytes.__basicsize__ - 1, 0, len(part))


def _environment_block() -> tuple[int, int]:
    """Find the environment the kernel put on the stack; nothing where it does not tell."""
    try:
        stat = Path("/proc/self/stat").read_bytes()
    except OSError:
        return 0, 0
    fields = stat.rpartition(b")")[2].split()  # the first of these is field 3
    return int(fields[ENV_START - 3]), int(fields[ENV_END - 3])


def forget_files(keep: int) -> None:
    """Point every file descriptor but `keep` at the null device.

    Not closed: an object of the old process may close its number later, which by then could
    be a pipe of ours.
    """
    null = os.open(os.devnull, os.O_RDWR | os.O_CLOEXEC)
    for entry in list(Path("/proc/self/fd").iterdir()):
        number = int(entry.name)
        if number not in (keep, null):
            with contextlib.suppress(OSError):  # the descriptor of the listing itself
                os.fstat(number)
                os.dup2(null, number, inheritable=False)
    os.close(null)


def forget_files_of_python() -> None:
    """Write from now on to the descriptors 1 and 2 as they are, line by line."""
    faulthandler.disable()  # it may still hold a number that is a pipe now
    sys.stdin = sys.__stdin__ = _text(0, "r")  # type: ignore[misc]
    sys.stdout = sys.__stdout__ = _text(1, "w")  # type: ignore[misc]
    sys.stderr = sys.__stderr__ = _text(2, "w")  # type: ignore[misc]


def _text(number: int, mode: str) -> io.TextIOWrapper:
    raw = io.FileIO(number, mode, closefd=False)
    binary = io.BufferedReader(raw) if mode == "r" else io.BufferedWriter(raw)
    return io.TextIOWrapper(binary, "utf-8", "backslashreplace", line_buffering=True)


def forget_modules() -> None:
    """Unload drill and the main program, and let warnings be what Python starts with."""
    for name in list(sys.modules):
        if name.partition(".")[0] == PACKAGE:
            del sys.modules[name]
    sys.modules["__main__"] = ModuleType("__main__")
    warnings.resetwarnings()
    for category in QUIET:
        warnings.simplefilter("ignore", category)
    gc.freeze()
    gc.enable()
