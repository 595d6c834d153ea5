"""Time an accepted answer beside the reference. Advisory: never in the score.

Both run in processes of their own, in turn, on the same inputs, each used once (repeated
data trains branch predictors and caches); what is compared is the CPU time that the kernel
counts for each process, read from here. Beside four noisy processes the median of nine such
ratios spreads by 5 %, the wall-clock time of one shot by a factor of two.
"""

import math
import time
from collections.abc import Callable, Sequence

import numpy as np

from drill.grading.paced import Paced
from drill.grading.sandbox import Sandbox
from drill.model.outcome import Returned
from drill.model.report import Speed
from drill.problem import Inputs, Problem, Sized

PAIRS, FEWEST_PAIRS = 25, 5
NARROW = 0.1  # width of the interval over the ratio at which more pairs would say nothing new
WIDE = 1.0  # at which nothing is said
PAIRS_S = 2.0
SIZES = 5  # doubling sizes for the growth
LONGEST_S = 0.05  # the largest size takes at least this long
LARGEST_BYTES = 64 << 20  # of inputs
GROWTH_S = 1.5  # for one function
REPEATS = 3  # the quickest of which counts

Run = Callable[[Inputs], float]  # -> CPU seconds


class SlowError(Exception):
    """The answer gave no value in time at some size: there is nothing to say."""


def measure(box: Sandbox, problem: Problem, seed: int = 0) -> Speed | None:
    """Compare the loaded submission in `box` with the reference; None where that says nothing."""
    sized = problem.sized
    if sized is None:
        return None

    def theirs(inputs: Inputs) -> float:
        outcome, _, cpu_s = box.timed(inputs)
        if not isinstance(outcome, Returned) or math.isnan(cpu_s):
            raise SlowError
        return cpu_s

    try:
        theirs(_inputs(sized, max(2, sized.n // 8), seed))  # imports and first calls
        before = box.peak_mb()
        theirs(_inputs(sized, sized.n, seed))
        after = box.peak_mb()
        with Paced(problem.reference.function) as ours:
            ratio = _ratio(theirs, ours.run, sized, seed)
            slopes = _slope(theirs, sized, seed), _slope(ours.run, sized, seed)
    except SlowError:
        return None
    return Speed(
        n=sized.n,
        ratio=ratio and ratio[0],
        ratio_low=ratio and ratio[1],
        ratio_high=ratio and ratio[2],
        slope=slopes[0],
        reference_slope=slopes[1],
        peak_mb=None if before is None or after is None else round(after - before, 1),
    )


def _inputs(sized: Sized, n: int, seed: int) -> Inputs:
    return sized.make(np.random.default_rng([seed, n]), n)


def _ratio(theirs: Run, ours: Run, sized: Sized, seed: int) -> tuple[float, float, float] | None:
    """Find the median ratio and its interval, or None where that is too wide."""
    end = time.monotonic() + PAIRS_S
    ratios: list[float] = []
    for k in range(PAIRS):
        inputs = _inputs(sized, sized.n, seed + k + 1)
        pair = (theirs(inputs), ours(inputs)) if k % 2 else (ours(inputs), theirs(inputs))[::-1]
        ratios.append(pair[0] / pair[1])
        if len(ratios) >= FEWEST_PAIRS:
            median, low, high = interval(ratios)
            if (high - low) / median <= NARROW or time.monotonic() > end:
                break
    if len(ratios) < FEWEST_PAIRS or (high - low) / median > WIDE:
        return None
    return round(median, 3), round(low, 3), round(high, 3)


def interval(values: Sequence[float]) -> tuple[float, float, float]:
    """Give the median and the order statistics around it that hold it with about 95 %.

    Hettmansperger & Sheather, "Confidence intervals based on interpolated order statistics",
    1986: ranks n/2 -+ 0.98 sqrt(n); with five values that is the whole range.
    """
    ordered = sorted(values)
    n = len(ordered)
    low = max(0, math.floor((n - 1) / 2 - 0.98 * math.sqrt(n)))
    return float(np.median(ordered)), ordered[low], ordered[n - 1 - low]


def _slope(run: Run, sized: Sized, seed: int) -> float | None:
    """Fit the exponent of growth over doubling sizes, the largest long enough to be timed."""
    end = time.monotonic() + GROWTH_S
    n = max(16, sized.n // 4)
    seconds: dict[int, float] = {}
    while True:
        inputs = _inputs(sized, n, seed)
        seconds[n] = run(inputs)
        large = 2 * sum(x.nbytes for x in inputs if isinstance(x, np.ndarray)) > LARGEST_BYTES
        if seconds[n] >= LONGEST_S or large or time.monotonic() > end:
            break
        n *= 2
    sizes = [n >> k for k in range(SIZES) if n >> k >= 2]
    for again in range(REPEATS):
        for size in sizes if time.monotonic() < end else ():
            found = run(_inputs(sized, size, seed + again + 1))
            seconds[size] = min(seconds.get(size, math.inf), found)
    if len(sizes) < SIZES or not seconds.keys() >= set(sizes) or seconds[n] < LONGEST_S / 5:
        return None
    x = np.log2(sizes)
    y = np.log2([max(seconds[size], 1e-9) for size in sizes])
    return round(float(np.polyfit(x, y, 1)[0]), 2)
