"""Boxes drawn in the terminal: what was kept, or how two of them overlap.

The y axis points down, as in images, and a cell counts as twice as high as it is wide.
Boxes that share an edge are drawn one inside the other, so that each can be seen.
"""

from typing import Any

import numpy as np

from drill.grading.compare import number
from drill.grading.kinds import as_array
from drill.model.outcome import Returned
from drill.model.report import Failure
from drill.report import words
from drill.report.grade.canvas import Canvas, Line, Rect
from drill.report.grade.fit import Boxes, fit, relevant
from drill.report.screen import BOLD, DIM, GREEN, RED, YELLOW, Screen, shown_cells
from drill.report.wrap import cells, pad, wrap

GAP = 4
SHADE = "▒"
STYLES = {Line.DOTTED: DIM, Line.SINGLE: GREEN, Line.DASHED: YELLOW, Line.DOUBLE: RED}


def picture(failure: Failure, kind: str, screen: Screen) -> list[str]:
    """Draw the boxes of `failure` as `kind` (``kept`` or ``pairs``) says; nothing if it cannot."""
    if not isinstance(failure.outcome, Returned) or not failure.inputs:
        return []
    with np.errstate(all="ignore"):
        if kind == "kept":
            return _kept(failure, failure.outcome.value, screen)
        if kind == "pairs":
            return _pair(failure, failure.outcome.value, screen)
    return []


def _kept(failure: Failure, value: Any, screen: Screen) -> list[str]:
    boxes = _boxes(failure.inputs[0])
    if boxes is None:
        return []
    right, given = _indices(_first(failure.expected), boxes), _indices(_first(value), boxes)
    if right is None or given is None or right == given:
        return []
    shown = relevant(boxes, right, given)
    width = (screen.width - 2 - GAP) // 2
    rects, size = fit(boxes, shown, width)
    beside = width >= 18 and size[1] >= 5
    if not beside:
        rects, size = fit(boxes, shown, min(screen.width - 4, 44))
    if not rects:
        return []
    labels = {i: _labels(i, failure) for i in rects}
    panels = [
        _panel(rects, size, labels, {i: _line(i, right, kept) for i in rects}, screen)
        for kept in (right, given)
    ]
    drawing = (_beside if beside else _under)(panels[0], panels[1], screen)
    return [*drawing, *_legend(right, given, set(rects), len(boxes), screen)]


def _line(index: int, right: set[int], kept: set[int]) -> Line:
    if index in kept:
        return Line.SINGLE if index in right else Line.DOUBLE
    return Line.DASHED if index in right else Line.DOTTED


def _panel(
    rects: dict[int, Rect],
    size: tuple[int, int],
    labels: dict[int, list[str]],
    lines: dict[int, Line],
    screen: Screen,
) -> list[str]:
    canvas = Canvas(*size)
    for i, rect in rects.items():
        canvas.draw(rect, lines[i])
    for i in sorted(rects, key=lambda i: -lines[i]):
        wrong = lines[i] in (Line.DASHED, Line.DOUBLE)
        texts = [("✗" if wrong else "") + label for label in labels[i]]
        canvas.label(rects[i], texts, f"{BOLD};{STYLES[lines[i]]}" if wrong else "")
    return canvas.lines(screen, STYLES)


def _labels(index: int, failure: Failure) -> list[str]:
    """Give the box its number, first with its score where there is one."""
    scores = as_array(failure.inputs[1]) if len(failure.inputs) > 1 else None
    if scores is None or scores.ndim != 1 or index >= len(scores) or scores.dtype.kind not in "iuf":
        return [f"{index}"]
    return [f"{index} ({scores[index]:.3g})", f"{index}"]


def _beside(left: list[str], right: list[str], screen: Screen) -> list[str]:
    names = screen.say(words.EXPECTED), screen.say(words.YOURS)
    width = shown_cells(left[0])
    head = f"  {pad(names[0], width + GAP)}{names[1]}"
    return [head, *(f"  {a}{' ' * GAP}{b}".rstrip() for a, b in zip(left, right, strict=True))]


def _under(left: list[str], right: list[str], screen: Screen) -> list[str]:
    return [
        f"  {screen.say(words.EXPECTED)}",
        *(f"  {line}".rstrip() for line in left),
        f"  {screen.say(words.YOURS)}",
        *(f"  {line}".rstrip() for line in right),
    ]


