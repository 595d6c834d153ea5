"""CIoU against torch, shapely's areas and distances, and a loop in exact fractions.

`by_torch` is the formula of torchvision, eps included, in float64; `by_shapely` measures
polygons and centroids; `by_fractions` is exact but for the arctan.
"""

import math
from fractions import Fraction

import numpy as np
import shapely
import torch


def by_torch(boxes1, boxes2, eps=1e-7):
    """Broadcast in torch, with an eps where torchvision has it."""
    a, b = torch.from_numpy(boxes1)[:, None], torch.from_numpy(boxes2)[None]
    low, high = torch.minimum(a, b), torch.maximum(a, b)
    size_a, size_b = a[..., 2:] - a[..., :2], b[..., 2:] - b[..., :2]
    inter = (low[..., 2:] - high[..., :2]).clamp(min=0).prod(-1)
    iou = inter / (size_a.prod(-1) + size_b.prod(-1) - inter)
    diagonal = ((high[..., 2:] - low[..., :2]) ** 2).sum(-1) + eps
    between = (a[..., :2] + a[..., 2:] - b[..., :2] - b[..., 2:]) / 2
    ratio_a = torch.atan(size_a[..., 0] / size_a[..., 1])
    ratio_b = torch.atan(size_b[..., 0] / size_b[..., 1])
    v = (4 / torch.pi**2) * (ratio_a - ratio_b) ** 2
    alpha = v / (1 - iou + v + eps)
    return (iou - (between**2).sum(-1) / diagonal - alpha * v).numpy()


def by_shapely(boxes1, boxes2):
    """Measure polygons: areas, distance of centroids, length of a diagonal."""
    result = np.zeros((len(boxes1), len(boxes2)))
    for i, a in enumerate(boxes1):
        for j, b in enumerate(boxes2):
            one, other = shapely.box(*a), shapely.box(*b)
            both = one.union(other)
            iou = one.intersection(other).area / both.area
            x1, y1, x2, y2 = both.envelope.bounds
            diagonal = shapely.Point(x1, y1).distance(shapely.Point(x2, y2))
            distance = one.centroid.distance(other.centroid) / diagonal
            turn = math.atan2(a[3] - a[1], a[2] - a[0]) - math.atan2(b[3] - b[1], b[2] - b[0])
            v = (2 * turn / math.pi) ** 2
            shape = v**2 / (1 - iou + v) if v > 1e-12 else 0.0
            result[i, j] = iou - distance**2 - shape
    return result


def by_fractions(boxes1, boxes2):
    """Pair by pair, exact but for the arctan."""
    result = np.zeros((len(boxes1), len(boxes2)))
    for i, a in enumerate([list(map(Fraction, row)) for row in boxes1.tolist()]):
        for j, b in enumerate([list(map(Fraction, row)) for row in boxes2.tolist()]):
            sides = [min(a[k + 2], b[k + 2]) - max(a[k], b[k]) for k in (0, 1)]
            inter = sides[0] * sides[1] if min(sides) > 0 else Fraction(0)
            union = sum((x[2] - x[0]) * (x[3] - x[1]) for x in (a, b)) - inter
            outer = [max(a[k + 2], b[k + 2]) - min(a[k], b[k]) for k in (0, 1)]
            apart = [(a[k] + a[k + 2] - b[k] - b[k + 2]) / 2 for k in (0, 1)]
            value = inter / union - (apart[0] ** 2 + apart[1] ** 2) / (
                outer[0] ** 2 + outer[1] ** 2
            )
            ratios = [(x[2] - x[0]) / (x[3] - x[1]) for x in (a, b)]
            if ratios[0] != ratios[1]:
                v = 4 / math.pi**2 * (math.atan(ratios[0]) - math.atan(ratios[1])) ** 2
                value -= Fraction(v) * Fraction(v) / (1 - inter / union + Fraction(v))
            result[i, j] = value
    return result


ORACLES = {"torch": by_torch, "shapely": by_shapely, "fractions": by_fractions}


def inputs(rng):
    """Yield boxes of every size, place and shape, nested, shifted, identical and none at all."""
    for _ in range(160):
        n, m = rng.choice(np.arange(1, 7), 2, replace=False)
        spread, size = 10 ** rng.uniform(0.5, 3, 2)
        yield _boxes(rng, n, spread, size), _boxes(rng, m, spread, size)
    for _ in range(40):  # identical, shifted and of the same shape
        boxes = _boxes(rng, 3, 40, 30)
        step = np.round(rng.uniform(-9, 9, (3, 2)))
        yield boxes, np.vstack([boxes[:1], boxes + np.hstack([step, step]), boxes * 0.5])
    for _ in range(20):  # a lattice, where shapes and places coincide
        corner = rng.integers(0, 3, (5, 2)).astype(float)
        boxes = np.hstack([corner, corner + rng.integers(1, 3, (5, 2))])
        yield boxes[:2], boxes[2:]
    yield np.zeros((0, 4)), _boxes(rng, 3, 10, 10)
    yield _boxes(rng, 2, 10, 10), np.zeros((0, 4))
    yield np.array([[0.0, 0, 1000, 1]]), np.array([[9e3, 7e3, 9001, 8e3], [0.0, 0, 1, 1000]])


def _boxes(rng, n, spread, size):
    corner = rng.uniform(-spread, spread, (n, 2))
    return np.hstack([corner, corner + size * 10 ** rng.uniform(-1.2, 0, (n, 2))])
