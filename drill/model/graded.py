"""A card's answer as the program graded it, of any kind of card."""

from dataclasses import dataclass

from drill.model.review import Rating
from drill.model.text import Text
from drill.model.typed import Hit


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One gap, step or option: what was typed, and what was right (the same where it was)."""

    typed: str
    right: bool
    wanted: str = ""
    note: Text | None = None  # such as a slip of spelling


@dataclass(frozen=True, slots=True, kw_only=True)
class Graded:
    """What an answer is worth.

    `typed` is the answer as it was given; `score` 0 to 1; `suggested` the rating a person
    confirms. `parts` are gaps (cloze), steps in the order given (order), options chosen
    (choice, bug); `hits` the key points (recall, bug). `expected` is a number card's value.
    `message` explains. `unreadable`: not an answer at all, to be typed again.
    """

    typed: str
    right: bool
    score: float
    suggested: Rating
    parts: tuple[Part, ...] = ()
    hits: tuple[Hit, ...] = ()
    chosen: frozenset[int] = frozenset()  # options by their place in the card, from 0
    expected: float | None = None
    worked: str = ""  # the formula with its numbers
    message: Text | None = None
    unreadable: bool = False
