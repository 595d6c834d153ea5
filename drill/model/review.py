"""What the log keeps: reviews and events. Neither is ever changed; undo is an event."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum

CODE = "code:"  # begins the item of a coding problem; a card's item is its id


class Rating(IntEnum):
    """How well an answer was remembered. Recognised only when shown is Again, not Hard."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


class Origin(StrEnum):
    """Where a review comes from. `CRAM` never enters the schedule."""

    CARD = "card"
    CODE = "code"
    CRAM = "cram"
    IMPORT = "import"


class Judge(StrEnum):
    """Who chose the rating."""

    SELF = "self"
    AUTO = "auto"  # the program, confirmed
    OVERRIDE = "override"  # the program suggested another one
    IMPORT = "import"


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """One answer. `day` is the study day, frozen when it was written.

    `predicted` is what the model expected just before, a probability; `due_day` what was chosen
    just after. Times in milliseconds; `tz_min` minutes east of UTC; `grade` JSON.
    """

    uuid: str
    item: str
    ts_ms: int
    tz_min: int
    day: int
    rating: Rating
    origin: Origin = Origin.CARD
    judge: Judge = Judge.SELF
    digest: str = ""  # of the card as it then was
    session: str = ""
    score: float | None = None  # the program's own, before anybody changed it; 0 to 1
    hints: int = 0
    reveal_ms: int | None = None
    total_ms: int | None = None
    typed: str | None = None
    grade: str | None = None
    predicted: float | None = None
    due_day: int | None = None
    model: str = ""


class Happened(StrEnum):
    """What an event says."""

    HINT = "hint"
    GAVE_UP = "gave-up"
    VOID = "void"  # `target` never happened
    SUSPEND = "suspend"
    UNSUSPEND = "unsuspend"
    BURY = "bury"  # until the day in the payload
    FLAG = "flag"
    UNFLAG = "unflag"
    WORDING = "wording"  # of a key point, added by the person
    PLAN = "plan"  # an empty payload ends it


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened beside the answers. `payload` is JSON."""

    uuid: str
    item: str
    ts_ms: int
    kind: Happened
    target: str | None = None
    payload: str = ""
