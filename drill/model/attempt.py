"""One graded submission as the log keeps it, and how far someone has come with a problem."""

from dataclasses import dataclass

from drill.model.outcome import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One attempt; `ts_ms` is UTC, `tz_min` the minutes east of it."""

    uuid: str
    ts_ms: int
    tz_min: int
    problem: str
    file: str
    verdict: Verdict
    score: int
    mistake: str | None
    seed: int
    elapsed_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """All attempts at one problem in short. `hints` counts since the last accepted one."""

    attempts: int = 0
    best: int | None = None
    accepted: bool = False
    hints: int = 0
