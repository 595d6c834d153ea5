"""What one call of a submission came to."""

from dataclasses import dataclass
from enum import StrEnum, unique
from typing import Any

from drill.model.text import Text


@unique
class Verdict(StrEnum):
    """The one-word result of a case, and of a submission."""

    ACCEPTED = "accepted"
    WRONG_ANSWER = "wrong-answer"
    RUNTIME_ERROR = "runtime-error"
    TIME_LIMIT = "time-limit"
    CRASHED = "crashed"
    DOES_NOT_LOAD = "does-not-load"
    TAMPERING = "tampering"
    COULD_NOT_GRADE = "could-not-grade"  # our fault, never a score


@dataclass(frozen=True, slots=True)
class Returned:
    """It returned plain data.

    `mutated`: its inputs were not the same afterwards; `shared`: it returned a view of an
    input.
    """

    value: Any
    mutated: bool = False
    shared: bool = False


@dataclass(frozen=True, slots=True)
class Unreadable:
    """It returned something that is not plain data: a generator, an object, a ragged array."""

    what: Text


@dataclass(frozen=True, slots=True)
class Raised:
    """It raised. `line` is in the submission, 0 where none is known."""

    type: str
    message: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class TimedOut:
    """It gave no answer within `seconds`; then it was in `line`, 0 where that is not known."""

    seconds: float
    line: int = 0


@dataclass(frozen=True, slots=True)
class Crashed:
    """Its process ended without an answer."""

    how: Text


@dataclass(frozen=True, slots=True)
class Tampered:
    """It wrote to the grader's own channel."""


@dataclass(frozen=True, slots=True)
class NotCalled:
    """It was not called: its signature has no place for the argument `missing`."""

    missing: str


Outcome = Returned | Unreadable | Raised | TimedOut | Crashed | Tampered | NotCalled
