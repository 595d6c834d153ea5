"""GIoU against shapely's polygons, torch's broadcasting and exact fractions.

`by_shapely` takes areas of intersection, union and envelope of polygons; `by_torch` is the
formula of torchvision in float64; `by_fractions` loops over pairs in exact arithmetic.
"""

from fractions import Fraction

import numpy as np
import shapely
import torch


def by_shapely(boxes1, boxes2):
    """Areas of polygons; flat boxes are no polygons."""
    if any((b[:, 2:] <= b[:, :2]).any() for b in (boxes1, boxes2)):
        return NotImplemented
    one = shapely.box(*boxes1.T)[:, None]
    other = shapely.box(*boxes2.T)[None]
    union = shapely.area(shapely.union(one, other))
    hull = shapely.area(shapely.envelope(shapely.union(one, other)))
    return shapely.area(shapely.intersection(one, other)) / union - (hull - union) / hull


def by_torch(boxes1, boxes2):
    """Broadcast in torch, float64."""
    a, b = torch.from_numpy(boxes1)[:, None], torch.from_numpy(boxes2)[None]
    low, high = torch.minimum(a, b), torch.maximum(a, b)
    inter = (low[..., 2:] - high[..., :2]).clamp(min=0).prod(-1)
    union = (a[..., 2:] - a[..., :2]).prod(-1) + (b[..., 2:] - b[..., :2]).prod(-1) - inter
    hull = (high[..., 2:] - low[..., :2]).prod(-1)
    return (inter / union - (hull - union) / hull).numpy()


def by_fractions(boxes1, boxes2):
    """Pair by pair in exact arithmetic."""
    result = np.zeros((len(boxes1), len(boxes2)))
    for i, a in enumerate([list(map(Fraction, row)) for row in boxes1.tolist()]):
        for j, b in enumerate([list(map(Fraction, row)) for row in boxes2.tolist()]):
            sides = [min(a[k + 2], b[k + 2]) - max(a[k], b[k]) for k in (0, 1)]
            inter = sides[0] * sides[1] if min(sides) > 0 else Fraction(0)
            union = sum((x[2] - x[0]) * (x[3] - x[1]) for x in (a, b)) - inter
            width, height = (max(a[k + 2], b[k + 2]) - min(a[k], b[k]) for k in (0, 1))
            result[i, j] = inter / union - 1 + union / (width * height)
    return result


ORACLES = {"shapely": by_shapely, "torch": by_torch, "fractions": by_fractions}


def inputs(rng):
    """Yield boxes of every size and place, nested, shifted, touching, flat and none at all."""
    for _ in range(160):
        n, m = rng.choice(np.arange(1, 8), 2, replace=False)
        spread, size = 10 ** rng.uniform(0, 3, 2)
        yield _boxes(rng, n, spread, size), _boxes(rng, m, spread, size)
    for _ in range(40):  # shifted and shrunk copies
        boxes = _boxes(rng, 4, 40, 30)
        step = np.round(rng.uniform(-9, 9, (3, 2)))
        yield boxes, np.vstack([boxes[:3] + np.hstack([step, step]), boxes * 0.5])
    for _ in range(20):  # neighbours on a lattice
        corner = rng.integers(0, 3, (5, 2)).astype(float)
        boxes = np.hstack([corner, corner + rng.integers(1, 3, (5, 2))])
        yield boxes[:2], boxes[2:]
    yield np.zeros((0, 4)), _boxes(rng, 3, 10, 10)
    yield _boxes(rng, 2, 10, 10), np.zeros((0, 4))
    yield np.array([[1.0, 1, 1, 6], [2.0, 2, 2, 2]]), _boxes(rng, 3, 10, 10)


def _boxes(rng, n, spread, size):
    corner = rng.uniform(-spread, spread, (n, 2))
    return np.hstack([corner, corner + size * rng.uniform(0.1, 1, (n, 2))])