def _legend(
    right: set[int], given: set[int], shown: set[int], total: int, screen: Screen
) -> list[str]:
    """Say in words what each line means; only the lines that are there."""
    extra, lost = sorted(given - right), sorted(right - given)
    entries = [(Line.SINGLE, "──", words.KEPT)]
    if extra:
        text = words.fill(words.WRONGLY_KEPT, which=_some(extra))
        entries.append((Line.DOUBLE, "══", text))
    if lost:
        text = words.fill(words.WRONGLY_DROPPED, which=_some(lost))
        entries.append((Line.DASHED, "╍╍", text))
    if shown - right:
        entries.append((Line.DOTTED, "┈┈", words.SUPPRESSED))
    lines = _entries(
        [(screen.paint(glyph, STYLES[line]), screen.say(text)) for line, glyph, text in entries],
        screen,
    )
    if len(shown) < total:
        rest = screen.say(words.fill(words.NOT_DRAWN, n=total - len(shown)))
        lines += screen.paragraph(rest, "  ")
    return lines


def _entries(entries: list[tuple[str, str]], screen: Screen) -> list[str]:
    """Put glyphs with their meanings on as few lines as they need."""
    lines = [" "]
    for glyph, text in entries:
        said = wrap(text, screen.width - 6)
        if shown_cells(lines[-1]) + cells(said[0]) + 6 > screen.width and lines[-1].strip():
            lines.append(" ")
        gap = "   " if lines[-1].strip() else " "
        lines[-1] += f"{gap}{glyph} {said[0]}"
        lines += [f"     {row}" for row in said[1:]]
    return lines


def _some(indices: list[int]) -> str:
    return ", ".join(map(str, indices[:6])) + (" …" if len(indices) > 6 else "")


def _pair(failure: Failure, value: Any, screen: Screen) -> list[str]:
    sets = [_boxes(x) for x in failure.inputs[:2]]
    want, got = as_array(failure.expected), as_array(value)
    at = failure.difference.at[0] if failure.difference and failure.difference.at else ()
    if len(sets) < 2 or sets[0] is None or sets[1] is None or len(at) != 2:
        return []
    pairs = (len(sets[0]), len(sets[1]))
    if want is None or got is None or want.shape != pairs or got.shape != pairs:
        return []
    a, b = sets[0][at[0]], sets[1][at[1]]
    names = [f"{name}[{i}]" for name, i in zip(failure.names, at, strict=False)]
    if len(names) < 2:
        return []
    caption = words.fill(
        words.PAIR, a=names[0], b=names[1], expected=number(want[at]), actual=number(got[at])
    )
    told = [screen.say(caption)]
    drawing = _overlap(a, b, names, screen)
    if drawing:
        told.append(_sizes(a, b, screen))
    return [*drawing, *("  " + line for text in told for line in wrap(text, screen.width - 2))]


def _overlap(a: Boxes, b: Boxes, names: list[str], screen: Screen) -> list[str]:
    rects, size = fit(np.stack([a, b]), [0, 1], min(screen.width - 4, 44))
    if len(rects) < 2:
        return []
    canvas = Canvas(*size)
    if (np.minimum(a[2:], b[2:]) > np.maximum(a[:2], b[:2])).all():
        canvas.shade(rects[0] & rects[1], SHADE)
    canvas.draw(rects[0], Line.SINGLE)
    canvas.draw(rects[1], Line.DOUBLE)
    styles = {Line.SINGLE: GREEN, Line.DOUBLE: YELLOW}
    legend = [(screen.paint("──", GREEN), names[0]), (screen.paint("══", YELLOW), names[1])]
    drawn = [f"  {line}".rstrip() for line in canvas.lines(screen, styles)]
    if any(SHADE in line for line in drawn):
        legend.append((SHADE * 2, screen.say(words.SHARED)))
    return [*drawn, *_entries(legend, screen)]


def _sizes(a: Boxes, b: Boxes, screen: Screen) -> str:
    """Give the areas, so that the ratio can be done by hand."""
    side = np.minimum(a[2:], b[2:]) - np.maximum(a[:2], b[:2])
    areas = {"a": number(np.prod(a[2:] - a[:2])), "b": number(np.prod(b[2:] - b[:2]))}
    if (side <= 0).any():
        return screen.say(words.fill(words.NO_OVERLAP, **areas))
    return screen.say(words.fill(words.OVERLAP, overlap=number(np.prod(side)), **areas))


def _boxes(value: Any) -> Boxes | None:
    array = as_array(value)
    if array is None or array.ndim != 2 or array.shape[1] != 4 or array.dtype.kind not in "iuf":
        return None
    return array.astype(np.float64)


def _first(value: Any) -> Any:
    """Take the indices out of (indices, scores)."""
    return value[0] if isinstance(value, tuple) and value else value


def _indices(value: Any, boxes: Boxes) -> set[int] | None:
    array = as_array(value)
    if array is None or array.ndim != 1 or (array.size and array.dtype.kind not in "iu"):
        return None
    found = {int(i) for i in array}
    return found if all(0 <= i < len(boxes) for i in found) else None
