"""From judged draws to the report's cases, verdict and score."""

from collections.abc import Sequence
from fractions import Fraction

from drill.grading.inputs import Draw
from drill.model.outcome import Verdict
from drill.model.report import CaseResult

# The verdict of several draws is the first of these that any of them has.
GRAVEST = (
    Verdict.TAMPERING,
    Verdict.WRONG_ANSWER,
    Verdict.RUNTIME_ERROR,
    Verdict.CRASHED,
    Verdict.TIME_LIMIT,
    Verdict.ACCEPTED,
)


def gravest(verdicts: Sequence[Verdict]) -> Verdict:
    """Sum up the verdicts of several draws in one."""
    return min(verdicts, key=GRAVEST.index)


def tally(draws: Sequence[Draw], verdicts: Sequence[Verdict]) -> tuple[CaseResult, ...]:
    """Count the draws of each case, in the order the cases were written."""
    by_case: dict[str, list[Verdict]] = {}
    cases = {}
    for one, verdict in zip(draws, verdicts, strict=True):
        cases[one.case.name] = one.case
        by_case.setdefault(one.case.name, []).append(verdict)
    return tuple(
        CaseResult(
            name=name,
            title=cases[name].title,
            draws=len(found),
            passed=found.count(Verdict.ACCEPTED),
            shown=cases[name].shown,
            outcome=gravest(found),
        )
        for name, found in by_case.items()
    )


def score(cases: Sequence[CaseResult]) -> int:
    """Average the shares of passed draws over the cases: 0 to 100, rounded down."""
    if not cases:
        return 0
    return int(100 * sum(Fraction(one.passed, one.draws) for one in cases) / len(cases))
