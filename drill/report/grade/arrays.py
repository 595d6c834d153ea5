"""Two results beside each other, what differs marked."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from drill.grading.kinds import as_array
from drill.model.report import Difference
from drill.model.text import Text
from drill.report import words
from drill.report.escape import escape
from drill.report.grade.snippet import literal
from drill.report.screen import BOLD, GREEN, RED, Screen, shown_cells
from drill.report.wrap import cells, clip, pad, wrap

Array = np.ndarray[Any, np.dtype[Any]]
Index = tuple[int, ...]
Write = Callable[[Any], str]
ROWS = 6  # of a matrix, at most
LITERAL_LINES = 3


def side_by_side(
    expected: Any, actual: Any, difference: Difference | None, screen: Screen
) -> list[str]:
    """Show the right result and the submission's, under the same marks."""
    if isinstance(expected, tuple) and isinstance(actual, (tuple, list)):
        return _parts(expected, actual, difference, screen)
    return _two(expected, actual, difference, screen)


def alone(expected: Any, instead: Text, screen: Screen) -> list[str]:
    """Show the right result, and in words what came instead."""
    return _named(_short(expected), screen.say(instead), screen)


def brief(value: Any, width: int) -> list[str]:
    """Write one result in a few rows, rounded."""
    array = np.asarray(value)
    write = _notation(array, array, set())
    text = np.array2string(
        array,
        separator=", ",
        threshold=60,
        max_line_width=width,
        formatter={"float_kind": write, "complex_kind": write},
    )
    return text.split("\n")


def _parts(
    expected: tuple[Any, ...], actual: Sequence[Any], difference: Difference | None, screen: Screen
) -> list[str]:
    """Show the part that differs; the others too where all are short."""
    if difference is None or difference.part is None or len(expected) != len(actual):
        return _plainly(expected, actual, screen)
    short = all(np.ndim(x) < 2 and np.size(x) <= 6 for x in expected)
    lines = []
    for part, (want, got) in enumerate(zip(expected, actual, strict=True)):
        its = difference if part == difference.part else None
        if its or short:
            title = screen.say(words.fill(words.PART, part=part + 1))
            inner = _two(want, got, its, replace(screen, width=screen.width - 2))
            lines += [f"  {title}", *("  " + line for line in inner)]
    return lines


def _two(expected: Any, actual: Any, difference: Difference | None, screen: Screen) -> list[str]:
    want, got = as_array(expected), as_array(actual)
    numeric = want is not None and got is not None and got.dtype.kind in "biufc"
    if want is None or got is None or not numeric or (difference and difference.kind == "kind"):
        return _plainly(expected, actual, screen)
    marks = _marks(want, got, difference)
    focus = difference.at[0] if difference and difference.at else (0,) * want.ndim
    write = _notation(want, got, set(difference.at) if difference else set())
    left = _grid(want, marks[0], focus, write, screen, GREEN)
    right = _grid(got, marks[1], focus, write, screen, RED)
    return _laid(left, right, screen)


def _plainly(expected: Any, actual: Any, screen: Screen) -> list[str]:
    """Show two values that have no elements in common to compare."""
    return _named(_short(expected), _short(actual), screen)


def _named(expected: str, actual: str, screen: Screen) -> list[str]:
    lines = []
    names = screen.say(words.EXPECTED), screen.say(words.YOURS)
    left = max(map(cells, names)) + 3
    for name, text, style in zip(names, (expected, actual), (GREEN, RED), strict=True):
        rows = wrap(escape(text), screen.width - left - 2)
        rows = rows if len(rows) <= LITERAL_LINES else [*rows[: LITERAL_LINES - 1], "…"]
        lines.append(f"  {pad(name, left)}{screen.paint(rows[0], style)}")
        lines += [" " * (left + 2) + screen.paint(row, style) for row in rows[1:]]
    return lines


def _short(value: Any) -> str:
    """Write a value on one line, rounded, without going through millions of elements."""
    if isinstance(value, np.ndarray):
        big = value.size > 200
        return f"{value.dtype} {value.shape}" if big else _short(value.tolist())
    if isinstance(value, (tuple, list)):
        inside = ", ".join(_short(x) for x in value[:50]) + (", …" if len(value) > 50 else "")
        return f"({inside})" if isinstance(value, tuple) else f"[{inside}]"
    if isinstance(value, (float, np.floating)):
        return f"{value:.6g}" if value % 1 else f"{value:.1f}"
    return clip(literal(value), 1000)


def _marks(want: Array, got: Array, difference: Difference | None) -> tuple[set[Index], set[Index]]:
    """Choose the elements to mark on either side.

    Lists of indices of different lengths are told apart by what the other one lacks.
    """
    if difference is None:
        return set(), set()
    if want.shape == got.shape:
        return set(difference.at), set(difference.at)
    if want.ndim == got.ndim == 1 and want.dtype.kind in "iu":
        lacks: set[Index] = {(int(i),) for i in np.flatnonzero(~np.isin(want, got))}
        extra: set[Index] = {(int(i),) for i in np.flatnonzero(~np.isin(got, want))}
        return lacks, extra
    return set(), set()


