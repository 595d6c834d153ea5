"""The plan until an interview: decided once, made anew from the log whenever it is asked for."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from drill.actions.dates import read_date
from drill.actions.record import milliseconds, new_uuid, open_log
from drill.errors import UsageError
from drill.model.card import Kind
from drill.model.indexed import CODE_KIND
from drill.model.plan import ActivePlan, Item, Plan
from drill.model.review import CODE, Event, Happened
from drill.schedule import plan as schedule
from drill.schedule.day import day_of, study_day
from drill.store.index import Index
from drill.store.log import Log
from drill.store.plan import Agenda, Plannable

MINUTES = 30
MOST_MINUTES = 600
ENOUGH = 10  # answers of a kind, before their median counts
COMPARED = 5000  # items: for more of them, other minutes take too long to try
REPEATS = 1.25  # answers to a card on one day: what failed is asked again
CODE_WEIGHT = 10.0  # cards: an interview has dozens of questions and one or two problems

SECONDS: dict[str, float] = {
    Kind.RECALL: 40,
    Kind.CHOICE: 20,
    Kind.CLOZE: 20,
    Kind.NUMBER: 45,
    Kind.ORDER: 40,
    Kind.BUG: 50,
}


def set_plan(
    folder: Path, date: date, minutes: int, now: datetime, topics: Sequence[str] = ()
) -> ActivePlan:
    """Store that the interview is on `date`, and how many minutes a day there are until then."""
    check_minutes(minutes)
    payload: dict[str, Any] = {"date": date.isoformat(), "minutes": minutes}
    if topics:
        payload["topics"] = list(topics)
    with open_log(folder) as log:
        _store(log, json.dumps(payload, ensure_ascii=False), now)
    return ActivePlan(date=date, minutes=minutes, topics=tuple(topics))


def clear_plan(folder: Path, now: datetime) -> bool:
    """End the plan; False where none was active."""
    with open_log(folder) as log:
        active = active_plan(log, now) is not None
        if active:
            _store(log, "", now)
    return active


def active_plan(log: Log, now: datetime) -> ActivePlan | None:
    """Give the plan decided last. It is over when its date has passed, or when it was ended."""
    events = log.events(Happened.PLAN)
    plan = _read(events[-1].payload) if events else None
    return plan if plan is not None and day_of(plan.date) >= study_day(now) else None


def decide(
    active: ActivePlan | None,
    day: str | None,
    minutes: int | None,
    topics: tuple[str, ...],
    today: date,
) -> ActivePlan:
    """Read what was asked for; without a day, the minutes of the `active` plan change."""
    if minutes is not None:
        check_minutes(minutes)
    if day is not None:
        kept = active.minutes if active else MINUTES
        return ActivePlan(date=read_date(day, today), minutes=minutes or kept, topics=topics)
    if topics:
        raise UsageError(
            "found topics without the day of the interview",
            hint=f"`drill plan {topics[0]} --date +21d`",
        )
    if active is None:
        raise UsageError(
            "no plan is active whose minutes could change",
            hint=f"give the day too: `drill plan --date +21d --minutes {minutes}`",
        )
    return replace(active, minutes=minutes or active.minutes)


def check_minutes(minutes: int) -> None:
    """Refuse what is not a share of a day."""
    if not 1 <= minutes <= MOST_MINUTES:
        raise UsageError(
            f"found {minutes} minutes a day where 1 to {MOST_MINUTES} were wanted",
            hint="`--minutes 30` is half an hour a day",
        )


def make_plan(log: Log, index: Index, now: datetime, asked: ActivePlan) -> Plan:
    """Plan the days until the interview, and try half and twice the minutes."""
    today = study_day(now)
    agenda = Agenda(log, index, asked.topics)
    items = _items(agenda.fresh() + agenda.known(), seconds_by_kind(agenda.pace(today)))
    plan = schedule.make_plan(items, asked, today)
    if not items or len(items) > COMPARED or today >= plan.interview:
        return plan
    return replace(plan, others=tuple(_others(items, plan)))


def readiness(log: Log, index: Index, plan: ActivePlan, now: datetime) -> float:
    """Give the expected recall over what `plan` is about, if one were asked now."""
    agenda = Agenda(log, index, plan.topics)
    items = _items(agenda.fresh() + agenda.known(), seconds_by_kind(()))
    return schedule.ready_today(items, study_day(now))


def todays_work(
    log: Log, index: Index, plan: ActivePlan, now: datetime, topics: Sequence[str] = ()
) -> list[str]:
    """List what the plan still has for today: cards, the most useful first, then problems.

    Other `topics` than the plan's may be asked for.
    """
    today = study_day(now)
    agenda = Agenda(log, index, topics or plan.topics)
    seconds = seconds_by_kind(agenda.pace(today))
    most = {kind: int(60 * plan.minutes / one) + 1 for kind, one in seconds.items()}
    fresh = agenda.first(today, most | {CODE_KIND: plan.minutes})
    items = _items(fresh + agenda.known(), seconds)
    share = schedule.todays_share(items, today, day_of(plan.date), plan.minutes)
    return [item.id for item in sorted(share, key=lambda item: item.id.startswith(CODE))]


def seconds_by_kind(answers: Iterable[tuple[str, int, str]]) -> dict[str, float]:
    """Say how long a card of each kind takes on a day, repeats included.

    `answers` are kind, milliseconds, and a name for item and day, none of them of today: a share
    that is done stays done. The median of a person's own where there are enough, else the usual.
    """
    times: dict[str, list[int]] = {}
    days = set()
    for kind, ms, item_day in answers:
        times.setdefault(kind, []).append(ms)
        days.add(item_day)
    count = sum(map(len, times.values()))
    repeats = count / len(days) if count >= 5 * ENOUGH else REPEATS
    found = dict(SECONDS)
    for kind, given in times.items():
        if len(given) >= ENOUGH:
            found[kind] = max(sorted(given)[len(given) // 2] / 1000, 1.0)
    return {kind: repeats * one for kind, one in found.items()}


def _others(items: Sequence[Item], plan: Plan) -> Iterator[tuple[int, float]]:
    """Try half and twice the minutes. More of them never do harm: one need not use them."""
    asked, expected = plan.asked, plan.whole.expected
    for minutes in (max(asked.minutes // 2, 1), min(asked.minutes * 2, MOST_MINUTES)):
        if minutes != asked.minutes:
            other = schedule.make_plan(items, replace(asked, minutes=minutes), plan.today)
            bound = max if minutes > asked.minutes else min
            yield minutes, bound(other.whole.expected, expected)


def _items(rows: Iterable[Plannable], seconds: Mapping[str, float]) -> list[Item]:
    """Give each item the time it takes this person."""
    return [
        Item(
            id=one.id,
            memory=one.memory,
            seconds=seconds[one.kind] if one.minutes is None else 60.0 * one.minutes,
            weight=1.0 if one.minutes is None else CODE_WEIGHT,
            topics=one.topics,
            hidden_until=one.hidden_until,
        )
        for one in rows
    ]


def _store(log: Log, payload: str, now: datetime) -> None:
    event = Event(
        uuid=new_uuid(), item="", ts_ms=milliseconds(now), kind=Happened.PLAN, payload=payload
    )
    log.add_event(event)


def _read(payload: str) -> ActivePlan | None:
    """Read a stored plan; what a newer drill wrote and we cannot read is none."""
    try:
        found = json.loads(payload)
        return ActivePlan(
            date=date.fromisoformat(found["date"]),
            minutes=int(found["minutes"]),
            topics=tuple(map(str, found.get("topics", ()))),
        )
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
