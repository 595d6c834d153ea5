"""The result of grading one submission."""

from dataclasses import dataclass, field
from typing import Any

from drill.model.outcome import Outcome, Verdict
from drill.model.text import Text


@dataclass(frozen=True, slots=True)
class Difference:
    """How an answer differs from the right one: the first thing that is off.

    `kind` is one of kind, shape, dtype, value, order; `at` are the positions (index
    tuples) of differing elements in the expected array, the worst first, for marking;
    `part` is the position in a returned tuple, None where one value is returned.
    """

    kind: str
    message: Text
    at: tuple[tuple[int, ...], ...] = ()
    part: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseResult:
    """One named case: how many of its draws passed, and the worst verdict among them."""

    name: str
    title: Text
    draws: int
    passed: int
    shown: bool
    outcome: Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """One draw on which the answer is wrong: enough to see it and to run it again."""

    case: str
    title: Text
    seed: int
    names: tuple[str, ...]  # parameter names of the contract, one per input
    inputs: tuple[Any, ...]
    expected: Any
    outcome: Outcome
    verdict: Verdict
    difference: Difference | None  # None unless it returned


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnosis:
    """The named mistake, or the other convention, that the answer agrees with.

    `agreement` is the share of failing draws it explains; 1.0 means all, and then it
    agrees on every draw.
    """

    kind: str  # mistake | convention
    name: str
    text: Text
    agreement: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Error:
    """What stopped the answer: an exception, a crash, or a file that does not load."""

    type: str
    message: Text
    line: int = 0
    source: str = ""  # that line of the submission
    hint: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Speed:
    """Cost beside the reference; a None says nothing reliable was measured."""

    n: int
    ratio: float | None
    ratio_low: float | None
    ratio_high: float | None
    slope: float | None
    reference_slope: float | None
    peak_mb: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Everything there is to say about one submission."""

    problem: str
    title: Text
    file: str
    function: str
    verdict: Verdict
    score: int
    cases: tuple[CaseResult, ...] = ()
    counterexample: Failure | None = None
    failures: tuple[Failure, ...] = ()  # every failing draw, smallest first
    diagnosis: Diagnosis | None = None
    error: Error | None = None
    notes: tuple[Text, ...] = ()
    speed: Speed | None = None
    sandbox: dict[str, str] = field(default_factory=dict)
    picture: str = ""
    seed: int = 0
    elapsed_s: float = 0.0
    printed: str = ""
