"""The filter a confined process puts over its own system calls, as classic BPF.

What is refused fails with EPERM, so that Python raises a PermissionError with a line number.
"""

import struct
from collections.abc import Iterator

from drill.grading.syscalls import AUDIT_ARCH, KNOWN, REFUSED, UNKNOWN_FROM

PR_SET_PDEATHSIG, PR_SET_DUMPABLE = 1, 4
LOAD, MASK, EQUAL, AT_LEAST, ANY_BIT, RETURN = 0x20, 0x54, 0x15, 0x35, 0x45, 0x06
ALLOW, KILL, NO_PERMISSION, NO_SUCH_CALL = 0x7FFF0000, 0x80000000, 0x50001, 0x50026
CALL, ARCHITECTURE, FIRST, SECOND = 0, 4, 16, 24  # offsets in struct seccomp_data
CLONE_THREAD = 0x10000
F_SETOWN, F_SETOWN_EX = 8, 15  # make the kernel signal any process of the same user
FIOSETOWN, SIOCSPGRP = 0x8901, 0x8902
SOCKET_TYPE, SOCK_STREAM = 0xF, 1  # half a datagram pair could still send to any local socket
# name -> position and values of the argument that is refused
NEVER = {
    "fcntl": (SECOND, F_SETOWN, F_SETOWN_EX),
    "ioctl": (SECOND, FIOSETOWN, SIOCSPGRP),
    "prctl": (FIRST, PR_SET_PDEATHSIG, PR_SET_DUMPABLE),
}


def program(architecture: int, pid: int) -> list[bytes]:
    """Write the filter for a column of the system-call table and the process `pid`."""
    number = {name: numbers[architecture] for name, numbers in {**REFUSED, **KNOWN}.items()}
    steps = [
        _bpf(LOAD, ARCHITECTURE),
        _bpf(EQUAL, AUDIT_ARCH[architecture], 1, 0),
        _bpf(RETURN, KILL),
        _bpf(LOAD, CALL),
        _bpf(AT_LEAST, UNKNOWN_FROM, 0, 1),
        _bpf(RETURN, NO_SUCH_CALL),
        _bpf(EQUAL, number["clone3"] or 0, 0, 1),
        _bpf(RETURN, NO_SUCH_CALL),  # glibc falls back to clone, whose flags can be seen here
    ]
    for name in REFUSED:
        if number[name] is not None:
            steps += [_bpf(EQUAL, number[name] or 0, 0, 1), _bpf(RETURN, NO_PERMISSION)]
    steps += _where(number["clone"], FIRST, _bpf(ANY_BIT, CLONE_THREAD, 1, 0))
    steps += _where(number["tgkill"], FIRST, _bpf(EQUAL, pid, 1, 0))
    steps += _where(number["prlimit64"], FIRST, _bpf(EQUAL, 0, 1, 0))
    stream = _bpf(MASK, SOCKET_TYPE), _bpf(EQUAL, SOCK_STREAM, 1, 0)
    steps += _where(number["socketpair"], SECOND, *stream)
    for name, (argument, one, other) in NEVER.items():
        neither = _bpf(EQUAL, one, 1, 0), _bpf(EQUAL, other, 0, 1)
        steps += _where(number[name], argument, *neither)
    return [*steps, _bpf(RETURN, ALLOW)]


def _where(call: int | None, argument: int, *test: bytes) -> Iterator[bytes]:
    """Refuse `call` unless `test` of its argument skips the one refusing instruction."""
    yield _bpf(EQUAL, call or 0, 0, len(test) + 3)
    yield _bpf(LOAD, argument)
    yield from test
    yield _bpf(RETURN, NO_PERMISSION)
    yield _bpf(RETURN, ALLOW)


def _bpf(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    return struct.pack("HBBI", code, if_true, if_false, value)
