"""What the program thinks of an answer that was typed."""

from dataclasses import dataclass
from enum import StrEnum

from drill.model.review import Rating
from drill.model.text import Text


class State(StrEnum):
    """Whether a key point is in an answer."""

    HIT = "hit"
    MISS = "miss"
    DOUBTFUL = "doubtful"  # said and denied in one answer: a person has to look


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """What was found for key point number `point` (from 0).

    `span` are the characters of the answer, as typed, that were compared with `wording`; None
    where nothing like it was found. `why` explains what is not a hit, where there is something
    to explain.
    """

    point: int
    state: State
    span: tuple[int, int] | None = None
    wording: str = ""
    why: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """A typed answer against all key points.

    `score` is the weight of the points hit, 0 to 1; a `must` point weighs 2, any other 1.
    """

    hits: tuple[Hit, ...]
    score: float
    suggested: Rating


class Mark(StrEnum):
    """What a short answer is worth."""

    RIGHT = "right"
    NEAR = "near"  # right but for the spelling; counts as right
    WRONG = "wrong"
    UNREADABLE = "unreadable"  # not an answer of this kind: to be typed again, not counted


@dataclass(frozen=True, slots=True, kw_only=True)
class Short:
    """A short answer: a filled gap, a number, an order or a choice.

    `value` is the number that was read; `read` the options or steps, from 1, as typed; `wrong`
    the index in `read` of the first step out of order.
    """

    mark: Mark
    why: Text
    value: float | None = None
    read: tuple[int, ...] = ()
    wrong: int | None = None
