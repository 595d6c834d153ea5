"""Rows that the store counts and the schedule gives a meaning. Days are study days."""

from typing import NamedTuple


class Held(NamedTuple):
    """A memory of something in the bank that is not suspended. `due` minds a burial."""

    item: str
    stability: float
    last_day: int
    due: int
    lapses: int
    reps: int


class DayCounts(NamedTuple):
    """The sums over one study day, or over several; `drill.model.memory.Tally` explains them."""

    day: int
    reviews: int = 0
    cards: int = 0
    code: int = 0
    cram: int = 0
    ms: int = 0
    learned: int = 0
    young: int = 0
    young_right: int = 0
    mature: int = 0
    mature_right: int = 0


class Run(NamedTuple):
    """Study days in a row: the last of them, the next study day, and how many until it."""

    last: int
    next: int | None
    days: int


class BinSums(NamedTuple):
    """The sums over one bin of predictions; `loss` in nats."""

    bin: int
    n: int
    right: int
    predicted: float
    loss: float


class Solved(NamedTuple):
    """All attempts at one problem. `tries` and `ms` lead to the first accepted one."""

    problem: str
    attempts: int
    best: int
    verdict: str
    tries: int | None
    ms: int | None
    mistakes: dict[str, int]
