"""Inputs as numpy source to paste: running it gives equal values again, bit for bit."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from drill.report.wrap import cells

Array = np.ndarray[Any, np.dtype[Any]]
_BY_DEFAULT = {"float64", "int64", "bool", "complex128"}  # what numpy makes of a plain literal


def snippet(
    function: str, names: Sequence[str], inputs: Sequence[Any], width: int = 80, most: int = 0
) -> str:
    """Assign the arrays to their names, then call `function` by position.

    Lines break at `width` where they can. With `most`, an array that needs more lines is
    only described, in a comment.
    """
    lines: list[str] = []
    arguments = []
    names = [*names, *(f"arg{i}" for i in range(len(names), len(inputs)))]
    for name, value in zip(names, inputs, strict=False):
        short = literal(value)
        if not _holds_array(value) and cells(short) <= 30:
            arguments.append(short)
            continue
        rows = assignment(name, value, width)
        lines += rows if not most or len(rows) <= most else [described(name, value)]
        arguments.append(name)
    return "\n".join([*lines, *([""] if lines else []), *_call(function, arguments, width)])


def _call(function: str, arguments: list[str], width: int) -> list[str]:
    rows = [f"{function}("]
    margin = len(rows[0])
    for i, argument in enumerate(arguments):
        piece = argument + ("," if i < len(arguments) - 1 else "")
        fresh = len(rows[-1]) == margin
        if not fresh and cells(rows[-1]) + cells(piece) + 2 > width:
            rows.append(" " * margin)
            fresh = True
        rows[-1] += piece if fresh else f" {piece}"
    return [*rows[:-1], rows[-1] + ")"]


def assignment(name: str, value: Any, width: int) -> list[str]:
    """Write ``name = value``, the rows of an array under each other."""
    if not isinstance(value, np.ndarray) or value.size == 0:
        return [f"{name} = {literal(value)}"]
    short = f"{name} = {literal(value)}"
    if value.ndim == 0 or (value.ndim == 1 and len(short) <= width):
        return [short]
    head = f"{name} = np.array("
    first, *rest = _rows(value, len(head), width)
    rows = [head + first, *(" " * len(head) + row for row in rest)]
    rows[-1] += f"{_dtype(value)})"
    return rows


def described(name: str, value: Any) -> str:
    """Say what an array is, where printing it would take pages."""
    what = f"{value.dtype} {value.shape}" if isinstance(value, np.ndarray) else type(value).__name__
    return f"# {name}: {what}"


def literal(value: Any) -> str:
    """Write any plain value on one line."""
    match value:
        case np.ndarray():
            return _array(value)
        case np.generic():
            return f"np.{_name(value.dtype)}({_number(value)})"
        case float():
            return repr(value) if np.isfinite(value) else _number(value)
        case complex():
            return f"complex({_number(value.real)}, {_number(value.imag)})"
        case tuple():
            inside = ", ".join(map(literal, value))
            return f"({inside},)" if len(value) == 1 else f"({inside})"
        case list():
            return f"[{', '.join(map(literal, value))}]"
        case dict():
            return "{" + ", ".join(f"{literal(k)}: {literal(v)}" for k, v in value.items()) + "}"
        case _:
            return repr(value)


def _array(array: Array) -> str:
    if array.size == 0:
        shape = f"{array.shape[0]}" if array.ndim == 1 else str(array.shape)
        dtype = "" if array.dtype == np.float64 else f", dtype={_type(array.dtype)}"
        return f"np.zeros({shape}{dtype})"
    return f"np.array({_nested(array)}{_dtype(array)})"


def _nested(array: Array) -> str:
    if array.ndim == 0:
        return _number(array[()])
    return f"[{', '.join(_nested(np.asarray(part)) for part in array)}]"


def _rows(array: Array, margin: int, width: int) -> list[str]:
    """Break the nested list of a non-empty array into rows, aligned under its brackets."""
    if array.ndim == 1:
        return _flow([_number(x) for x in array], width - margin)
    rows: list[str] = []
    for part in array:
        inner = _rows(part, margin + 1, width)
        if rows:
            rows[-1] += ","
        rows += [" " + row for row in inner]
    return (
        ["[" + rows[0][1:], *rows[1:-1], rows[-1] + "]"] if len(rows) > 1 else [f"[{rows[0][1:]}]"]
    )


def _flow(numbers: list[str], room: int) -> list[str]:
    rows = ["["]
    for i, number in enumerate(numbers):
        piece = number + ("," if i < len(numbers) - 1 else "]")
        if len(rows[-1]) > 1 and len(rows[-1]) + len(piece) + 6 > room:
            rows.append(" ")
        rows[-1] += piece if len(rows[-1]) == 1 else " " + piece
    return rows


def _number(value: Any) -> str:
    """Write one element so that reading it gives it back, ``0.`` for 0.0."""
    if isinstance(value, (np.bool_, bool, np.integer, int)):
        return str(value.item() if isinstance(value, np.generic) else value)
    if isinstance(value, (complex, np.complexfloating)):
        return f"complex({_number(value.real)}, {_number(value.imag)})"
    if not isinstance(value, (float, np.floating)):
        return repr(value.item() if isinstance(value, np.generic) else value)
    if not np.isfinite(value):
        return "np.nan" if np.isnan(value) else "np.inf" if value > 0 else "-np.inf"
    text = str(value)
    if type(value)(float(text)) != value:  # two roundings: decimal to double to float32
        text = repr(float(value))
    return text[:-1] if text.endswith(".0") else text


def _dtype(array: Array) -> str:
    return (
        ""
        if array.dtype.name in _BY_DEFAULT and array.dtype.isnative
        else f", dtype={_type(array.dtype)}"
    )


def _type(dtype: np.dtype[Any]) -> str:
    if not dtype.isnative or dtype.kind not in "biufc":
        return repr(dtype.str)
    return "bool" if dtype.kind == "b" else f"np.{dtype.name}"


def _name(dtype: np.dtype[Any]) -> str:
    return "bool_" if dtype.kind == "b" else dtype.name


def _holds_array(value: Any) -> bool:
    if isinstance(value, (tuple, list)):
        return any(map(_holds_array, value))
    return isinstance(value, np.ndarray)
