"""Run one submission on many inputs in a confined child process.

What holds on Linux: no network, no other processes, no file but the private folder can be
written, drill's own files and the user's keys cannot be read, memory and time are bounded,
and nothing survives `close`. The child never sees an expected value, and what it says is
read as plain data. Elsewhere only the separate process and the deadlines are certain. What
does not hold anywhere: the user can read the references on their own disk outside drill.
"""

import functools
import os
import signal
import time
from collections import deque
from collections.abc import Callable, Sequence
from typing import Any

from drill.errors import SandboxError
from drill.grading import folders, replies, wire
from drill.grading.channel import EndedError, ForgedError, Log, SilentError
from drill.grading.policy import SANDBOX_HINT, Policy, Submission, setup
from drill.grading.replies import Loaded, NotLoaded
from drill.grading.starters import Spawn, Starter, Zygote
from drill.grading.worker import Worker, how_it_ended
from drill.model.outcome import Crashed, Outcome, Tampered, TimedOut, Unreadable
from drill.model.text import Text

__all__ = [
    "SANDBOX_HINT",
    "Loaded",
    "NotLoaded",
    "Policy",
    "Sandbox",
    "Spawn",
    "Submission",
    "Zygote",
]

STUCK = 2  # time-outs in a row, after which nobody wants to wait for more
WINDOW_BYTES = 256 << 10  # of requests in flight: no waiting for a wake-up per case
PING_S = 2.0
INPUT_BYTES = 256 << 20
RUN_BYTES = 256 << 20  # of all answers together: the grader keeps them
TOO_MUCH = Unreadable(
    Text(
        f"it returned more than {RUN_BYTES >> 20} MB over all calls",
        f"所有调用加起来返回了超过 {RUN_BYTES >> 20} MB 的数据",
    )
)


