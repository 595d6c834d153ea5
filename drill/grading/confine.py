"""Confine the current process on Linux: in process, without root, without a dependency.

Every layer reports ``on`` (Landlock its version), or ``off:`` and why. What they stop:

    limits        memory, CPU time, file size, open files, core dumps
    landlock      reading, listing and writing outside the rules; TCP; signals to others
    seccomp       new processes, any socket, other processes, owners and modes of files
    capabilities  whatever being root would allow
    undumpable    other processes reading this one's memory
    parent-death  outliving the process that started this one

What they do not stop: seeing names, sizes and dates of files; kernel bugs.
"""

import ctypes
import os
import resource
import signal
import stat
import struct
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from drill.grading.seccomp import PR_SET_DUMPABLE, PR_SET_PDEATHSIG, program
from drill.grading.syscalls import KNOWN, column

LINUX = sys.platform == "linux"
_LIBC = ctypes.CDLL(None, use_errno=True)

FILE_BYTES = 64 << 20  # largest file a submission may write
OPEN_FILES = 64
KILL_S = 5  # from the signal for too much CPU time to the kill

PR_SET_SECCOMP, PR_SET_NO_NEW_PRIVS = 22, 38
SECCOMP_MODE_FILTER = 2
CAPABILITY_VERSION_3 = 0x20080522


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What the process may do; `memory` is on top of what is mapped already."""

    read: tuple[str, ...]  # files, and folders with all below
    listdir: tuple[str, ...]  # folders whose names may be listed, with all below
    write: tuple[str, ...]
    memory: int  # bytes
    cpu_s: float
    enabled: bool = True


def confine(rules: Rules) -> dict[str, str]:
    """Confine this process for good; say for each layer whether it holds."""
    report = {}
    for name, layer in _LAYERS.items():
        if not rules.enabled and name != "parent-death":
            report[name] = "off: asked for"
            continue
        try:
            report[name] = layer(rules)
        except (OSError, ValueError, AttributeError) as error:
            report[name] = f"off: {error}"
    return report


def die_with_parent() -> None:
    """Ask the kernel to kill this process when the thread that started it ends."""
    _prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


# ---- limits and privileges --------------------------------------------------------------


def _limits(rules: Rules) -> str:
    cpu_s = int(rules.cpu_s) + 1
    wanted = {  # soft, hard
        "AS": (_mapped() + rules.memory,) * 2,
        "CPU": (cpu_s, cpu_s + KILL_S),
        "FSIZE": (FILE_BYTES, FILE_BYTES),
        "NOFILE": (OPEN_FILES, OPEN_FILES),
        "CORE": (0, 0),
    }
    refused = [name for name, values in wanted.items() if not _limit(name, *values)]
    return "off: this system refuses " + ", ".join(refused) if refused else "on"


def _mapped() -> int:
    """Count the bytes mapped already: a forked child has its parent's libraries."""
    if not LINUX:
        return 0
    pages = int(Path("/proc/self/statm").read_bytes().split()[0])
    return pages * resource.getpagesize()


def _limit(name: str, soft: int, hard: int) -> bool:
    kind = getattr(resource, "RLIMIT_" + name)
    _, most = resource.getrlimit(kind)
    if most != resource.RLIM_INFINITY:
        soft, hard = min(soft, most), min(hard, most)
    try:
        resource.setrlimit(kind, (soft, hard))
    except (OSError, ValueError):
        return False
    return True


def _parent_death(_rules: Rules) -> str:
    die_with_parent()
    return "on"


def _capabilities(_rules: Rules) -> str:
    nothing = struct.pack("=6I", *[0] * 6)  # effective, permitted, inheritable, two words each
    _syscall("capset", struct.pack("=Ii", CAPABILITY_VERSION_3, 0), nothing)
    return "on"


def _undumpable(_rules: Rules) -> str:
    _prctl(PR_SET_DUMPABLE, 0)
    return "on"


