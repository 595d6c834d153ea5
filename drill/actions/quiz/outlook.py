"""Gather what there is to do today."""

from datetime import datetime

from drill.actions.plan import active_plan, todays_work
from drill.actions.quiz.todo import NEW_PER_DAY, waiting
from drill.model.outlook import Outlook
from drill.model.review import CODE
from drill.schedule.day import day_of, study_day
from drill.store.index import Index
from drill.store.log import Log
from drill.store.queue import Work

CARD_SECONDS = 30  # for one card; `drill plan` measures a person's own pace


def outlook(log: Log, index: Index, now: datetime) -> Outlook:
    """Count what is due, new and done on this study day; a plan decides where one is active."""
    today = study_day(now)
    work = Work(log, index)
    counts = work.counts(today)
    learned, done = work.done_on(today)
    problems = work.due(today, code=True)
    due, new = counts.due, min(counts.new, max(NEW_PER_DAY - learned, 0))
    plan = active_plan(log, now)
    if plan is not None:
        planned = todays_work(log, index, plan, now)
        problems = [item for item in planned if item.startswith(CODE)]
        new = sum(log.memory(item) is None for item in planned if not item.startswith(CODE))
        due = len(planned) - len(problems) - new
    entries = [entry for item in problems if (entry := index.entry(item)) is not None]
    seconds = (due + new) * CARD_SECONDS + sum(60 * (entry.minutes or 0) for entry in entries)
    next_day, next_due = work.next_due(today)
    return Outlook(
        due=due,
        due_code=tuple(waiting(log, entry, today) for entry in entries),
        new=new,
        unseen=counts.new,
        seen=counts.seen,
        done_today=done,
        minutes=max(round(seconds / 60), 1) if seconds else 0,
        due_tomorrow=counts.due_tomorrow,
        next_day=next_day,
        next_due=next_due,
        days_left=day_of(plan.date) - today if plan is not None else None,
    )