class Sandbox:
    """One submission and the child it lives in; `close` leaves nothing behind."""

    def __init__(self, starter: Starter, submission: Submission, policy: Policy) -> None:
        """Start and confine a child and send it the source; `load` waits for it."""
        self.printed = ""
        self._starter, self._submission, self._policy = starter, submission, policy
        self._log = Log()
        self._fresh = policy.children
        self._room = RUN_BYTES
        self._loaded: Loaded | NotLoaded | None = None
        folders.remove_leftovers()
        self._scratch = folders.make_scratch()
        try:
            self._setup = wire.dumps(setup(submission, policy, self._scratch))
            self._layers: dict[str, str] | None = None
            self._worker = self._start()
        except BaseException:
            folders.remove(self._scratch)
            raise

    def __enter__(self) -> "Sandbox":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def load(self) -> Loaded | NotLoaded:
        """Wait until the source has run, and say what the function takes."""
        if self._loaded is None:
            self._loaded = self._load()
        return self._loaded

    def run(
        self, inputs: Sequence[tuple[Any, ...]], limit: Callable[[int], float]
    ) -> tuple[Outcome, ...]:
        """Call the function on each of `inputs`.

        `limit(i)` is asked once, right before answer `i` is waited for, and gives its
        seconds; the child computes meanwhile. After a crash or a time-out a fresh child
        takes the rest. The first time-out may be the machine's fault, so that input is tried
        once more, alone. When no fresh child is left, or two inputs in a row timed out, the
        rest end as the last one did.
        """
        limit, self._room = functools.cache(limit), RUN_BYTES
        until = time.monotonic() + self._policy.total_s
        outcomes: list[Outcome] = []
        retried = alone = False
        while len(outcomes) < len(inputs):
            upto = len(outcomes) + 1 if alone else len(inputs)
            failure = self._answer(inputs[:upto], outcomes, limit, until)
            alone = False
            if failure is None:
                continue
            renewed = not isinstance(failure, Tampered) and self._renew(until)
            if renewed and isinstance(failure, TimedOut) and not retried:
                retried = alone = True
                continue
            outcomes.append(failure)
            stuck = all(isinstance(one, TimedOut) for one in outcomes[-STUCK:])
            if not renewed or (stuck and len(outcomes) >= STUCK):
                outcomes += [failure] * (len(inputs) - len(outcomes))
        return tuple(outcomes) if self._honest() else (Tampered(),) * len(inputs)

    def timed(self, inputs: tuple[Any, ...]) -> tuple[Outcome, float, float]:
        """Call it once: the outcome, wall seconds, and CPU seconds of the child."""
        until = time.monotonic() + self._policy.total_s
        if not self._worker.alive and not self._renew(until):
            return TimedOut(self._policy.total_s), float("nan"), float("nan")
        worker, payload = self._worker, _packed(inputs)
        if worker.channel.unasked():
            return self._fail(ForgedError(), 0.0), float("nan"), float("nan")
        cpu, wall = worker.cpu_s(), time.perf_counter()
        worker.channel.post(b"t", payload)
        try:
            frame = worker.channel.receive(until)
            wall, cpu = time.perf_counter() - wall, worker.cpu_s() - cpu
            return replies.outcome(*frame), wall, cpu
        except (SilentError, EndedError, ForgedError) as error:
            outcome = self._fail(error, self._policy.total_s)
            return outcome, time.perf_counter() - wall, float("nan")

    def peak_mb(self) -> float | None:
        """Give the child's peak memory in MB so far, numpy included; None where unknown."""
        return self._worker.peak_mb() if self._worker.alive else None

    def close(self) -> None:
        """Kill the child, remove its private folder, and settle `printed`."""
        self._worker.kill()
        folders.remove(self._scratch)
        self.printed = str(self._log)

    def _start(self) -> Worker:
        """Start a child, with the rules and the source: it confines itself before it reads that."""
        worker = Worker(self._starter, self._log)
        worker.channel.post(b"s", self._setup)
        worker.channel.post(b"c", self._submission.source)
        return worker

    @property
    def layers(self) -> dict[str, str]:
        """The layers that confine the child; waits until it has loaded the source."""
        self.load()
        assert self._layers is not None
        return self._layers

    def _load(self) -> Loaded | NotLoaded:
        self._layers = self._worker.hello(self._log)
        seconds = self._policy.load_s
        try:
            frame = self._worker.channel.receive(time.monotonic() + seconds)
            found = replies.loaded(*frame, self._submission.function)
        except SilentError:
            line = self._worker.where(self._submission.file, self._log)
            found = replies.too_slow_to_load(seconds, line)
        except EndedError:
            self._worker.settle()
            found = replies.crashed_while_loading(how_it_ended(self._worker.kill()))
        except ForgedError:
            found = replies.forged_while_loading()
        if isinstance(found, NotLoaded):
            self._worker.kill()
        return found

    def _renew(self, until: float) -> bool:
        """Put a fresh child in place of the one that failed, if one may still be started."""
        if not self._fresh or time.monotonic() >= until:
            return False
        self._fresh -= 1
        self._worker = self._start()
        return isinstance(self._load(), Loaded)

    def _answer(
        self,
        inputs: Sequence[tuple[Any, ...]],
        outcomes: list[Outcome],
        limit: Callable[[int], float],
        until: float,
    ) -> Outcome | None:
        """Add to `outcomes` until there is one per input, or give what stopped the child."""
        if not isinstance(self.load(), Loaded) or not self._worker.alive:
            raise SandboxError("the submission was called though it did not load")
        channel, sent, seconds = self._worker.channel, len(outcomes), 0.0
        flying: deque[int] = deque()
        try:
            while len(outcomes) < len(inputs):
                while sent < len(inputs) and (not flying or sum(flying) < WINDOW_BYTES):
                    request = _packed(inputs[sent])
                    channel.post(b"f", request)
                    flying.append(len(request))
                    sent += 1
                seconds = limit(len(outcomes))
                deadline = time.monotonic() + seconds
                if deadline > until:
                    deadline, seconds = until, self._policy.total_s
                kind, payload = channel.receive(deadline)
                flying.popleft()
                self._room -= len(payload)
                outcomes.append(replies.outcome(kind, payload) if self._room > 0 else TOO_MUCH)
        except (SilentError, EndedError, ForgedError) as error:
            return self._fail(error, seconds)
        return None

    def _fail(self, error: Exception, seconds: float) -> Outcome:
        if isinstance(error, SilentError):
            line = self._worker.where(self._submission.file, self._log)
            self._worker.kill()
            return TimedOut(seconds, line)
        if isinstance(error, EndedError):
            self._worker.settle()
        code = self._worker.kill()
        if code == -signal.SIGXCPU:
            return TimedOut(self._policy.total_s)
        return Tampered() if isinstance(error, ForgedError) else Crashed(how_it_ended(code))

    def _honest(self) -> bool:
        """Whether the child has sent as many replies as it was asked for, and no more."""
        if not self._worker.alive:
            return True
        nonce = os.urandom(8)
        self._worker.channel.post(b"p", nonce)
        try:
            honest = self._worker.channel.receive(time.monotonic() + PING_S) == (b"p", nonce)
        except ForgedError:
            honest = False
        except (SilentError, EndedError):  # all answers had arrived
            self._worker.kill()
            return True
        if not honest:
            self._worker.kill()
        return honest


def _packed(inputs: tuple[Any, ...]) -> bytes:
    try:
        return wire.dumps(tuple(inputs), INPUT_BYTES)
    except wire.Bad as bad:
        raise SandboxError(f"an input of this case cannot be sent: {bad}") from None
