"""Store what happened, when the outside world says what time it is."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from drill.model.memory import Memory
from drill.model.review import CODE, Event, Happened, Judge, Origin, Rating, Review
from drill.schedule import memory as schedule
from drill.schedule.day import study_day
from drill.store.fold import Rules
from drill.store.log import Log
from drill.store.log import open_log as open_file

if TYPE_CHECKING:
    from drill.model.attempt import Progress
    from drill.model.report import Report

FILE = "drill.db"
RULES = Rules(name=schedule.MODEL, replay=schedule.replay, tally=schedule.tally)


@contextmanager
def open_log(folder: Path) -> Iterator[Log]:
    """Open the log in a drill home folder."""
    with open_file(folder / FILE, RULES) as log:
        log.before_review = partial(_copied, log, folder)
        yield log


def _copied(log: Log, folder: Path, day: int) -> None:
    from drill.actions.backup import daily

    log.before_review = daily(log, folder)
    log.before_review(day)


def record_attempt(folder: Path, report: "Report", now: datetime) -> int | None:
    """Store a graded attempt; what we could not grade is not one.

    Returns in how many days the problem comes back in the schedule.
    """
    from drill.model.attempt import Attempt
    from drill.model.outcome import Verdict

    if report.verdict is Verdict.COULD_NOT_GRADE:
        return None
    uuid = new_uuid()
    attempt = Attempt(
        uuid=uuid,
        ts_ms=milliseconds(now),
        tz_min=minutes_east(now),
        problem=report.problem,
        file=report.file.encode("utf-8", "replace").decode(),
        verdict=report.verdict,
        score=report.score,
        mistake=report.diagnosis.name if report.diagnosis else None,
        seed=report.seed,
        elapsed_ms=round(1000 * report.elapsed_s),
    )
    with open_log(folder) as log:
        hints = log.progress(report.problem).hints
        rating = Rating.AGAIN
        if report.verdict is Verdict.ACCEPTED:
            rating = Rating.HARD if hints else Rating.GOOD
        log.add_attempt(attempt, _code_review(log, uuid, report.problem, rating, now, hints))
        memory = log.memory(CODE + report.problem)
    return memory.due_day - study_day(now) if memory else None


def record_event(folder: Path, problem: str, kind: str, now: datetime) -> None:
    """Store a hint (`hint`), or that the solution was asked for (`gave-up`): Again, today."""
    uuid, happened = new_uuid(), Happened(kind)
    event = Event(uuid=uuid, item=CODE + problem, ts_ms=milliseconds(now), kind=happened)
    with open_log(folder) as log:
        gave_up = happened is Happened.GAVE_UP
        review = _code_review(log, uuid, problem, Rating.AGAIN, now, 0) if gave_up else None
        log.add_event(event, review)


def progress(folder: Path, problems: Iterable[str]) -> "dict[str, Progress]":
    """Say how far someone has come with each problem; a log not there yet is an empty one."""
    from drill.model.attempt import Progress

    if not (folder / FILE).exists():
        return {problem: Progress() for problem in problems}
    with open_log(folder) as log:
        return {problem: log.progress(problem) for problem in problems}


def make_review(
    memory: Memory | None, item: str, rating: Rating, now: datetime, **rest: object
) -> Review:
    """Make the review of an answer given `now`: its day, what was expected, and when it is due.

    `rest` are further fields of Review.
    """
    day = study_day(now)
    after = schedule.step(memory, rating, day, item)
    values = {
        "uuid": new_uuid(),
        "ts_ms": milliseconds(now),
        "tz_min": minutes_east(now),
        "predicted": schedule.recall(memory, day) if memory else None,
        "due_day": after.due_day,
        "model": schedule.MODEL,
    }
    return Review(item=item, rating=rating, day=day, **values | rest)  # type: ignore[arg-type]


def _code_review(
    log: Log, uuid: str, problem: str, rating: Rating, now: datetime, hints: int
) -> Review:
    item = CODE + problem
    return make_review(
        log.memory(item),
        item,
        rating,
        now,
        uuid=uuid,
        origin=Origin.CODE,
        judge=Judge.AUTO,
        hints=hints,
        due_day=None,  # the attempts of a day are one review: its end decides
    )


def new_uuid() -> str:
    """Make a name that no other machine makes."""
    return os.urandom(16).hex()


def minutes_east(now: datetime) -> int:
    """Give the offset from UTC in minutes."""
    offset = now.utcoffset()
    return int(offset.total_seconds() // 60) if offset else 0


def milliseconds(now: datetime) -> int:
    """Give an instant as milliseconds since 1970, UTC."""
    return int(now.timestamp() * 1000)
