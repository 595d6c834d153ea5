"""The plan until an interview: what gains most recall on that day for the time it takes.

Nothing is stored: the order is made anew from what is remembered, whenever it is asked for. The
days ahead are played through with answers of which as many are right as the model expects.
"""

from collections.abc import Iterable, Sequence

from drill.model.plan import ActivePlan, Item, Plan, PlanDay, Readiness, Task
from drill.model.review import CODE
from drill.schedule import worth
from drill.schedule.day import day_of
from drill.schedule.worth import State, state_of

LEAST = 0.02  # cards that a minute must bring to memory; where it is less, rest is better
_EVEN = 0.5  # where the count of right answers starts: rounding, not always up or down

States = list[State | None]


def gain(item: Item, day: int, interview: int) -> float:
    """Give the recall expected on the interview day after a review on `day`, less that without."""
    return worth.gain(state_of(item.memory), day, interview)


def todays_order(items: Sequence[Item], today: int, interview: int) -> list[str]:
    """List the ids of what is worth a review today, by gain per second; equals keep their order.

    An item is asked once a day, and nothing on the day of the interview.
    """
    states = [state_of(item.memory) for item in items]
    return [items[i].id for i in _ranked(items, states, today, interview)]


def todays_share(items: Sequence[Item], today: int, interview: int, minutes: float) -> list[Item]:
    """Cut today's order where the minutes are over; what was done today has used its own."""
    states = [state_of(item.memory) for item in items]
    ranked = _ranked(items, states, today, interview)
    done = _spent(items, today)
    return [items[i] for i in _fitting(items, ranked, 60 * minutes, done)]


def make_plan(items: Sequence[Item], asked: ActivePlan, today: int) -> Plan:
    """Play the days until the eve of the interview; `minutes` hold for each."""
    interview = day_of(asked.date)
    before = [state_of(item.memory) for item in items]
    states, days, right = list(before), [], _EVEN
    done = _spent(items, today)
    for day in range(today, interview):
        ranked = _ranked(items, states, day, interview)
        used = done if day == today else 0.0
        tasks = []
        for i in _fitting(items, ranked, 60 * asked.minutes, used):
            state = states[i]
            tasks.append(Task(item=items[i].id, seconds=items[i].seconds, new=state is None))
            right += worth.chance(state, day)
            states[i] = worth.remembered(state, day) if right >= 1 else worth.forgotten(state, day)
            right -= right >= 1
        days.append(PlanDay(day=day, tasks=tuple(tasks)))

    def ready(chosen: Iterable[int]) -> Readiness:
        return _readiness(list(chosen), before, states, today, interview)

    code = [i for i, item in enumerate(items) if item.id.startswith(CODE)]
    cards = [i for i, item in enumerate(items) if not item.id.startswith(CODE)]
    topics = {name: ready(chosen) for name, chosen in _by_topic(items).items()}
    return Plan(
        asked=asked,
        today=today,
        interview=interview,
        spent=done / 60,
        days=tuple(days),
        whole=ready(range(len(items))),
        cards=ready(cards) if cards else None,
        code=ready(code) if code else None,
        topics=tuple(sorted(topics.items(), key=lambda row: (row[1].expected, row[0]))),
        unseen=before.count(None),
        never=states.count(None),
    )


def _ranked(items: Sequence[Item], states: States, day: int, interview: int) -> list[int]:
    """Give the places of the items worth a review on `day`, best first."""
    if day >= interview:
        return []
    fresh = worth.gain(None, day, interview)
    rated = []
    for i, (item, state) in enumerate(zip(items, states, strict=True)):
        if state is not None and state[2] >= day:
            continue
        gained = fresh if state is None else worth.gain(state, day, interview)
        value = item.weight * gained / item.seconds
        if value >= LEAST / 60:
            rated.append((-value, i))
    return [i for _, i in sorted(rated)]


def _fitting(items: Sequence[Item], ranked: Iterable[int], room: float, used: float) -> list[int]:
    """Fill `room` seconds, best first; an item is begun where at least half of it fits."""
    chosen = []
    for i in ranked:
        if used + items[i].seconds / 2 <= room:
            used += items[i].seconds
            chosen.append(i)
    return chosen


def _spent(items: Sequence[Item], today: int) -> float:
    """Count the seconds of what was done today."""
    return sum(one.seconds for one in items if one.memory and one.memory.last_day >= today)


def _readiness(
    chosen: Sequence[int], before: States, after: States, today: int, interview: int
) -> Readiness:
    def mean(states: States, day: int) -> float:
        return sum(worth.recall(states[i], day) for i in chosen) / max(len(chosen), 1)

    return Readiness(
        items=len(chosen),
        today=mean(before, today),
        idle=mean(before, interview),
        expected=mean(after, interview),
    )


def _by_topic(items: Sequence[Item]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for i, item in enumerate(items):
        for topic in item.topics:
            found.setdefault(topic, []).append(i)
    return found
