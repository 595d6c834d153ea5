"""One child process from start to end, as the grader sees it."""

import contextlib
import os
import re
import signal
import time
from pathlib import Path

from drill.errors import SandboxError
from drill.grading import wire
from drill.grading.channel import Channel, EndedError, ForgedError, Log, SilentError
from drill.grading.clock import cpu_seconds
from drill.grading.starters import LINUX, Starter
from drill.model.text import Text

F_SETPIPE_SZ, PIPE_BYTES = 1031, 1 << 20
KB_PER_MB = 1024
START_S = 30.0
DUMP = rb"Stack \(most recent call first\):\n(?:  .*\n)+"  # of faulthandler
DUMP_S = 0.1
SETTLE_S = 0.25
CLOSED_ITS_PIPE = Text(
    "the process was killed (out of memory?) or closed its pipe to the grader",
    "进程被强制结束（内存不足？），或者关闭了与判题程序之间的管道",
)


class Worker:
    """A child and the pipes to it; `kill` ends both."""

    def __init__(self, starter: Starter, log: Log) -> None:
        self._starter = starter
        requests, ask = _pipe()
        answer, replies = _pipe()
        listen, prints = os.pipe()
        theirs = [requests, replies, prints]
        self.channel = Channel(ask, answer, listen, log)
        try:
            self.pid = starter.start(theirs)
        except BaseException:
            self.channel.close()
            raise
        finally:
            for descriptor in theirs:
                os.close(descriptor)
        self._code: int | None = None

    @property
    def alive(self) -> bool:
        """Whether it was not killed yet."""
        return self._code is None

    def where(self, file: str, log: Log) -> int:
        """Ask a child that is stuck for its line of `file`; 0 where it does not say.

        The answer comes through what it prints, so it is worth no more than a hint.
        """
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.kill(self.pid, signal.SIGUSR1)
            self.channel.listen(DUMP_S)
        name = re.escape(file.encode("ascii", "backslashreplace"))
        found = re.search(rb'File "%s", line (\d+) in' % name, log.cut(DUMP))
        return int(found[1]) if found else 0

    def settle(self) -> None:
        """Give a child that closed its pipe the moment it takes to end by itself."""
        status = Path(f"/proc/{self.pid}/stat")
        end = time.monotonic() + SETTLE_S
        while LINUX and time.monotonic() < end:
            with contextlib.suppress(OSError):
                if status.read_bytes().rpartition(b")")[2].split()[0] == b"Z":
                    return
            time.sleep(SETTLE_S / 50)

    def kill(self) -> int:
        """Kill the child's process group and wait: its exit code, negative for a signal."""
        if self._code is None:
            for kill in (os.killpg, os.kill):  # the group exists once the child has made it
                with contextlib.suppress(ProcessLookupError, PermissionError):
                    kill(self.pid, signal.SIGKILL)
            self._code = self._starter.wait(self.pid)
            self.channel.drain()
            self.channel.close()
        return self._code

    def hello(self, log: Log) -> dict[str, str]:
        """Wait until the child has confined itself: its layers, and whether each holds."""
        try:
            kind, payload = self.channel.receive(time.monotonic() + START_S)
            if kind != b"h":
                raise ForgedError
            layers: dict[str, str] = wire.loads(payload)
        except (SilentError, EndedError, ForgedError, wire.Bad) as error:
            self.kill()
            raise SandboxError(
                f"the sandbox did not start ({type(error).__name__})",
                hint=str(log)[-300:] or "see `drill doctor`",
            ) from None
        return layers

    def cpu_s(self) -> float:
        """Read the child's CPU clock, which it cannot set; NaN where there is none."""
        return cpu_seconds(self.pid)

    def peak_mb(self) -> float | None:
        """Read the most memory it ever had in use, Python and numpy included."""
        try:
            status = Path(f"/proc/{self.pid}/status").read_text(encoding="ascii")
        except OSError:
            return None
        fields = dict(line.split(":", 1) for line in status.splitlines() if ":" in line)
        return int(fields["VmHWM"].split()[0]) / KB_PER_MB if "VmHWM" in fields else None


def how_it_ended(code: int) -> Text:
    """Put an exit code into words."""
    if code >= 0:
        return Text(
            f"your code ended the process (exit code {code})",
            f"你的代码结束了进程（退出码 {code}）",
        )
    if code == -signal.SIGKILL:  # ours, so it had not ended
        return CLOSED_ITS_PIPE
    name = signal.Signals(-code).name
    if name == "SIGSEGV":
        return Text(
            "the process died with SIGSEGV (recursion without an end, or a fault in a library)",
            "进程因 SIGSEGV 崩溃（无限递归，或者某个库里的内存错误）",
        )
    return Text(f"the process died with {name}", f"进程因 {name} 终止")


def _pipe() -> tuple[int, int]:
    """Open a pipe that holds a whole case, so that neither side waits for the other."""
    reader, writer = os.pipe()
    if LINUX:
        import fcntl

        with contextlib.suppress(OSError):  # this user has no more pipe memory
            fcntl.fcntl(writer, F_SETPIPE_SZ, PIPE_BYTES)
    return reader, writer
