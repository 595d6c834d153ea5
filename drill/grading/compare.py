"""Compare an answer with the right one: kind, then shape, then dtype, then values.

The first thing that is off names itself; nothing after it is looked at. A list or a tuple
where an array is due is read as that array, an integer where a float is due is fine, and
an empty result may have any dtype and any shape of size 0.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np

from drill.grading.kinds import as_array, describe, not_numbers, recognise
from drill.model.report import Difference
from drill.model.text import Text
from drill.problem import Inputs, Tolerance

MARKED = 1000  # positions listed at most
LISTED = 8  # indices named at most


def compare(
    expected: Any,
    actual: Any,
    tolerance: Tolerance,
    inputs: Inputs = (),
    names: Sequence[str] = (),
) -> Difference | None:
    """Say how `actual` differs from `expected`, or None.

    `inputs` and their `names` let a wrong kind of result be recognised: the boxes or the
    scores themselves where indices are due.
    """
    if isinstance(expected, tuple):
        return _compare_parts(expected, actual, tolerance)
    if actual is None:
        return Difference(
            "kind",
            Text("it returned None: is there a `return`?", "返回了 None：是不是漏了 `return`？"),
        )
    want = np.asarray(expected)
    kind = recognise(want, actual, inputs, names)
    if kind is not None:
        return kind
    got = as_array(actual)
    if got is None or got.dtype.kind not in "biufc":
        return Difference("kind", not_numbers(actual, want))
    return _compare_arrays(want, got, tolerance)


def _compare_parts(
    expected: tuple[Any, ...], actual: Any, tolerance: Tolerance
) -> Difference | None:
    n = len(expected)
    if not isinstance(actual, (tuple, list)) or len(actual) != n:
        have = describe(actual)
        return Difference(
            "kind",
            Text(
                f"it returned {have.en} where a tuple of {n} was due",
                f"返回了{have.zh}，应当返回 {n} 个值的元组",
            ),
        )
    for part, (want, got) in enumerate(zip(expected, actual, strict=True)):
        found = compare(want, got, tolerance)
        if found is not None:
            message = Text(
                f"value {part + 1} of {n}: {found.message.en}",
                f"第 {part + 1} 个返回值（共 {n} 个）：{found.message.zh}",
            )
            return Difference(found.kind, message, found.at, part)
    return None


def _compare_arrays(
    want: np.ndarray[Any, Any], got: np.ndarray[Any, Any], tolerance: Tolerance
) -> Difference | None:
    if want.size == 0 and got.size == 0:
        return None
    if got.shape != want.shape:
        return Difference("shape", _shape(want, got))
    if want.dtype.kind in "iu" and got.dtype.kind not in "iu":
        return Difference(
            "dtype",
            Text(f"dtype {got.dtype} where integers were due", f"dtype 是 {got.dtype}，应当是整数"),
        )
    if got.dtype.kind not in "iuf" and got.dtype != want.dtype:
        return Difference(
            "dtype",
            Text(
                f"dtype {got.dtype} where {want.dtype} was due",
                f"dtype 是 {got.dtype}，应当是 {want.dtype}",
            ),
        )
    wrong = ~close(want, got, tolerance)
    if not wrong.any():
        return None
    kind, message, at = _values(want, got, wrong)
    if kind == "value" and want.ndim == 1 and want.dtype.kind in "iu":
        message = _members(want, got)
    return Difference(kind, message, at)


def close(want: np.ndarray[Any, Any], got: np.ndarray[Any, Any], tolerance: Tolerance) -> Any:
    """Mark the elements of `got` within tolerance of `want`; NaN equals only NaN."""
    if want.dtype.kind in "iub" and got.dtype.kind in "iub":
        return want == got
    with np.errstate(all="ignore"):
        near = np.abs(got - want) <= tolerance.atol + tolerance.rtol * np.abs(want)
    finite = np.isfinite(want) & np.isfinite(got)
    return np.where(finite, near, (want == got) | (np.isnan(want) & np.isnan(got)))


def _values(
    want: np.ndarray[Any, Any], got: np.ndarray[Any, Any], wrong: Any
) -> tuple[str, Text, tuple[tuple[int, ...], ...]]:
    where = np.argwhere(wrong)
    with np.errstate(all="ignore"):
        gap = np.abs(got.astype(np.float64) - want.astype(np.float64))[wrong]
    gap = np.where(np.isnan(gap), np.inf, gap)
    order = np.argsort(-gap, kind="stable")[:MARKED]
    at = tuple(tuple(int(i) for i in where[k]) for k in order)
    if want.ndim == 1 and want.size > 1 and np.array_equal(np.sort(want), np.sort(got)):
        return "order", Text("the same elements in another order", "元素相同，但顺序不对"), at
    first, place = at[0], _place(at[0])
    bad = got[first]
    if not np.isfinite(bad) and np.isfinite(want[first]):
        count = int((~np.isfinite(got) & np.isfinite(want)).sum())
        word = "NaN" if np.isnan(bad) else "inf"
        return (
            "value",
            Text(
                f"{word} at {place} where {number(want[first])} was right ({count} of {want.size} not finite)",
                f"{place} 处是 {word}，应当是 {number(want[first])}（{want.size} 个元素中有 {count} 个不是有限数）",
            ),
            at,
        )
    if want.size == 1:
        return (
            "value",
            Text(
                f"{number(bad)} where {number(want[first])} was right",
                f"得到 {number(bad)}，应当是 {number(want[first])}",
            ),
            at,
        )
    return (
        "value",
        Text(
            f"{len(where)} of {want.size} differ; most at {place}: "
            f"{number(bad)} where {number(want[first])} was right",
            f"{want.size} 个元素中有 {len(where)} 个不同；差得最多的在 {place}："
            f"得到 {number(bad)}，应当是 {number(want[first])}",
        ),
        at,
    )


def number(value: Any) -> str:
    """Write a number the way a person would."""
    return f"{value:.6g}" if np.asarray(value).dtype.kind == "f" else str(value)


def _place(index: tuple[int, ...]) -> str:
    return "[" + ", ".join(map(str, index)) + "]"


def _shape(want: np.ndarray[Any, Any], got: np.ndarray[Any, Any]) -> Text:
    if want.ndim == got.ndim == 1 and want.dtype.kind in "iu" and got.dtype.kind in "iu":
        return _members(want, got)
    if want.ndim == got.ndim == 1:
        more = "more" if got.size > want.size else "fewer"
        zh = "多了" if got.size > want.size else "少了"
        elements = "1 element" if got.size == 1 else f"{got.size} elements"
        return Text(
            f"{elements} where {want.size} {'was' if want.size == 1 else 'were'} right "
            f"({abs(got.size - want.size)} {more})",
            f"返回了 {got.size} 个元素，应当是 {want.size} 个（{zh} {abs(got.size - want.size)} 个）",
        )
    en = f"shape {got.shape} where {want.shape} was right"
    zh = f"形状是 {got.shape}，应当是 {want.shape}"
    if got.ndim > 1 and got.shape == want.shape[::-1]:
        return Text(en + ": transposed?", zh + "：是不是转置了？")
    if got.shape == tuple(n for n in want.shape if n != 1):
        return Text(en + ": was it squeezed?", zh + "：是不是 squeeze 掉了一维？")
    if want.ndim == 2 and got.ndim == 1 and got.size in want.shape:
        return Text(
            en + ": one number per pair is due, a whole matrix",
            zh + "：每一对都要有一个值，应当是一个完整的矩阵",
        )
    return Text(en, zh)


def _members(want: np.ndarray[Any, Any], got: np.ndarray[Any, Any]) -> Text:
    """Say of two lists of indices which are missing and which are too many."""
    right, given = want.tolist(), got.tolist()
    missing = [i for i in right if i not in set(given)]
    extra = [i for i in dict.fromkeys(given) if i not in set(right)]
    twice = [i for i in dict.fromkeys(given) if given.count(i) > right.count(i) > 0]
    parts = (
        (missing, "missing {} {}", "缺少下标 {}"),
        (extra, "extra {} {}", "多出下标 {}"),
        (twice, "repeated {} {}", "重复下标 {}"),
    )
    said = [(found, en, zh) for found, en, zh in parts if found]
    noun = ["indices", "index"]
    return Text(
        "; ".join(en.format(noun[len(found) == 1], _some(found)) for found, en, _ in said),
        "；".join(zh.format(_some(found)) for found, _, zh in said),
    )


def _some(numbers: list[int]) -> str:
    more = f" ... ({len(numbers)})" if len(numbers) > LISTED else ""
    return ", ".join(map(str, numbers[:LISTED])) + more
