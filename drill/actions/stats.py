"""Gather the statistics: the counts of the log, given their meaning."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from drill.model.counts import Held, Solved
from drill.model.outcome import Verdict
from drill.model.review import CODE
from drill.model.stats import Leech, ProblemStats, Stats, Today, Totals, WeakPoint
from drill.model.text import Text
from drill.model.typed import State
from drill.schedule import knowledge, stats
from drill.schedule.day import date_of, study_day
from drill.store.index import Index
from drill.store.log import Log
from drill.store.stats import Figures

LEECH = 4  # lapses
LEECHES = 10  # looked at closely: the worst
WEAK_POINTS = 3  # of one leech


def statistics(log: Log, index: Index, now: datetime) -> Stats:
    """Compute everything that `drill stats` shows, as of `now`."""
    today = study_day(now)
    figures = Figures(log, index)
    cards, problems = figures.sizes()
    held = figures.held()
    known = knowledge.recalls(held, today)
    topics = knowledge.topics(figures.topic_sizes(), figures.members(), known)
    everything, days, first = figures.totals()
    recent = figures.days(stats.first_day(today))
    so_far = next((one for one in recent if one.day == today), None)
    leeches = _leeches(held, known)
    runs = figures.runs()
    waiting = figures.waiting() if len(runs) > 1 else []  # it matters in gaps alone
    return Stats(
        today=date_of(today),
        cards=cards,
        problems=problems,
        readiness=knowledge.knowledge(cards + problems, list(known.values())),
        done=Today(
            answers=so_far.reviews if so_far else 0,
            minutes=so_far.ms / 60000 if so_far else 0.0,
            learned=so_far.learned if so_far else 0,
            due=sum(one.due <= today for one in held),
        ),
        totals=Totals(
            answers=everything.reviews,
            cards=everything.cards,
            code=everything.code,
            cram=everything.cram,
            minutes=everything.ms / 60000,
            learned=everything.learned,
            days=days,
            first=None if first is None else date_of(first),
        ),
        streak=stats.streak(runs, waiting, min((one.due for one in held), default=None), today),
        heat=stats.heat(recent, today),
        week=stats.between(recent, today - 6, today),
        month=stats.between(recent, today - 29, today),
        ever=stats.retention([everything]),
        weeks=stats.by_week(recent, today),
        months=stats.by_month(recent, today),
        forecast=knowledge.forecast(held, today),
        topics=topics,
        weakest=knowledge.weakest(topics),
        leech_count=len(leeches),
        leeches=tuple(_leech(figures, index, one, known) for one in leeches[:LEECHES]),
        coding=_coding(figures.solved(), index, held, known),
        calibration=stats.calibration(*figures.bins()),
    )


def _leeches(held: Iterable[Held], known: Mapping[str, float]) -> list[Held]:
    """Pick what was forgotten too often, the worst first."""
    found = [one for one in held if one.lapses >= LEECH]
    return sorted(found, key=lambda one: (-one.lapses, known[one.item], one.item))


def _leech(figures: Figures, index: Index, one: Held, known: Mapping[str, float]) -> Leech:
    return Leech(
        id=one.item,
        title=_title(index, one.item),
        lapses=one.lapses,
        reps=one.reps,
        recall=known[one.item],
        points=_weak_points(figures.grades(one.item), _point_texts(index, one.item)),
    )


def _weak_points(grades: Iterable[Any], texts: tuple[Text, ...]) -> tuple[WeakPoint, ...]:
    """Count the key points that were missed; what an edited card no longer has is left out."""
    asked: Counter[int] = Counter()
    missed: Counter[int] = Counter()
    for point, state in (pair for grade in grades for pair in _points(grade)):
        asked[point] += 1
        missed[point] += state != State.HIT
    worst = sorted(missed, key=lambda point: (-missed[point] / asked[point], point))
    return tuple(
        WeakPoint(text=texts[point], missed=missed[point], asked=asked[point])
        for point in worst
        if missed[point] and point < len(texts)
    )[:WEAK_POINTS]


def _points(grade: Any) -> Iterable[tuple[int, str]]:
    """Read ``{"points": [{"point": 0, "state": "hit"}]}``; anything else says nothing."""
    points = grade.get("points") if isinstance(grade, dict) else None
    for one in points if isinstance(points, list) else ():
        if isinstance(one, dict) and isinstance(one.get("point"), int) and one["point"] >= 0:
            yield one["point"], str(one.get("state"))


def _point_texts(index: Index, item: str) -> tuple[Text, ...]:
    if item.startswith(CODE):
        return ()
    return tuple(point.text for point in index.card(item).points)


def _coding(
    solved: Iterable[Solved], index: Index, held: Iterable[Held], known: Mapping[str, float]
) -> tuple[ProblemStats, ...]:
    due = {one.item: one.due for one in held}
    return tuple(
        ProblemStats(
            id=one.problem,
            title=_title(index, item),
            verdict=Verdict(one.verdict),
            best=one.best,
            attempts=one.attempts,
            mistakes=tuple(sorted(one.mistakes.items(), key=lambda pair: (-pair[1], pair[0]))),
            tries=one.tries,
            minutes=None if one.ms is None else one.ms / 60000,
            recall=known.get(item),
            due=date_of(due[item]) if item in due else None,
        )
        for one in solved
        for item in [CODE + one.problem]
    )


def _title(index: Index, item: str) -> Text:
    """Give the title; what is not in the bank any more goes by its name."""
    entry = index.entry(item)
    name = item.removeprefix(CODE)
    return entry.title if entry else Text(name, name)
