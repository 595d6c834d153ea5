"""A plan until the interview: what to do on each day, and how ready it makes."""

from dataclasses import dataclass
from datetime import date

from drill.model.memory import Memory


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What can be planned: a card, or a coding problem.

    `seconds` is what it takes on one day, being asked again after a failure included; `weight`
    how many cards it counts for when the order is made; `hidden_until` the study day on which
    it may be asked again.
    """

    id: str
    memory: Memory | None
    seconds: float
    weight: float = 1.0
    topics: tuple[str, ...] = ()
    hidden_until: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One item on one day."""

    item: str
    seconds: float
    new: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanDay:
    """The work of one study day, most useful first."""

    day: int
    tasks: tuple[Task, ...]

    @property
    def minutes(self) -> float:
        """How long it takes."""
        return sum(task.seconds for task in self.tasks) / 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Readiness:
    """Mean recall over some items; one never asked counts 0.

    `today`, on the day without any work (`idle`), and on the day with the plan (`expected`).
    """

    items: int
    today: float
    idle: float
    expected: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivePlan:
    """What a person decided: the day of the interview, minutes a day, topics (none: all)."""

    date: date
    minutes: int
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What to do from `today` until the eve of the interview, both study days.

    `spent` are minutes already worked today. `cards` and `code` are the two parts of `whole`,
    None where the bank has none; topics come weakest first. `unseen` and `never` count the items
    never asked: today, and on the day of the interview. `too_long` are the seconds of the items
    that take longer than a day has. `others` says what other minutes a day would bring.
    """

    asked: ActivePlan
    today: int
    interview: int
    spent: float
    days: tuple[PlanDay, ...]
    whole: Readiness
    cards: Readiness | None
    code: Readiness | None
    topics: tuple[tuple[str, Readiness], ...]
    unseen: int
    never: int
    too_long: tuple[float, ...] = ()
    others: tuple[tuple[int, float], ...] = ()
