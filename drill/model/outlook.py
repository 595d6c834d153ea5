"""What there is to do today, in a glance."""

from dataclasses import dataclass

from drill.model.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """One item that waits; `overdue` in days, None for a new one."""

    id: str
    kind: str  # of card, or `code`
    title: Text
    topics: tuple[str, ...]
    overdue: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """Counts of items; `new` is today's share of `unseen`. `minutes` is an estimate."""

    due: int
    due_code: tuple[Waiting, ...]
    new: int
    unseen: int
    seen: int
    done_today: int
    minutes: int
    due_tomorrow: int
    next_day: int | None  # the next study day with something due, after today
    next_due: int
    days_left: int | None = None  # until the interview, where a plan is active


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """One answer that was stored from outside a quiz."""

    id: str
    rating: int
    day: int
    due_day: int
