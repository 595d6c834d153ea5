"""Say what kind of thing came back, and recognise a well-known wrong kind."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from drill.model.report import Difference
from drill.model.text import Text
from drill.problem import Inputs

Array = np.ndarray[Any, Any]


def as_array(value: Any) -> Array | None:
    """Read a number, an array or nested lists as an array; None where that fails."""
    if isinstance(value, (str, bytes, dict)):
        return None
    try:
        return np.asarray(value)
    except (ValueError, OverflowError, TypeError):  # rows of different lengths, huge integers
        return None


def recognise(want: Array, actual: Any, inputs: Inputs, names: Sequence[str]) -> Difference | None:
    """Name a wrong kind of result where indices are due: a mask, the boxes, the scores, a tuple."""
    if want.ndim != 1 or want.dtype.kind not in "iu" or not inputs:
        return None
    message = _several_arrays(actual)
    got = as_array(actual)
    if message is None and got is not None and got.size:
        message = _mask(got, inputs[0]) or _selection(got, inputs, names)
    return Difference("kind", message) if message else None


def _several_arrays(actual: Any) -> Text | None:
    """Notice a tuple or a ragged list that holds arrays; equal rows are read as one array."""
    if not isinstance(actual, (tuple, list)):
        return None
    holds = any(np.ndim(one) > 0 for one in actual if as_array(one) is not None)
    if not holds or (isinstance(actual, list) and as_array(actual) is not None):
        return None
    have = describe(actual)
    return Text(
        f"it returned {have.en} where one array of indices was due",
        f"返回了{have.zh}，应当只返回一个下标数组",
    )


def _mask(got: Array, first: Any) -> Text | None:
    if got.dtype.kind != "b" or got.shape != np.shape(first)[:1]:
        return None
    return Text(
        "it returned a boolean mask where indices were due, best first",
        "返回了布尔掩码，应当返回下标（分数高的在前）",
    )


def _selection(got: Array, inputs: Inputs, names: Sequence[str]) -> Text | None:
    for name, given in zip(names, inputs, strict=False):
        if isinstance(given, np.ndarray) and given.dtype.kind == "f" and _rows_of(got, given):
            en, zh = ("rows", "行") if given.ndim > 1 else ("values", "值")
            return Text(
                f"it returned {en} of `{name}` themselves where their indices were due",
                f"返回了 `{name}` 里的{zh}，应当返回它们的下标",
            )
    return None


def _rows_of(got: Array, given: Array) -> bool:
    """Whether `got` looks like a selection of the entries of `given`, and not like indices."""
    if got.ndim != given.ndim or got.shape[1:] != given.shape[1:]:
        return False
    if got.ndim == 1:
        return got.dtype.kind == "f" and bool(np.isin(got, given).all())
    if got.shape[1] + 1 < got.ndim:
        return False
    return bool((got[:, None] == given[None]).reshape(len(got), len(given), -1).all(2).any(1).all())


def not_numbers(actual: Any, want: Array) -> Text:
    """Say that neither a number nor an array came back."""
    have = describe(actual)
    due = Text("a number", "一个数") if want.ndim == 0 else Text("an array", "一个数组")
    return Text(
        f"it returned {have.en} where {due.en} was due", f"返回了{have.zh}，应当返回{due.zh}"
    )


def describe(value: Any) -> Text:
    """Name the kind of a value in words."""
    match value:
        case list() if value and as_array(value) is None:
            n = len(value)
            return Text(f"a list of {n} rows of different lengths", f"{n} 行长度不一的列表")
        case tuple() | list():
            en, zh = ("tuple", "元组") if isinstance(value, tuple) else ("list", "列表")
            return Text(f"a {en} of {len(value)}", f"一个 {len(value)} 个元素的{zh}")
        case np.ndarray():
            kind = f"{value.shape}, dtype {value.dtype}"
            return Text(f"an array of shape {kind}", f"一个数组，形状 {kind}")
        case None | bool():
            return Text(f"{value}", f" {value}")
        case _:
            name = {"str": "string"}.get(type(value).__name__, type(value).__name__)
            return Text(f"a {name}", f"一个 {name}")
