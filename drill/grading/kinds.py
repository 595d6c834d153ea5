"""Say what kind of thing came back, and recognise a well-known wrong kind."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from drill.model.report import Difference
from drill.model.text import Text
from drill.problem import Inputs


def as_array(value: Any) -> np.ndarray[Any, Any] | None:
    """Read a number, an array or nested lists as an array; None where that fails."""
    if isinstance(value, (str, bytes, dict)):
        return None
    try:
        return np.asarray(value)
    except (ValueError, OverflowError, TypeError):  # rows of different lengths, huge integers
        return None


def recognise(
    want: np.ndarray[Any, Any], actual: Any, inputs: Inputs, names: Sequence[str]
) -> Difference | None:
    """Name a wrong kind of result where indices are due: a mask, the boxes, the scores, a tuple."""
    if want.ndim != 1 or want.dtype.kind not in "iu" or not inputs:
        return None
    if isinstance(actual, (tuple, list)) and any(
        np.ndim(x) > 0 for x in actual if as_array(x) is not None
    ):
        # a sequence of arrays: rows of boxes are read as one array below, anything else is a tuple
        if isinstance(actual, tuple) or as_array(actual) is None:
            have = describe(actual)
            return Difference(
                "kind",
                Text(
                    f"it returned {have.en} where one array of indices was due",
                    f"返回了{have.zh}，应当只返回一个下标数组",
                ),
            )
    got = as_array(actual)
    if got is None or got.size == 0:
        return None
    count = len(inputs[0]) if isinstance(inputs[0], np.ndarray) and inputs[0].ndim else -1
    if got.dtype.kind == "b" and got.shape == (count,):
        return Difference(
            "kind",
            Text(
                "it returned a boolean mask where indices were due, best first",
                "返回了布尔掩码，应当返回下标（分数高的在前）",
            ),
        )
    for name, given in zip(names, inputs, strict=False):
        if isinstance(given, np.ndarray) and given.dtype.kind == "f" and _rows_of(got, given):
            what = "rows" if given.ndim > 1 else "values"
            return Difference(
                "kind",
                Text(
                    f"it returned {what} of `{name}` themselves where their indices were due",
                    f"返回了 `{name}` 里的{'行' if given.ndim > 1 else '值'}，应当返回它们的下标",
                ),
            )
    return None


def _rows_of(got: np.ndarray[Any, Any], given: np.ndarray[Any, Any]) -> bool:
    """Whether `got` looks like a selection of the entries of `given`, and not like indices."""
    if got.ndim != given.ndim or got.shape[1:] != given.shape[1:]:
        return False
    if got.ndim == 1:
        return got.dtype.kind == "f" and bool(np.isin(got, given).all())
    if got.shape[1] + 1 < got.ndim:
        return False
    return bool((got[:, None] == given[None]).reshape(len(got), len(given), -1).all(2).any(1).all())


def not_numbers(actual: Any, want: np.ndarray[Any, Any]) -> Text:
    have = describe(actual)
    due = Text("a number", "一个数") if want.ndim == 0 else Text("an array", "一个数组")
    return Text(
        f"it returned {have.en} where {due.en} was due", f"返回了{have.zh}，应当返回{due.zh}"
    )


def describe(value: Any) -> Text:
    """Name the kind of a value in words."""
    match value:
        case None:
            return Text("None", " None")
        case list() if value and as_array(value) is None:
            return Text(
                f"a list of {len(value)} rows of different lengths",
                f"{len(value)} 行长度不一的列表",
            )
        case tuple():
            return Text(f"a tuple of {len(value)}", f"一个 {len(value)} 个元素的元组")
        case list():
            return Text(f"a list of {len(value)}", f"一个 {len(value)} 个元素的列表")
        case np.ndarray():
            return Text(
                f"an array of shape {value.shape}, dtype {value.dtype}",
                f"一个形状 {value.shape}、dtype {value.dtype} 的数组",
            )
        case str():
            return Text("a string", "一个字符串")
        case dict():
            return Text("a dict", "一个字典")
        case bool():
            return Text(f"the bool {value}", f"布尔值 {value}")
        case _:
            return Text(f"a {type(value).__name__}", f"一个 {type(value).__name__}")
