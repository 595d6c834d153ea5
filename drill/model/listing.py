"""What `drill list` and `drill doctor` have to say."""

from dataclasses import dataclass

from drill.model.question import Level
from drill.model.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One problem and how far this person has come with it."""

    id: str
    title: Text
    topics: tuple[str, ...]
    level: Level
    minutes: int
    aliases: tuple[str, ...]
    status: str  # new | tried | accepted
    attempts: int
    best: int | None  # best score, None before the first attempt
    due_in: int | None = None  # days, 0 and less is due; None before the first attempt


@dataclass(frozen=True, slots=True, kw_only=True)
class CardRow:
    """One card and how well it is remembered; `recall` is a probability, None for a new one."""

    id: str
    kind: str
    title: Text
    topics: tuple[str, ...]
    level: Level
    status: str  # new | due | learned | suspended
    due_in: int | None
    recall: float | None
    flagged: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing `drill doctor` tried: `ok` is None where it could not be tried here."""

    area: str  # sandbox | bank | log | machine
    name: Text
    ok: bool | None
    detail: str = ""
