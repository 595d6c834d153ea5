"""Name the mistake: the wrong program that gives the submission's own answers."""

from collections.abc import Sequence

from drill.grading.answer import answer
from drill.grading.compare import compare
from drill.grading.inputs import Draw
from drill.model.outcome import Outcome, Raised, Returned
from drill.model.report import Diagnosis
from drill.problem import Mistake, Problem, Tolerance

MOST = 0.9  # share of failing draws the closest mistake must explain to be named at all


def diagnose(
    problem: Problem,
    draws: Sequence[Draw],
    outcomes: Sequence[Outcome],
    passed: Sequence[bool],
) -> Diagnosis | None:
    """Find the mistake that agrees with `outcomes` on every draw, or on most that failed.

    Draws with several right answers have no say. The closest is named only if it explains
    `MOST` of the failing draws and agrees on as large a share of all of them.
    """
    telling = [i for i, one in enumerate(draws) if not one.case.several]
    failing = [i for i in telling if not passed[i]]
    passing = [i for i in telling if passed[i]]
    if not failing:
        return None
    best, best_share = None, MOST
    for mistake in problem.mistakes:
        slack = int(len(failing) * (1 - MOST))
        agreed = _count(mistake, failing, slack, draws, outcomes, problem.reference.tolerance)
        share = agreed / len(failing)
        if share < best_share:
            continue
        slack = int(len(passing) * (1 - MOST))
        alike = _count(mistake, passing, slack, draws, outcomes, problem.reference.tolerance)
        if agreed + alike == len(telling):
            return Diagnosis(
                kind=mistake.kind, name=mistake.name, text=mistake.diagnosis, agreement=1.0
            )
        if len(passing) - alike <= slack and (best is None or share > best_share):
            best, best_share = mistake, share
    if best is None:
        return None
    return Diagnosis(
        kind=best.kind, name=best.name, text=best.diagnosis, agreement=min(best_share, 0.99)
    )


def _count(
    mistake: Mistake,
    which: Sequence[int],
    slack: int,
    draws: Sequence[Draw],
    outcomes: Sequence[Outcome],
    tolerance: Tolerance,
) -> int:
    """Count the draws where `mistake` answers alike; 0 once more than `slack` do not."""
    off = 0
    for i in which:
        if not alike(answer(mistake.function, draws[i].inputs), outcomes[i], tolerance):
            off += 1
            if off > slack:
                return 0
    return len(which) - off


def alike(ours: Outcome, theirs: Outcome, tolerance: Tolerance) -> bool:
    """Whether two outcomes are the same: the same exception, or equal values."""
    if isinstance(ours, Raised) or isinstance(theirs, Raised):
        return isinstance(ours, Raised) and isinstance(theirs, Raised) and ours.type == theirs.type
    if not isinstance(ours, Returned) or not isinstance(theirs, Returned):
        return False
    if ours.value is None or theirs.value is None:
        return ours.value is theirs.value
    return compare(ours.value, theirs.value, tolerance) is None
