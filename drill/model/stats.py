"""What `drill stats` shows, every number computed. Definitions in `drill.schedule.stats`."""

from dataclasses import dataclass
from datetime import date

from drill.model.outcome import Verdict
from drill.model.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How many of how many, and the 95 % interval; None where there is nothing to divide."""

    right: int
    n: int
    rate: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """Answers that were right at least a day after the one before; mature are 21 days and more."""

    young: Share
    mature: Share
    all: Share


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """The retention of a week or a month; `last` belongs to it."""

    first: date
    last: date
    retention: Retention


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """The study day so far. `due` is what is left of it."""

    answers: int
    minutes: float
    learned: int
    due: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """Everything since the first answer. `learned` counts items seen for the first time."""

    answers: int
    cards: int
    code: int
    cram: int
    minutes: float
    learned: int
    days: int
    first: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Streak:
    """Study days with an answer, none missed on which something was due."""

    now: int
    longest: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatDay:
    """One square of the heat map; `level` from 0, nothing, to 4."""

    day: date
    answers: int
    minutes: float
    level: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Heat:
    """Whole weeks, Monday first, up to today; `bounds` are the fewest answers of levels 1 to 4."""

    days: tuple[HeatDay, ...]
    bounds: tuple[int, int, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class DueDay:
    """What comes on a day, overdue items on the first; `fails` of them are expected to."""

    day: date
    due: int
    fails: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge:
    """Cards and problems of a topic or of all. `known` is the sum of expected recall now."""

    total: int
    seen: int
    known: float
    share: float  # known of total: what was never seen counts as not known
    held: float | None  # known of seen; None before anything was


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """What is known of one topic."""

    name: str
    knowledge: Knowledge


@dataclass(frozen=True, slots=True, kw_only=True)
class WeakPoint:
    """A key point that was missed in `missed` of the `asked` last answers that were checked."""

    text: Text
    missed: int
    asked: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Leech:
    """An item that is forgotten again and again."""

    id: str
    title: Text
    lapses: int
    reps: int
    recall: float
    points: tuple[WeakPoint, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemStats:
    """All attempts at one coding problem.

    `verdict` is the last one; `mistakes` are names with how often. `tries` counts the attempts up
    to the first accepted one and `minutes` goes from the first attempt to it; None before it.
    """

    id: str
    title: Text
    verdict: Verdict
    best: int
    attempts: int
    mistakes: tuple[tuple[str, int], ...]
    tries: int | None
    minutes: float | None
    recall: float | None
    due: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """Predictions from `low` up to `high`: their mean, and how many came true."""

    low: float
    high: float
    predicted: float
    observed: Share


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """Whether predictions come true. Nothing but `n` below `needed` answers.

    `loss` is the log loss of the predictions in nats; `constant` that of always predicting the
    share that came true.
    """

    n: int
    needed: int
    bins: tuple[Bin, ...] = ()
    loss: float | None = None
    constant: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stats:
    """The whole of it, as of a moment. Topics weakest first, `weakest` names the worst of them."""

    today: date
    cards: int  # in the bank
    problems: int
    readiness: Knowledge
    done: Today
    totals: Totals
    streak: Streak
    heat: Heat
    week: Retention  # the last 7 days
    month: Retention  # the last 30 days
    ever: Retention
    weeks: tuple[Period, ...]
    months: tuple[Period, ...]
    forecast: tuple[DueDay, ...]
    topics: tuple[Topic, ...]
    weakest: tuple[str, ...]
    leech_count: int
    leeches: tuple[Leech, ...]  # the worst
    coding: tuple[ProblemStats, ...]
    calibration: Calibration
