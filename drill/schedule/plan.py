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
_ROUNDING = 1e-6  # seconds
_EVEN = 0.5  # where the count of right answers starts: rounding, not always up or down

States = list[State | None]
Ranked = list[tuple[float, int]]  # worth per second, place among the items


def gain(item: Item, day: int, interview: int) -> float:
    """Give the recall expected on the interview day after a review on `day`, less that without."""
    return worth.gain(state_of(item.memory), day, interview)


def todays_order(items: Sequence[Item], today: int, interview: int) -> list[str]:
    """List the ids of what is worth a review today, by gain per second; equals keep their order.

    An item is asked once a day, and nothing on the day of the interview.
    """
    states = [state_of(item.memory) for item in items]
    return [items[i].id for _, i in _ranked(items, states, today, interview)]


def todays_share(items: Sequence[Item], today: int, interview: int, minutes: float) -> list[Item]:
    """Cut today's order where the minutes are over; what was done today has used its own."""
    states = [state_of(item.memory) for item in items]
    ranked = _ranked(items, states, today, interview)
    room = 60 * (minutes - spent(items, today))
    return [items[i] for i in _fitting(items, ranked, room)]


def spent(items: Iterable[Item], today: int) -> float:
    """Count the minutes of what was done today, each item taking what it usually takes."""
    done = [one.seconds for one in items if one.memory and one.memory.last_day == today]
    return sum(done) / 60


def make_plan(items: Sequence[Item], asked: ActivePlan, today: int) -> Plan:
    """Play the days until the eve of the interview; `minutes` hold for each."""
    interview = day_of(asked.date)
    before = [state_of(item.memory) for item in items]
    states, days, right = list(before), [], _EVEN
    done = spent(items, today)
    for day in range(today, interview):
        ranked = _ranked(items, states, day, interview)
        minutes = asked.minutes - (done if day == today else 0)
        tasks = []
        for i in _fitting(items, ranked, 60 * minutes):
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
        spent=done,
        days=tuple(days),
        whole=ready(range(len(items))),
        cards=ready(cards) if cards else None,
        code=ready(code) if code else None,
        topics=tuple(sorted(topics.items(), key=lambda row: (row[1].expected, row[0]))),
        unseen=before.count(None),
        never=states.count(None),
        too_long=tuple(item.seconds for item in items if item.seconds > 60 * asked.minutes),
    )


def _ranked(items: Sequence[Item], states: States, day: int, interview: int) -> Ranked:
    """Give what is worth a review on `day`, best first: worth per second, place in `items`."""
    if day >= interview:
        return []
    fresh = worth.gain(None, day, interview)
    rated = []
    for i, (item, state) in enumerate(zip(items, states, strict=True)):
        if item.hidden_until > day or (state is not None and state[2] >= day):
            continue
        gained = fresh if state is None else worth.gain(state, day, interview)
        value = item.weight * gained / item.seconds
        if value >= LEAST / 60:
            rated.append((-value, i))
    return [(-minus, i) for minus, i in sorted(rated)]


def _fitting(items: Sequence[Item], ranked: Ranked, room: float) -> list[int]:
    """Fill `room` seconds, best first.

    What is long finds the room taken by small things. So the best that did not fit is also tried
    in the first place, and the day that is worth more is taken.
    """
    chosen, value, missed = _fill(items, ranked, room)
    if missed is None:
        return chosen
    rest = [one for one in ranked if one is not missed]
    other, more, _ = _fill(items, [missed, *rest], room)
    return other if more > value else chosen


def _fill(
    items: Sequence[Item], ranked: Ranked, room: float
) -> tuple[list[int], float, tuple[float, int] | None]:
    """Take in order what fits: the places, what they are worth, the best that fits no more."""
    chosen, value, left, missed = [], 0.0, room, None
    for one in ranked:
        per_second, i = one
        seconds = items[i].seconds
        if seconds <= left + _ROUNDING:
            left -= seconds
            value += per_second * seconds
            chosen.append(i)
        elif missed is None and seconds <= room:
            missed = one
    return chosen, value, missed


def ready_today(items: Sequence[Item], today: int) -> float:
    """Give the mean recall over `items` now, 0 to 1; one never asked counts 0."""
    found = sum(worth.recall(state_of(item.memory), today) for item in items)
    return found / max(len(items), 1)


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
