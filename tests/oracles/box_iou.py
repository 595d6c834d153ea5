"""Independent programs for box_iou: pycocotools, shapely, and exact fractions."""

from fractions import Fraction

import numpy as np
from pycocotools import mask
from shapely.geometry import box


def coco(boxes1, boxes2):
    """Ask the evaluation code of COCO, which reads x, y, width, height."""
    if not len(boxes1) or not len(boxes2):
        return NotImplemented
    first, second = (np.hstack([b[:, :2], b[:, 2:] - b[:, :2]]) for b in (boxes1, boxes2))
    return np.asarray(mask.iou(first, second, [0] * len(second)))


def polygons(boxes1, boxes2):
    """Intersect and unite real polygons."""
    first, second = ([box(*row) for row in boxes] for boxes in (boxes1, boxes2))
    rows = [[a.intersection(b).area / a.union(b).area for b in second] for a in first]
    return np.array(rows).reshape(len(first), len(second))


def fractions(boxes1, boxes2):
    """Compute every pair exactly, the shared side as A + B minus the hull of both."""
    out = np.zeros((len(boxes1), len(boxes2)))
    for i, a in enumerate(boxes1):
        for j, b in enumerate(boxes2):
            a1, b1 = [Fraction(float(x)) for x in a], [Fraction(float(x)) for x in b]
            shared = Fraction(1)
            for low, high in ((0, 2), (1, 3)):
                hull = max(a1[high], b1[high]) - min(a1[low], b1[low])
                shared *= max(Fraction(0), a1[high] - a1[low] + b1[high] - b1[low] - hull)
            total = sum((c[2] - c[0]) * (c[3] - c[1]) for c in (a1, b1))
            out[i, j] = float(shared / (total - shared))
    return out


ORACLES = {"pycocotools": coco, "shapely": polygons, "fractions": fractions}


def _some(rng, n, scale, shift):
    corner = rng.uniform(-scale, scale, (n, 2)) + shift
    return np.hstack([corner, corner + rng.uniform(0.02, 1.5, (n, 2)) * scale])


def inputs(rng):
    """Random boxes of every scale and offset, lattices, lines and points, and no boxes."""
    for _ in range(120):
        n, m = rng.integers(1, 7, 2)
        scale, shift = 10.0 ** rng.integers(-2, 4), rng.uniform(-100, 100)
        yield _some(rng, n, scale, shift * scale), _some(rng, m, scale, shift * scale)
    for _ in range(80):
        low = rng.integers(-2, 4, (2, 3, 2))
        size = rng.integers(1, 4, (2, 3, 2))
        yield tuple(np.concatenate([low, low + size], axis=2).astype(float))
    for _ in range(20):  # lines and points on one side
        low = rng.integers(0, 4, (3, 2))
        flat = np.hstack([low, low + [[0, 0], [0, 2], [3, 0]]]).astype(float)
        pair = flat, _some(rng, 4, 3.0, 0.0)
        yield pair if rng.random() < 0.5 else pair[::-1]
    for n, m in ((0, 0), (0, 3), (2, 0)):
        yield np.zeros((n, 4)), np.tile([0.0, 1.0, 2.0, 4.0], (m, 1))
        yield _some(rng, n, 3.0, 0.0), _some(rng, m, 3.0, 0.0)
