"""Scale boxes onto the cells of a picture."""

from typing import Any

import numpy as np

from drill.report.grade.canvas import Rect

Boxes = np.ndarray[Any, np.dtype[np.float64]]
ROWS = 12  # of a picture, at most
DRAWN = 8  # boxes in a picture, at most


def relevant(boxes: Boxes, right: set[int], given: set[int]) -> list[int]:
    """Choose all boxes where they are few, else the disputed ones and what they overlap."""
    if len(boxes) <= DRAWN:
        return list(range(len(boxes)))
    disputed = sorted(right ^ given)[: DRAWN // 2]
    low = np.maximum(boxes[:, None, :2], boxes[None, disputed, :2])
    high = np.minimum(boxes[:, None, 2:], boxes[None, disputed, 2:])
    touch = np.prod(np.clip(high - low, 0, None), axis=2).max(axis=1, initial=0)
    others = [int(i) for i in np.argsort(-touch, kind="stable") if touch[i] > 0]
    near = [i for i in others if i in right | given and i not in disputed]
    return [*disputed, *near[: DRAWN - len(disputed)]]


def fit(boxes: Boxes, shown: list[int], width: int) -> tuple[dict[int, Rect], tuple[int, int]]:
    """Scale the boxes onto at most `width` x `ROWS` cells, larger boxes first."""
    usable = [i for i in shown if np.isfinite(boxes[i]).all() and np.abs(boxes[i]).max() < 1e150]
    if not usable:
        return {}, (0, 0)
    low = np.minimum(boxes[usable, :2], boxes[usable, 2:]).min(axis=0)
    span = np.maximum(boxes[usable, :2], boxes[usable, 2:]).max(axis=0) - low
    span = np.where(span > 1e-150, span, max(span.max(), 1.0) / 100)
    scale = min(width / span[0], 2 * ROWS / span[1])
    size = max(round(span[0] * scale), 4), max(round(span[1] * scale / 2), 3)
    size = min(size[0], width), min(size[1], ROWS)
    rects: dict[int, Rect] = {}
    for i in sorted(usable, key=lambda i: -np.prod(np.abs(boxes[i, 2:] - boxes[i, :2]))):
        rects[i] = _inside(
            _rect((boxes[i].reshape(2, 2) - low) * scale, size), list(rects.values())
        )
    return rects, size


def _rect(corners: Boxes, size: tuple[int, int]) -> Rect:
    """Cover the cells of a box, at least 2 x 2 of them."""
    (x1, y1), (x2, y2) = np.sort(corners, axis=0)
    left = min(round(x1), size[0] - 2)
    top = min(round(y1 / 2), size[1] - 2)
    right = min(max(round(x2) - 1, left + 1), size[0] - 1)
    bottom = min(max(round(y2 / 2) - 1, top + 1), size[1] - 1)
    return Rect(left, top, right, bottom)


def _inside(rect: Rect, placed: list[Rect]) -> Rect:
    """Move the edges that lie on another box's inwards, as long as there is room."""
    for other in placed:
        tall = rect.top <= other.bottom and other.top <= rect.bottom
        wide = rect.left <= other.right and other.left <= rect.right
        if tall and rect.left == other.left and rect.right - rect.left > 1:
            rect.left += 1
        if tall and rect.right == other.right and rect.right - rect.left > 1:
            rect.right -= 1
        if wide and rect.top == other.top and rect.bottom - rect.top > 1:
            rect.top += 1
        if wide and rect.bottom == other.bottom and rect.bottom - rect.top > 1:
            rect.bottom -= 1
    return rect
