"""Judge one draw: what the submission did there, against what was right."""

from typing import Any, assert_never

import numpy as np

from drill.grading.compare import compare
from drill.grading.inputs import Draw, copies
from drill.grading.kinds import as_array
from drill.model.outcome import (
    Crashed,
    NotCalled,
    Outcome,
    Raised,
    Returned,
    Tampered,
    TimedOut,
    Unreadable,
    Verdict,
)
from drill.model.report import Difference
from drill.problem import Reference


def judge(
    reference: Reference, draw: Draw, expected: Any, outcome: Outcome
) -> tuple[Verdict, Difference | None]:
    """Give the verdict on one draw, with the difference where a wrong value came back."""
    match outcome:
        case Returned():
            found = difference(reference, draw, expected, outcome.value)
            return (Verdict.WRONG_ANSWER if found else Verdict.ACCEPTED), found
        case Unreadable():
            return Verdict.WRONG_ANSWER, Difference("kind", outcome.what)
        case Raised() | NotCalled():
            return Verdict.RUNTIME_ERROR, None
        case TimedOut():
            return Verdict.TIME_LIMIT, None
        case Crashed():
            return Verdict.CRASHED, None
        case Tampered():
            return Verdict.TAMPERING, None
        case _:
            assert_never(outcome)


def difference(reference: Reference, draw: Draw, expected: Any, actual: Any) -> Difference | None:
    """Compare, and where the contract allows several answers ask its checker too."""
    names = tuple(reference.signature.parameters)
    found = compare(expected, actual, reference.tolerance, draw.inputs, names)
    if found is None or reference.checker is None or found.kind in ("kind", "dtype"):
        return found
    return (
        None
        if reference.checker(copies(draw.inputs), expected, _plain(expected, actual))
        else found
    )


def _plain(expected: Any, actual: Any) -> Any:
    """Give the checker arrays, as the contract has them."""
    if isinstance(expected, tuple):
        return tuple(_plain(want, got) for want, got in zip(expected, actual, strict=True))
    array = as_array(actual)
    return array if isinstance(expected, np.ndarray) or array is None else array[()]
