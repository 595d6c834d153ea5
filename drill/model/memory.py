"""What is remembered of one item, and what the days add up to."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """The state of one item after its reviews.

    `stability` in days: recall falls to 90 % after so many; `difficulty` from 1 to 10; days are
    study days. `before` is the state on the eve of `last_day`, kept for coding problems, whose
    attempts of one day are one review.
    """

    stability: float
    difficulty: float
    first_day: int
    last_day: int
    due_day: int
    reps: int
    lapses: int
    rating: int
    before: "Memory | None" = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Counts of one study day, added up over reviews.

    `young` and `mature` count the first review of a card on a day, at least a day after the one
    before; mature are intervals of 21 days and more.
    """

    day: int
    reviews: int = 0
    cards: int = 0
    code: int = 0
    cram: int = 0
    ms: int = 0
    learned: int = 0  # items seen for the first time
    young: int = 0
    young_right: int = 0
    mature: int = 0
    mature_right: int = 0
    predicted: float | None = None  # the model's word on the one review counted above
    overdue: int | None = None  # the day it was due, where this review came on a later one
