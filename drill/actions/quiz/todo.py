"""What a session asks: what is due and what is new, or what the plan says."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from drill.errors import UsageError
from drill.model.indexed import Entry
from drill.model.review import Happened
from drill.schedule.day import study_day
from drill.store.index import Index
from drill.store.log import Log
from drill.store.queue import Work

if TYPE_CHECKING:
    from drill.model.outlook import Waiting

NEW_PER_DAY = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How a session was asked for. `new` None means what is left of the day's share."""

    topics: tuple[str, ...] = ()
    minutes: int | None = None
    new: int | None = None
    cram: bool = False
    typed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Todo:
    """Ids in the order of asking. `planned`: the order is the plan's.

    `behind` counts the days from now to the last answer, where the clock was set back.
    """

    due: tuple[str, ...]
    new: tuple[str, ...] = ()
    planned: bool = False
    behind: int = 0


def collect(log: Log, index: Index, options: Options, now: datetime) -> Todo:
    """Collect what a session asks; due before new, cards before coding problems."""
    today, topics = study_day(now), options.topics
    work = Work(log, index)
    behind = max(work.last_day() - today, 0)
    if options.cram:
        return Todo(due=tuple(work.known(today, topics)), behind=behind)
    if options.new is None and log.events(Happened.PLAN):
        from drill.actions.plan import active_plan, todays_work

        plan = active_plan(log, now)
        if plan is not None:
            planned = todays_work(log, index, plan, now, topics)
            return Todo(due=tuple(planned), planned=True, behind=behind)
    due = work.due(today, topics, code=False) + work.due(today, topics, code=True)
    share = options.new
    if share is None:
        share = max(NEW_PER_DAY - work.done_on(today)[0], 0)
    new = work.new(today, topics, share, code=False) if share else []
    return Todo(due=tuple(due), new=tuple(new), behind=behind)


def upcoming(log: Log, index: Index, options: Options, now: datetime) -> "list[Waiting]":
    """List what a session would ask, in order, without asking."""
    check_topics(index, options.topics)
    todo = collect(log, index, options, now)
    entries = [index.entry(item) for item in (*todo.due, *todo.new)]
    return [waiting(log, entry, study_day(now)) for entry in entries if entry is not None]


def waiting(log: Log, entry: Entry, today: int) -> "Waiting":
    """Say what one item is and how long it has waited."""
    from drill.model.outlook import Waiting

    memory = log.memory(entry.id)
    return Waiting(
        id=entry.id,
        kind=entry.kind,
        title=entry.title,
        topics=entry.topics,
        overdue=max(today - memory.due_day, 0) if memory is not None else None,
    )


def check_topics(index: Index, topics: Sequence[str]) -> None:
    """Refuse a topic that no card has, and name the near ones."""
    import difflib

    known = index.topics() if topics else {}
    for topic in topics:
        if topic not in known:
            near = difflib.get_close_matches(topic, known, 3, 0.5)
            hint = f"did you mean {', '.join(near)}?" if near else f"topics: {', '.join(known)}"
            raise UsageError(f"no card has the topic {topic!r}", hint=hint)
