"""From judged draws to the report's cases, verdict and score."""

import math
from collections import Counter
from collections.abc import Sequence

from drill.grading.inputs import Draw
from drill.model.outcome import Verdict
from drill.model.report import CaseResult

FIRST = (Verdict.TAMPERING, Verdict.WRONG_ANSWER)  # one draw is enough for these


def sum_up(verdicts: Sequence[Verdict]) -> Verdict:
    """Sum up the verdicts of several draws: else the most frequent of those that failed."""
    failed: Counter[Verdict] = Counter(one for one in verdicts if one is not Verdict.ACCEPTED)
    for verdict in FIRST:
        if failed[verdict]:
            return verdict
    return failed.most_common(1)[0][0] if failed else Verdict.ACCEPTED


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
            outcome=sum_up(found),
        )
        for name, found in by_case.items()
    )


def score(cases: Sequence[CaseResult]) -> int:
    """Average the shares of passed draws over the cases: 0 to 100, rounded down."""
    if not cases:
        return 0
    whole = math.lcm(*(one.draws for one in cases))  # exact: no rounding may cost a point
    passed = sum(one.passed * (whole // one.draws) for one in cases)
    return 100 * passed // (whole * len(cases))
