"""Run a submission: the process the user's code lives in, and the one such are forked from.

    python -m drill.grading.child zygote     one confined child per request on stdin, a socket
    python -m drill.grading.child run        this process, confined; stdin, stdout and stderr
                                             are the pipes for requests, replies and prints

It never holds an expected value. Frames are one byte of kind, eight of length and the
payload. Requests are s(etup), c(ode), f(unction call), t(imed call), p(ing); replies are
h(ello: the layers), r(eady), n(ot loaded), v(alue), b(ad value), e(xception), p(ong).
"""

import contextlib
import faulthandler
import gc
import os
import random  # noqa: TID251  to seed it for the submission
import signal
import socket
import struct
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import numpy as np
import numpy.random

from drill.grading import confine, scrub, usercode, wire
from drill.grading.usercode import Function

HEADER = struct.Struct("<cQ")
DESCRIPTORS = 3  # requests, replies, prints
CONTROL_BYTES = 256
BUG = 70


@dataclass(frozen=True, slots=True)
class Setup:
    """What the grader tells a child before the source."""

    file: str  # as tracebacks shall name it
    function: str
    folder: str  # where imports look first
    scratch: str  # private and writable
    rules: confine.Rules


# ---- the process that forks children ------------------------------------------------------


def serve(control: socket.socket) -> NoReturn:
    """Fork a confined child for every three descriptors that arrive; wait for it when asked."""
    try:
        confine.die_with_parent()
        with contextlib.suppress(PermissionError):  # already a leader
            os.setsid()
        scrub.forget_files(keep=control.fileno())
        scrub.forget_files_of_python()
        scrub.forget_environment()
        os.environ.update(scrub.ENVIRONMENT)
        gc.freeze()
        while True:
            message, descriptors, _, _ = socket.recv_fds(control, CONTROL_BYTES, DESCRIPTORS)
            if not message:
                break
            control.send(_serve(control, message, descriptors))
    finally:
        os._exit(0)


def _serve(control: socket.socket, message: bytes, descriptors: list[int]) -> bytes:
    try:
        if message != b"start":  # reaped only when asked: until then the pid stays its own
            return b"%d" % os.waitpid(int(message), 0)[1]
        pid = os.fork()
        if not pid:
            control.close()
            run(*descriptors)
        return b"%d" % pid
    except OSError as error:
        return str(error).encode()[:CONTROL_BYTES]
    finally:
        for descriptor in descriptors:
            os.close(descriptor)


# ---- the process the submission runs in ---------------------------------------------------


def run(requests: int, replies: int, log: int) -> NoReturn:
    """Confine this process, load the source that is sent, and answer calls."""
    try:
        _detach(log)
        setup = _setup(_receive(requests)[1])
        _settle(setup)
        layers = confine.confine(setup.rules)
        _send(replies, b"h", wire.dumps(layers))
        _, source = _receive(requests)
        function = _load(replies, source, setup)
        while True:
            kind, payload = _receive(requests)
            answer = (
                (b"p", payload)
                if kind == b"p"
                else usercode.call(function, payload, setup.file, watch=kind == b"f")
            )
            _flush()
            _send(replies, *answer)
    except BaseException as error:  # noqa: BLE001  nothing may run on as a second grader
        with contextlib.suppress(BaseException):
            sys.stderr.write(f"the sandbox stopped: {type(error).__name__}: {error}\n")
    finally:
        os._exit(BUG)


def _detach(log: int) -> None:
    """Leave the grader's session and terminal; everything printed goes to `log`."""
    with contextlib.suppress(PermissionError):  # already a leader
        os.setsid()
    null = os.open(os.devnull, os.O_RDONLY)
    for source, target in ((null, 0), (log, 1), (log, 2)):
        os.dup2(source, target)
    os.close(null)
    os.close(log)
    scrub.forget_files_of_python()


def _setup(payload: bytes) -> Setup:
    found = wire.loads(payload)
    rules = confine.Rules(**found.pop("rules"))
    return Setup(rules=rules, **found)


def _settle(setup: Setup) -> None:
    os.chdir(setup.scratch)
    os.environ.update(HOME=setup.scratch, TMPDIR=setup.scratch)
    if "tempfile" in sys.modules:
        sys.modules["tempfile"].tempdir = None  # type: ignore[attr-defined]
    sys.argv = [setup.file]
    sys.path[:] = [setup.folder, *(p for p in sys.path if Path(p).is_absolute())]
    sys.dont_write_bytecode = True
    usercode.keep_memory()
    np.random.seed(0)  # noqa: NPY002  what the submission would call
    random.seed(0)
    scrub.forget_modules()
    faulthandler.register(signal.SIGUSR1, file=2, all_threads=False)  # the grader asks: where?


def _load(replies: int, source: bytes, setup: Setup) -> Function:
    found = usercode.load(source, setup.file, setup.function)
    _flush()
    if isinstance(found, dict):
        _send(replies, b"n", wire.dumps(found))
        os._exit(0)
    _send(replies, b"r", wire.dumps(usercode.arguments(found)))
    return found


def _flush() -> None:
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(BaseException):
            stream.flush()


# ---- frames -------------------------------------------------------------------------------


def _receive(requests: int) -> tuple[bytes, bytes]:
    kind, length = HEADER.unpack(_read(requests, HEADER.size))
    return kind, bytes(_read(requests, length))


def _read(requests: int, length: int) -> bytearray:
    data = bytearray(length)
    view, at = memoryview(data), 0
    while at < length:
        count = os.readv(requests, [view[at:]])
        if not count:  # the grader is done with this child
            os._exit(0)
        at += count
    return data


def _send(replies: int, kind: bytes, payload: bytes) -> None:
    view = memoryview(HEADER.pack(kind, len(payload)) + payload)
    while view:
        view = view[os.write(replies, view) :]


def main() -> NoReturn:
    """Do as the command line says."""
    if sys.argv[1] == "zygote":
        serve(socket.socket(fileno=os.dup(0)))
    descriptors = [os.dup(number) for number in range(DESCRIPTORS)]
    scrub.forget_environment()
    os.environ.update(scrub.ENVIRONMENT)
    run(*descriptors)


if __name__ == "__main__":
    main()