def _notation(want: Array, got: Array, at: set[Index]) -> Write:
    """Choose one notation for both sides in which every marked difference shows."""
    if want.dtype.kind not in "fc" and got.dtype.kind not in "fc":
        return str
    pairs = [(want[i], got[i]) for i in list(at)[:50]] if want.shape == got.shape else []
    shown = np.concatenate([_real(want)[:200], _real(got)[:200], _real(np.array(pairs))])
    size = np.abs(shown[np.isfinite(shown) & (shown != 0)])
    fixed = not size.size or (size.max() < 1e6 and np.median(size) >= 1e-3)
    for digits in (1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 17):
        write = _writer(f".{digits}f" if fixed else f".{digits}e")
        exact = digits >= 4 or all(float(write(x)) == x for x in shown if np.isfinite(x))
        if exact and all(write(a) != write(b) for a, b in pairs if a != b):
            break
    return write


def _real(array: Array) -> Array:
    return (
        np.abs(array.ravel()).astype(np.float64)
        if array.dtype.kind == "c"
        else array.ravel().astype(float)
    )


def _writer(spec: str) -> Write:
    def write(value: Any) -> str:
        if np.asarray(value).dtype.kind in "biu":
            return str(value)
        return format(complex(value) if np.iscomplexobj(value) else float(value), spec)

    return write


def _grid(
    array: Array, marks: set[Index], focus: Index, write: Write, screen: Screen, style: str
) -> list[str]:
    """Write the plane of `array` around `focus` as rows; ‹marks› hold without colour too."""
    if array.ndim == 0:
        return [screen.paint(write(array[()]), style, BOLD)]
    if array.size == 0:
        return ["[ ]" if array.ndim == 1 else f"[ ] {array.shape}"]
    fits = len(focus) == array.ndim and all(i < n for i, n in zip(focus, array.shape, strict=True))
    focus = focus if fits else (0,) * array.ndim
    plane = array[focus[:-2]] if array.ndim > 1 else array[None]
    rows = _window(len(plane), focus[-2] if array.ndim > 1 else 0, ROWS)
    wide = max(cells(write(x)) for x in plane[rows.start : rows.stop, :200].ravel())
    columns = _window(plane.shape[1], focus[-1], _room(plane.shape[1], wide, screen.width))
    lines = []
    for r in rows:
        line = "" if columns[0] == 0 else "…"
        for c in columns:
            index = (*focus[:-2], r, c) if array.ndim > 1 else (c,)
            line += _cell(write(plane[r, c]), wide, [style, BOLD] * (index in marks), screen)
        lines.append(f"[{line}{'…' if columns[-1] < plane.shape[1] - 1 else ''}]")
    before = ["…"] if rows[0] > 0 else []
    after = ["…"] if rows[-1] < len(plane) - 1 else []
    where = [f"[{', '.join(map(str, focus[:-2]))}, :, :]"] if array.ndim > 2 else []
    return [*where, *before, *lines, *after]


def _room(total: int, wide: int, width: int) -> int:
    """Count the columns to show: all where they fit, else as many as stand beside their pair."""
    whole = (width - 15) // (wide + 2)
    half = (width // 2 - 7) // (wide + 2)
    return whole if total <= whole else max(half, 1)


def _cell(text: str, wide: int, styles: list[str], screen: Screen) -> str:
    if not styles:
        return f" {text:>{wide}} "
    return " " * (wide - len(text)) + screen.paint(f"‹{text}›", *styles)


def _window(total: int, focus: int, most: int) -> range:
    """Choose at most `most` of `total` places around `focus`."""
    start = min(max(focus - most // 2, 0), max(total - most, 0))
    return range(start, min(start + most, total))


def _laid(left: list[str], right: list[str], screen: Screen) -> list[str]:
    """Put two blocks beside their names, beside each other, or under each other."""
    names = screen.say(words.EXPECTED), screen.say(words.YOURS)
    if len(left) == len(right) == 1:
        wide = max(map(cells, names)) + 3
        return [f"  {pad(names[0], wide)}{left[0]}", f"  {pad(names[1], wide)}{right[0]}"]
    width = max(map(shown_cells, left))
    if width + max(map(shown_cells, right)) + 6 <= screen.width - 2:
        height = max(len(left), len(right))
        left, right = [*left, *[""] * (height - len(left))], [*right, *[""] * (height - len(right))]
        gap = "    "
        rows = [
            a + " " * (width - shown_cells(a)) + gap + b for a, b in zip(left, right, strict=True)
        ]
        return ["  " + line for line in (pad(names[0], width) + gap + names[1], *rows)]
    return [
        f"  {names[0]}",
        *("    " + x for x in left),
        f"  {names[1]}",
        *("    " + x for x in right),
    ]
