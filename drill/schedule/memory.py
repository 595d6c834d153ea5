"""Memory after a review: FSRS-6 by the `fsrs` package, fed with study days.

The package counts days as spans of 24 hours, so every review is put at noon of its study day:
22:00 and 08:00 the next morning are a day apart. No type of the package leaves this module.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

from drill.model.draw import draw
from drill.model.memory import Memory, Tally
from drill.model.review import Origin, Rating, Review

if TYPE_CHECKING:
    from fsrs import Scheduler

MODEL = "fsrs-6:default"
TARGET = 0.9  # expected recall when a card comes back
LONGEST = 36500  # days
MATURE = 21  # days between reviews
_NEVER_FUZZED = 3  # days: shorter intervals stay as they are


def recall(memory: Memory, day: int) -> float:
    """Expect to recall with this probability on `day`."""
    return recall_after(memory.stability, day - memory.last_day)


def recall_after(stability: float, days: int) -> float:
    """Expect to recall with this probability so many days after a review."""
    decay, factor = _curve()
    return float((1 + factor * max(days, 0) / stability) ** decay)


def power() -> float:
    """Give the power with which memory fades: recall is (1 + c t / stability) ** -power."""
    return -_curve()[0]


def step(
    memory: Memory | None, rating: Rating, day: int, item: str, due_day: int | None = None
) -> Memory:
    """Review once. The due day holds the fuzz that `item` and the number of reviews decide.

    A `day` before the last review (a clock set back) counts as the same day. A `due_day` that
    was chosen then is a fact and stays.
    """
    day = day if memory is None else max(day, memory.last_day)
    stability, difficulty, interval = _fsrs(memory, rating, day)
    reps = 1 if memory is None else memory.reps + 1
    lapsed = memory is not None and rating is Rating.AGAIN and day > memory.last_day
    return Memory(
        stability=stability,
        difficulty=difficulty,
        first_day=day if memory is None else memory.first_day,
        last_day=day,
        due_day=day + fuzzed(interval, item, reps) if due_day is None else due_day,
        reps=reps,
        lapses=(memory.lapses if memory else 0) + lapsed,
        rating=rating,
    )


def outcomes(memory: Memory | None, day: int, item: str) -> dict[Rating, Memory]:
    """Show what each rating would lead to; answering leads to exactly that."""
    return {rating: step(memory, rating, day, item) for rating in Rating}


def replay(memory: Memory | None, reviews: Sequence[Review]) -> Memory | None:
    """Go on from `memory` with reviews of one item, in order of time.

    Coding problems have one review a day: accepted at once is Good, later or with hints Hard.
    """
    for review in reviews:
        if review.origin is Origin.CRAM:
            continue
        if review.origin is Origin.CODE:
            memory = _attempt(memory, review)
        else:
            memory = step(memory, review.rating, review.day, review.item, review.due_day)
    return memory


def tally(memory: Memory | None, review: Review) -> Tally:
    """Count one review, `memory` being the state before it."""
    card = review.origin in (Origin.CARD, Origin.IMPORT)
    right = review.rating > Rating.AGAIN
    counted = card and memory is not None and review.day > memory.last_day
    mature = counted and memory is not None and memory.due_day - memory.last_day >= MATURE
    young = counted and not mature
    late = memory is not None and review.day > memory.due_day and review.origin is not Origin.CRAM
    return Tally(
        day=review.day,
        reviews=1,
        cards=int(card),
        code=int(review.origin is Origin.CODE),
        cram=int(review.origin is Origin.CRAM),
        ms=review.total_ms or 0,
        learned=int(memory is None and review.origin is not Origin.CRAM),
        young=int(young),
        young_right=int(young and right),
        mature=int(mature),
        mature_right=int(mature and right),
        predicted=review.predicted if counted else None,
        overdue=memory.due_day if memory is not None and late else None,
    )


def fuzzed(interval: int, item: str, reps: int) -> int:
    """Spread an interval a little, always the same way for the same item and review."""
    if interval < _NEVER_FUZZED:
        return interval
    reach = max(1, round(0.05 * min(interval, 20) + 0.03 * max(interval - 20, 0)))
    shift = draw(f"{item} {reps}") % (2 * reach + 1) - reach
    return min(max(interval + shift, 2), LONGEST)


def _attempt(memory: Memory | None, review: Review) -> Memory:
    """Take an attempt at a coding problem into the one review of its day."""
    again = memory is not None and review.day <= memory.last_day and memory.reps > 0
    if not again:
        return _with_before(step(memory, review.rating, review.day, review.item), memory)
    assert memory is not None
    if memory.rating > Rating.AGAIN:  # accepted already today: what follows is play
        return memory
    rating = min(review.rating, Rating.HARD)
    fresh = step(memory.before, Rating(rating), memory.last_day, review.item)
    return _with_before(fresh, memory.before)


def _with_before(memory: Memory, before: Memory | None) -> Memory:
    return replace(memory, before=before and replace(before, before=None))


def _fsrs(memory: Memory | None, rating: Rating, day: int) -> tuple[float, float, int]:
    """Ask the package: stability, difficulty and the interval in days."""
    new, known, ratings = _kit()
    now = _noon(day)
    if memory is None:
        card = new
    else:
        card = known
        card.stability, card.difficulty = memory.stability, memory.difficulty
        card.last_review = _noon(memory.last_day)
    after, _ = _scheduler().review_card(card, ratings[rating], now)  # works on a copy of it
    assert after.stability is not None
    assert after.difficulty is not None
    return after.stability, after.difficulty, (after.due - now).days


@cache
def _noon(day: int) -> Any:
    from datetime import UTC, datetime, timedelta

    return datetime(1970, 1, 1, 12, tzinfo=UTC) + timedelta(days=day)


@cache
def _kit() -> tuple[Any, Any, dict[int, Any]]:
    """Make a new card, a card to fill in (making one for each step takes too long), ratings."""
    from fsrs import Card, Rating, State

    new, known = Card(card_id=1), Card(card_id=1)  # without a number it sleeps to make one
    known.state, known.step = State.Review, None
    return new, known, {int(rating): rating for rating in Rating}


@cache
def _scheduler() -> "Scheduler":
    from fsrs import Scheduler

    return Scheduler(
        desired_retention=TARGET,
        learning_steps=(),  # what failed comes back in the session itself
        relearning_steps=(),
        maximum_interval=LONGEST,
        enable_fuzzing=False,  # its fuzz is drawn from a generator nobody can seed
    )


@cache
def _curve() -> tuple[float, float]:
    """Give decay and factor of the forgetting curve; recall is 0.9 after `stability` days."""
    decay = -float(_scheduler().parameters[20])
    return decay, float(0.9 ** (1 / decay) - 1)
