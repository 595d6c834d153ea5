"""Best first: a problem as small as can be, for tests of the program around it.

从大到小：尽可能小的一道题，供测试程序本身使用。
"""

import numpy as np

from drill.problem import (
    EXACT,
    Floats,
    Ints,
    accepted,
    case,
    cases,
    example,
    mistake,
    reference,
    sized,
)


@reference(EXACT)
def order(values: Floats, reverse: bool = False) -> Ints:
    """List values best first.

    Parameters
    ----------
    values : (N,) float64
        All different. N may be 0.
    reverse : bool
        Worst first instead.

    Returns
    -------
    (N,) int64
        Indices into `values`.

    把值从大到小排列。

    Parameters
    ----------
    values : (N,) float64
        互不相同，N 可以是 0。
    reverse : bool
        改为从小到大。

    Returns
    -------
    (N,) int64
        `values` 的下标。
    """
    return np.argsort(values if reverse else -values, kind="stable")


@accepted
def with_sorted(values, reverse=False):
    """Sort with Python.

    用 Python 自带的排序。
    """
    return sorted(range(len(values)), key=lambda i: values[i], reverse=not reverse)


@example
def three(rng):
    """Three values.

    三个值。
    """
    return (np.array([2.0, 3.0, 1.0]),)


@case
def two(rng):
    """Two values.

    两个值。
    """
    return (np.array([0.25, 0.5]),)


@cases(3)
def many(rng):
    """Seven values.

    七个值。
    """
    return (rng.permutation(7) / 8,)


@case
def backwards(rng):
    """Worst first.

    从小到大。
    """
    return np.array([0.25, 0.5, 0.125]), True


@sized(2000)
def values_of_any_size(rng, n):
    """Draw n values.

    n 个值。
    """
    return (rng.permutation(n) / n,)


@mistake
def upwards(values, reverse=False):
    """You sort upwards: `argsort` is ascending, so negate the values first.

    你按升序排了：`argsort` 是升序的，要先取负。
    """
    return np.argsort(values)


@mistake
def ranks(values, reverse=False):
    """You return ranks, not indices: you sorted twice.

    你返回的是名次而不是下标：排了两次序。
    """
    return np.argsort(order(values, reverse))
