"""List problems and cards with how far someone has come."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TypeVar

from drill.errors import UsageError
from drill.model.attempt import Progress
from drill.model.indexed import CODE_KIND, Entry, Listed
from drill.model.listing import CardRow, Row
from drill.model.memory import Memory
from drill.model.question import Level
from drill.model.review import CODE
from drill.schedule.day import study_day
from drill.schedule.memory import recall
from drill.store.index import Index
from drill.store.log import Log

T = TypeVar("T", Row, CardRow)

STATUSES = ("new", "tried", "accepted", "due", "learned", "suspended")


def problem_rows(
    problems: Iterable[Listed], progress: Mapping[str, Progress], due: Mapping[str, int], today: int
) -> tuple[Row, ...]:
    """List problems in order of level, then name; `due` are the due days of those tried."""
    rows = [_row(one, progress[one.id], due.get(one.id), today) for one in problems]
    return tuple(sorted(rows, key=lambda row: (list(Level).index(row.level), row.id)))


def problems(log: Log, index: Index, now: datetime) -> tuple[Row, ...]:
    """List every problem of the bank."""
    found = [index.problem(entry.id) for entry in index.entries(kinds=[CODE_KIND])]
    memories = {one.id: log.memory(CODE + one.id) for one in found}
    due = {name: memory.due_day for name, memory in memories.items() if memory is not None}
    return problem_rows(found, {one.id: log.progress(one.id) for one in found}, due, study_day(now))


def cards(log: Log, index: Index, now: datetime) -> tuple[CardRow, ...]:
    """List every card of the bank, in the order of its files."""
    today, memories, marks = study_day(now), log.memories(), log.marks()
    return tuple(
        _card(entry, memories.get(entry.id), marks.get(entry.id, (False, 0, False)), today)
        for entry in index.entries()
        if entry.kind != CODE_KIND
    )


def chosen(
    rows: Iterable[T], topic: str | None, level: Level | None, status: str | None, *, due: bool
) -> tuple[T, ...]:
    """Keep what fits the filters."""
    return tuple(
        row
        for row in rows
        if (topic is None or topic in row.topics)
        and (level is None or row.level is level)
        and (status is None or row.status == status)
        and (not due or (row.due_in is not None and row.due_in <= 0 and row.status != "suspended"))
    )


def check_topic(index: Index, topic: str) -> None:
    """Refuse a topic that nothing in the bank has."""
    topics = index.topics()
    if topic not in topics:
        raise UsageError(f"nothing has the topic {topic!r}", hint=f"topics: {', '.join(topics)}")


def _row(listed: Listed, progress: Progress, due: int | None, today: int) -> Row:
    return Row(
        id=listed.id,
        title=listed.title,
        topics=listed.topics,
        level=listed.level,
        minutes=listed.minutes,
        aliases=listed.aliases,
        status="accepted" if progress.accepted else "tried" if progress.attempts else "new",
        attempts=progress.attempts,
        best=progress.best,
        due_in=None if due is None else due - today,
    )


def _card(
    entry: Entry, memory: Memory | None, marks: tuple[bool, int, bool], today: int
) -> CardRow:
    suspended, buried, flagged = marks
    due_in = None if memory is None else max(memory.due_day, buried) - today
    status = "new" if due_in is None else "due" if due_in <= 0 else "learned"
    return CardRow(
        id=entry.id,
        kind=entry.kind,
        title=entry.title,
        topics=entry.topics,
        level=entry.level,
        status="suspended" if suspended else status,
        due_in=due_in,
        recall=None if memory is None else recall(memory, today),
        flagged=flagged,
    )
