"""How a child comes to be: forked from a zygote where that is safe, else a fresh interpreter."""

import os
import socket
import subprocess
import sys
import threading
from pathlib import Path
from typing import Protocol

import drill
from drill.errors import SandboxError
from drill.problem import MODULE_PREFIX

LINUX = sys.platform == "linux"
CHILD = "drill.grading.child"
REPLY_BYTES = 256
BUG = 70
STDERR = 2  # where a zygote that cannot even import says so


class Starter(Protocol):
    """Something that makes children; only it may wait for them."""

    def start(self, descriptors: list[int]) -> int:
        """Start a child on its ends of requests, replies and prints; give its pid."""

    def wait(self, pid: int) -> int:
        """Wait until a killed child is gone: its exit code, negative for a signal."""

    def close(self) -> None:
        """Give back whatever is held for later children."""


def refuse_windows() -> None:
    """Say honestly where this does not run."""
    if sys.platform == "win32":
        raise SandboxError("`drill code` needs Linux or macOS so far", hint="use WSL2")


class Spawn:
    """A fresh interpreter for every child: works everywhere, costs the import of numpy."""

    def __init__(self) -> None:
        refuse_windows()
        self._running: dict[int, subprocess.Popen[bytes]] = {}

    def start(self, descriptors: list[int]) -> int:
        """Start a child on its ends of requests, replies and prints; give its pid."""
        requests, replies, prints = descriptors
        process = _execute("run", requests, replies, prints)
        self._running[process.pid] = process
        return process.pid

    def wait(self, pid: int) -> int:
        """Wait until a killed child is gone: its exit code, negative for a signal."""
        return self._running.pop(pid).wait()

    def close(self) -> None:
        """Do nothing: no process is kept."""


class Zygote:
    """A process that imported numpy, holds no secret, runs no user code, and forks children.

    `fork`: fork it from this process, which must not have seen a reference answer yet and
    must run one thread; otherwise it is a fresh interpreter. None: whichever is right.
    Outside Linux forking after numpy is unsafe, so there every child is a fresh interpreter.
    """

    def __init__(self, *, fork: bool | None = None) -> None:
        refuse_windows()
        self._spawn = None if LINUX else Spawn()
        if self._spawn:
            return
        if fork and _holds_secrets():
            raise SandboxError("a reference answer was loaded before the sandbox was started")
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._process: subprocess.Popen[bytes] | None = None
        if fork or (fork is None and _may_fork()):
            self._pid = _fork(theirs)
        else:
            self._process = _execute("zygote", theirs.fileno(), STDERR, STDERR)
        theirs.close()

    def __enter__(self) -> "Zygote":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def start(self, descriptors: list[int]) -> int:
        """Start a child on its ends of requests, replies and prints; give its pid."""
        if self._spawn:
            return self._spawn.start(descriptors)
        return self._ask(b"start", descriptors)

    def wait(self, pid: int) -> int:
        """Wait until a killed child is gone: its exit code, negative for a signal."""
        if self._spawn:
            return self._spawn.wait(pid)
        return os.waitstatus_to_exitcode(self._ask(b"%d" % pid, []))

    def close(self) -> None:
        """End the process; its children end with it."""
        if self._spawn or self._control.fileno() < 0:
            return
        self._control.close()
        if self._process:
            self._process.wait()
        else:
            os.waitpid(self._pid, 0)

    def _ask(self, message: bytes, descriptors: list[int]) -> int:
        try:
            socket.send_fds(self._control, [message], descriptors)
            reply = self._control.recv(REPLY_BYTES)
        except OSError as error:
            raise SandboxError(f"the process that starts children is gone: {error}") from error
        if not reply.isdigit():
            why = reply.decode("utf-8", "replace") or "it ended"
            raise SandboxError(f"no child could be started: {why}")
        return int(reply)


def _may_fork() -> bool:
    threads = max(threading.active_count(), len(list(Path("/proc/self/task").iterdir())))
    return threads == 1 and not _holds_secrets()


def _holds_secrets() -> bool:
    return any(name.startswith(MODULE_PREFIX) for name in sys.modules)


def _fork(control: socket.socket) -> int:
    import numpy.random  # noqa: F401  once, for this process and for every child

    from drill.grading import child

    for stream in (sys.stdout, sys.stderr):
        stream.flush()  # what is buffered must not be written twice
    pid = os.fork()
    if not pid:
        try:
            child.serve(control)
        finally:
            os._exit(BUG)
    return pid


def _execute(mode: str, requests: int, replies: int, prints: int) -> "subprocess.Popen[bytes]":
    """Start an interpreter with a clean environment, this one's import path and no other."""
    from drill.grading.scrub import ENVIRONMENT

    package = str(Path(drill.__file__).resolve().parent.parent)
    paths = [*(path for path in sys.path if Path(path).is_absolute()), package]
    try:
        return subprocess.Popen(  # noqa: S603  our own interpreter
            [sys.executable, "-B", "-P", "-m", CHILD, mode],  # -P: not from the current folder
            stdin=requests,
            stdout=replies,
            stderr=prints,
            env={**ENVIRONMENT, "PYTHONPATH": os.pathsep.join(dict.fromkeys(paths))},
            start_new_session=True,
        )
    except OSError as error:
        raise SandboxError(f"no Python could be started: {error}") from error