# ---- Landlock -----------------------------------------------------------------------------

WRITE_FILE, READ_FILE, READ_DIR, TRUNCATE, IOCTL_DEVICE = 1 << 1, 1 << 2, 1 << 3, 1 << 14, 1 << 15
OF_A_FILE = WRITE_FILE | READ_FILE | TRUNCATE | IOCTL_DEVICE
FILE_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15}  # ABI -> how many rights it knows; 16 from ABI 5
LATEST_FILE_RIGHTS = 16
TCP_ABI, SCOPE_ABI = 4, 6
BIND_AND_CONNECT = ABSTRACT_SOCKETS_AND_SIGNALS = 3
CREATE_RULESET_VERSION = 1
RULE_PATH_BENEATH = 1


def _landlock(rules: Rules) -> str:
    abi = _syscall("landlock_create_ruleset", None, 0, CREATE_RULESET_VERSION)
    every = (1 << FILE_RIGHTS.get(abi, LATEST_FILE_RIGHTS)) - 1
    handled = [every]
    if abi >= TCP_ABI:
        handled.append(BIND_AND_CONNECT)
    if abi >= SCOPE_ABI:
        handled.append(ABSTRACT_SOCKETS_AND_SIGNALS)
    attributes = struct.pack(f"={len(handled)}Q", *handled)
    ruleset = _syscall("landlock_create_ruleset", attributes, len(attributes), 0)
    for paths, rights in (
        (rules.read, READ_FILE | READ_DIR),
        (rules.listdir, READ_DIR),
        (rules.write, every),
    ):
        for path in paths:
            _allow(ruleset, path, rights, every)
    _prctl(PR_SET_NO_NEW_PRIVS, 1)
    _syscall("landlock_restrict_self", ruleset, 0)
    os.close(ruleset)
    return f"abi {abi}"


def _allow(ruleset: int, path: str, rights: int, every: int) -> None:
    try:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return  # gone, or out of reach anyway
    try:
        if not stat.S_ISDIR(os.fstat(place).st_mode):
            rights &= OF_A_FILE & every
        if rights:
            rule = struct.pack("=Qi", rights, place)
            _syscall("landlock_add_rule", ruleset, RULE_PATH_BENEATH, rule, 0)
    finally:
        os.close(place)


# ---- seccomp ------------------------------------------------------------------------------


def _seccomp(_rules: Rules) -> str:
    instructions = program(column(os.uname().machine), os.getpid())
    code = ctypes.create_string_buffer(b"".join(instructions), 8 * len(instructions))
    descriptor = struct.pack("HP", len(instructions), ctypes.addressof(code))
    pointer = ctypes.create_string_buffer(descriptor, len(descriptor))
    _prctl(PR_SET_NO_NEW_PRIVS, 1)
    _prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.addressof(pointer))
    return "on"


# ---- the kernel ---------------------------------------------------------------------------


def _syscall(name: str, *arguments: int | bytes | None) -> int:
    if not LINUX:
        raise OSError("only on Linux")
    number = KNOWN[name][column(os.uname().machine)]
    words = [ctypes.c_long(x) if isinstance(x, int) else x for x in arguments]
    return _checked(_LIBC.syscall(ctypes.c_long(number or 0), *words))


def _prctl(option: int, *arguments: int) -> None:
    if not LINUX:
        raise OSError("only on Linux")
    words = [ctypes.c_ulong(x) for x in (*arguments, 0, 0, 0, 0)[:4]]
    _checked(_LIBC.prctl(option, *words))


def _checked(result: int) -> int:
    if result < 0:
        raise OSError(os.strerror(ctypes.get_errno()))
    return result


_LAYERS: dict[str, Callable[[Rules], str]] = {
    "parent-death": _parent_death,
    "capabilities": _capabilities,
    "limits": _limits,
    "undumpable": _undumpable,
    "landlock": _landlock,
    "seccomp": _seccomp,
}
