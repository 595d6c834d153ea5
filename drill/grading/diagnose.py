"""Name the mistake: the wrong program that gives the submission's own answers."""

from collections.abc import Callable, Sequence
from functools import cache

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
    mistaken: Callable[[Mistake, int], Outcome] | None = None,
) -> Diagnosis | None:
    """Find the mistake that agrees with `outcomes` on every draw, or on most that failed.

    `mistaken` gives what a mistake answers to a draw, where somebody has kept that.

    Draws with several right answers have no say. The closest is named only if it explains
    `MOST` of the failing draws and agrees on as large a share of the others.
    """
    telling = [i for i, one in enumerate(draws) if not one.case.several]
    telling.sort(key=lambda i: draws[i].size)  # small ones are quick, and tell as much
    failing = [i for i in telling if not passed[i]]
    passing = [i for i in telling if passed[i]]
    if not failing:
        return None
    # where no value ever came back, an exception's type alone would fit too many programs
    words = not passing and all(isinstance(outcomes[i], Raised) for i in failing)
    tolerance = problem.reference.tolerance

    @cache
    def same(mistake: Mistake, i: int) -> bool:
        ours = mistaken(mistake, i) if mistaken else answer(mistake.function, draws[i].inputs)
        return alike(ours, outcomes[i], tolerance, words=words)

    for mistake in problem.mistakes:
        if all(same(mistake, i) for i in failing) and all(same(mistake, i) for i in passing):
            return _named(mistake, 1.0)
    best, best_share = None, 0.0
    for mistake in problem.mistakes:
        share = _share(mistake, failing, same)
        if share > best_share and _share(mistake, passing, same):
            best, best_share = mistake, share
    return _named(best, min(best_share, 0.99)) if best else None


Same = Callable[[Mistake, int], bool]


def _share(mistake: Mistake, which: Sequence[int], same: Same) -> float:
    """Give the share of draws on which `mistake` answers alike; 0 where it is under `MOST`."""
    slack = int(len(which) * (1 - MOST))
    off = 0
    for i in which:
        off += not same(mistake, i)
        if off > slack:
            return 0.0
    return 1 - off / len(which) if which else 1.0


def _named(mistake: Mistake, agreement: float) -> Diagnosis:
    return Diagnosis(
        kind=mistake.kind, name=mistake.name, text=mistake.diagnosis, agreement=agreement
    )


def alike(ours: Outcome, theirs: Outcome, tolerance: Tolerance, *, words: bool = False) -> bool:
    """Whether two outcomes are the same: equal values, or the same type of exception.

    `words`: its message must be the same too.
    """
    if isinstance(ours, Raised) and isinstance(theirs, Raised):
        return ours.type == theirs.type and (not words or ours.message == theirs.message)
    if not isinstance(ours, Returned) or not isinstance(theirs, Returned):
        return False
    if ours.value is None or theirs.value is None:
        return ours.value is theirs.value
    return compare(ours.value, theirs.value, tolerance) is None
