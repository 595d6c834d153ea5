"""Sum up a quiz session: what was learned, what failed, what comes next."""

from collections import Counter
from dataclasses import dataclass

from drill.actions.plan import active_plan, readiness
from drill.actions.quiz.outlook import outlook
from drill.actions.quiz.session import Session
from drill.model.review import Rating
from drill.model.summary import Summary, TopicScore
from drill.model.text import Text
from drill.schedule import stats
from drill.schedule.day import date_of, study_day
from drill.store.stats import Figures

TOPICS = 6  # shown: those asked most


def summarise(session: Session, *, interrupted: bool) -> Summary:
    """Sum up `session`; `interrupted` where the person left before its end."""
    now = session.clock()
    rated = [one for one in session.done if one.rating is not None]
    last: dict[str, Rating] = {}
    failed: dict[str, Text] = {}
    topics = _Topics(Counter(), Counter())
    for one in rated:
        assert one.rating is not None
        right = one.rating > Rating.AGAIN
        last[one.asked.entry.id] = one.rating
        if not right:
            failed.setdefault(one.asked.entry.id, one.asked.entry.title)
        topics.add(one.asked.entry.topics[:1], right=right)
    new = {one.asked.entry.id for one in rated if one.asked.memory is None}
    ahead = outlook(session.log, session.index, now)
    plan = active_plan(session.log, now)
    figures = Figures(session.log, session.index)
    held = figures.held()
    streak = stats.streak(
        figures.runs(),
        figures.waiting(),
        min((one.due for one in held), default=None),
        study_day(now),
    )
    return Summary(
        answered=len(rated),
        right=sum(one.rating is not None and one.rating > Rating.AGAIN for one in rated),
        learned=sum(last[item] >= Rating.GOOD for item in new),
        minutes=session.minutes,
        again=tuple(failed.values()),
        topics=topics.scores(),
        due_tomorrow=ahead.due_tomorrow,
        next_day=date_of(ahead.next_day).isoformat() if ahead.next_day is not None else "",
        new_left=ahead.unseen,
        streak=streak.now,
        interrupted=interrupted,
        days_left=ahead.days_left,
        ready=readiness(session.log, session.index, plan, now) if plan else None,
    )


@dataclass(frozen=True, slots=True)
class _Topics:
    """Answers by the first topic of a card: the others are finer words for the same."""

    answered: Counter[str]
    right: Counter[str]

    def add(self, topics: tuple[str, ...], *, right: bool) -> None:
        for topic in topics:
            self.answered[topic] += 1
            self.right[topic] += right

    def scores(self) -> tuple[TopicScore, ...]:
        return tuple(
            TopicScore(topic=topic, right=self.right[topic], answered=n)
            for topic, n in self.answered.most_common(TOPICS)
        )
