"""Store what happened, when the outside world says what time it is."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from drill.model.attempt import Attempt, Progress
from drill.model.outcome import Verdict
from drill.model.report import Report
from drill.store.log import open_log

FILE = "drill.db"


def record_attempt(folder: Path, report: Report, now: datetime) -> None:
    """Store a graded attempt; what we could not grade is not one."""
    if report.verdict is Verdict.COULD_NOT_GRADE:
        return
    offset = now.utcoffset()
    attempt = Attempt(
        ts_ms=milliseconds(now),
        tz_min=int(offset.total_seconds() // 60) if offset else 0,
        problem=report.problem,
        file=report.file.encode("utf-8", "replace").decode(),
        verdict=report.verdict,
        score=report.score,
        mistake=report.diagnosis.name if report.diagnosis else None,
        seed=report.seed,
        elapsed_ms=round(1000 * report.elapsed_s),
    )
    with open_log(folder / FILE) as log:
        log.add_attempt(attempt)


def record_event(folder: Path, problem: str, kind: str, now: datetime) -> None:
    """Store a hint (`hint`) or a solution asked for (`gave-up`)."""
    with open_log(folder / FILE) as log:
        log.add_event(problem, kind, milliseconds(now))


def progress(folder: Path, problems: Iterable[str]) -> dict[str, Progress]:
    """Say how far someone has come with each problem; a log not there yet is an empty one."""
    path = folder / FILE
    if not path.exists():
        return {problem: Progress() for problem in problems}
    with open_log(path) as log:
        return {problem: log.progress(problem) for problem in problems}


def milliseconds(now: datetime) -> int:
    """Give an instant as milliseconds since 1970, UTC."""
    return int(now.timestamp() * 1000)
