"""What came of one quiz session."""

from dataclasses import dataclass

from drill.model.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicScore:
    """How the answers to the cards of one topic went."""

    topic: str
    right: int
    answered: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """Counts of answers; `right` are those rated Hard or better.

    `learned` are new cards that ended at Good or better; `again` the titles of what failed, in
    the order asked, each once. `next_day` names the next day with something due, where that is
    not tomorrow. `days_left` and `ready` (expected recall now, 0 to 1) are those of an active
    plan.
    """

    answered: int
    right: int
    learned: int
    minutes: float
    again: tuple[Text, ...] = ()
    topics: tuple[TopicScore, ...] = ()
    due_tomorrow: int = 0
    next_day: str = ""
    new_left: int = 0
    streak: int = 0
    interrupted: bool = False
    days_left: int | None = None
    ready: float | None = None
