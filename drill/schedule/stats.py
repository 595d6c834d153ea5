"""What the counts of the log mean: retention, streak, heat map, calibration.

Days are study days.

retention     of the first answer to a card on a day, at least a day after the one before: the share
              rated better than Again; mature where the interval was 21 days or more; cramming and
              coding problems do not count
streak        days with an answer; a day without one ends it only if something was due on it, and
              today is not over. Suspended items are not due
calibration   predictions made just before the answers that retention counts, in bins of 5 %
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import accumulate
from math import ceil, log, sqrt

from drill.model.counts import BinSums, DayCounts, Run
from drill.model.stats import (
    Bin,
    Calibration,
    Heat,
    HeatDay,
    Period,
    Retention,
    Share,
    Streak,
)
from drill.schedule.day import date_of, day_of

ENOUGH = 200  # answers, before anything is said about calibration
Z = 1.959964  # of a 95 % interval
HEAT_WEEKS = 26
WEEKS, MONTHS = 12, 12


def share(right: int, n: int) -> Share:
    """Divide, with the interval by Wilson."""
    if not n:
        return Share(right=right, n=n, rate=None, low=None, high=None)
    rate = right / n
    middle = (rate + Z * Z / (2 * n)) / (1 + Z * Z / n)
    reach = Z * sqrt(rate * (1 - rate) / n + Z * Z / (4 * n * n)) / (1 + Z * Z / n)
    low, high = max(middle - reach, 0.0), min(middle + reach, 1.0)
    return Share(right=right, n=n, rate=rate, low=low, high=high)


def retention(days: Iterable[DayCounts]) -> Retention:
    """Add up the answers that count, of these days."""
    young = young_right = mature = mature_right = 0
    for one in days:
        young, young_right = young + one.young, young_right + one.young_right
        mature, mature_right = mature + one.mature, mature_right + one.mature_right
    return Retention(
        young=share(young_right, young),
        mature=share(mature_right, mature),
        all=share(young_right + mature_right, young + mature),
    )


def between(days: Sequence[DayCounts], first: int, last: int) -> Retention:
    """Give the retention from `first` to `last`, both included; `days` in order of day."""
    start = bisect_left(days, first, key=_day)
    return retention(days[start : bisect_right(days, last, key=_day)])


def by_week(days: Sequence[DayCounts], today: int) -> tuple[Period, ...]:
    """Give the last weeks, Monday to Sunday, the one that today is in last."""
    monday = _monday(today)
    starts = [monday - 7 * back for back in reversed(range(WEEKS))]
    return tuple(_period(days, start, start + 6) for start in starts)


def by_month(days: Sequence[DayCounts], today: int) -> tuple[Period, ...]:
    """Give the last calendar months, the one that today is in last."""
    starts = [date_of(today).replace(day=1)]
    while len(starts) < MONTHS:
        starts.append((starts[-1] - timedelta(days=1)).replace(day=1))
    ends = [(start + timedelta(days=31)).replace(day=1) for start in starts]
    return tuple(
        _period(days, day_of(start), day_of(end) - 1)
        for start, end in zip(reversed(starts), reversed(ends), strict=True)
    )


def first_day(today: int) -> int:
    """Give the first day that any period or the heat map looks at."""
    month = date_of(today).replace(day=1)
    year_before = day_of(date(month.year - 1, month.month, 1))
    return min(year_before, _monday(today) - 7 * HEAT_WEEKS)


def streak(
    runs: Sequence[Run], waiting: Iterable[tuple[int, int]], oldest_due: int | None, today: int
) -> Streak:
    """Count days in a row.

    `runs` in order of day; `waiting` how many more items wait on a day than on the one before,
    among those answered since; `oldest_due` the first day of those that still wait.
    """
    changes = sorted(waiting)
    days = [day for day, _ in changes]
    sums = list(accumulate(change for _, change in changes))

    def something_was_due(day: int) -> bool:
        before = bisect_right(days, day)
        still = oldest_due is not None and oldest_due <= day
        return still or (before > 0 and sums[before - 1] > 0)

    longest = start = 0
    for run in runs:
        # nobody answers in between, so what waits on one of these days waits on the last of them
        gap_ends = (today if run.next is None else run.next) - 1
        longest = max(longest, run.days - start)
        if gap_ends > run.last and something_was_due(gap_ends):
            start = run.days
    return Streak(now=runs[-1].days - start if runs else 0, longest=longest)


def heat(days: Iterable[DayCounts], today: int) -> Heat:
    """Lay out the last weeks; levels are quarters of a busy day, the ninth of ten."""
    by_day = {one.day: one for one in days}
    first = _monday(today) - 7 * (HEAT_WEEKS - 1)
    shown = [by_day.get(day, DayCounts(day=day)) for day in range(first, today + 1)]
    active = sorted(one.reviews for one in shown if one.reviews)
    busy = active[ceil(0.9 * len(active)) - 1] if active else 4
    step = max(ceil(busy / 4), 1)
    squares = tuple(
        HeatDay(
            day=date_of(one.day),
            answers=one.reviews,
            minutes=one.ms / 60000,
            level=min(ceil(one.reviews / step), 4),
        )
        for one in shown
    )
    return Heat(days=squares, bounds=(1, step + 1, 2 * step + 1, 3 * step + 1))


def calibration(sums: Iterable[BinSums], bins: int) -> Calibration:
    """Compare predictions with what came; say nothing before there are enough."""
    sums = sorted(sums)
    n, right = sum(one.n for one in sums), sum(one.right for one in sums)
    if n < ENOUGH:
        return Calibration(n=n, needed=ENOUGH)
    rate = right / n
    constant = -sum(part * log(part) for part in (rate, 1 - rate) if part)
    return Calibration(
        n=n,
        needed=ENOUGH,
        bins=tuple(
            Bin(
                low=one.bin / bins,
                high=(one.bin + 1) / bins,
                predicted=one.predicted / one.n,
                observed=share(one.right, one.n),
            )
            for one in sums
            if one.n
        ),
        loss=sum(one.loss for one in sums) / n,
        constant=constant,
    )


def _period(days: Sequence[DayCounts], first: int, last: int) -> Period:
    return Period(first=date_of(first), last=date_of(last), retention=between(days, first, last))


def _monday(day: int) -> int:
    return day - date_of(day).weekday()


def _day(tally: DayCounts) -> int:
    return tally.day
