"""What is known now, and what comes: expected recall of items, topics and the days ahead.

forecast      items by the day they are due, overdue ones today, and of these the sum of
              1 - expected recall on that day
knowledge     the sum of expected recall today; what was never seen counts as 0
weakest       topics with something seen by their knowledge: by expected recall, not past answers
"""

from collections.abc import Iterable, Mapping, Sequence

from drill.model.counts import Held
from drill.model.stats import DueDay, Knowledge, Topic
from drill.schedule.day import date_of
from drill.schedule.memory import recall_after

AHEAD = 30  # days of the forecast
WEAKEST = 5


def forecast(held: Iterable[Held], today: int) -> tuple[DueDay, ...]:
    """Count what is due on each of the next days, today first."""
    due, fails = [0] * AHEAD, [0.0] * AHEAD
    for one in held:
        ahead = max(one.due - today, 0)
        if ahead < AHEAD:
            due[ahead] += 1
            fails[ahead] += 1 - recall_after(one.stability, today + ahead - one.last_day)
    return tuple(
        DueDay(day=date_of(today + ahead), due=due[ahead], fails=fails[ahead])
        for ahead in range(AHEAD)
    )


def recalls(held: Iterable[Held], today: int) -> dict[str, float]:
    """Give the expected recall of each item today."""
    return {one.item: recall_after(one.stability, today - one.last_day) for one in held}


def knowledge(total: int, known: Sequence[float]) -> Knowledge:
    """Sum up the expected recall of what was seen, of `total` items."""
    sum_ = sum(known)
    return Knowledge(
        total=total,
        seen=len(known),
        known=sum_,
        share=sum_ / total if total else 0.0,
        held=sum_ / len(known) if known else None,
    )


def topics(
    totals: Mapping[str, int], members: Iterable[tuple[str, str]], known: Mapping[str, float]
) -> tuple[Topic, ...]:
    """Give what is known of each topic, the weakest first, then those not begun by name.

    `members` are pairs of topic and item.
    """
    parts: dict[str, list[float]] = {name: [] for name in totals}
    for name, item in members:
        if item in known:
            parts[name].append(known[item])
    found = [Topic(name=name, knowledge=knowledge(totals[name], parts[name])) for name in totals]
    return tuple(sorted(found, key=_weakest_first))


def weakest(topics: Iterable[Topic]) -> tuple[str, ...]:
    """Name the topics one knows least of, of those with something seen."""
    begun = sorted((one for one in topics if one.knowledge.seen), key=_weakest_first)
    return tuple(one.name for one in begun[:WEAKEST])


def _weakest_first(topic: Topic) -> tuple[bool, float, str]:
    return not topic.knowledge.seen, topic.knowledge.share, topic.name
