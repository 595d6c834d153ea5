"""Independent programs for nms: OpenCV, polygons of shapely, and exact fractions."""

from fractions import Fraction

import cv2
import numpy as np
from shapely.geometry import box


def opencv(boxes, scores, iou_threshold):
    """Ask OpenCV, which reads x, y, width, height and wants scores above a threshold."""
    if not len(boxes):
        return NotImplemented
    rows = np.hstack([boxes[:, :2], boxes[:, 2:] - boxes[:, :2]]).tolist()
    ranks = 1.0 + np.unique(scores, return_inverse=True)[1]  # it takes no negative scores
    return np.array(cv2.dnn.NMSBoxes(rows, ranks.tolist(), 0.0, iou_threshold)).ravel()


def polygons(boxes, scores, iou_threshold):
    """Strike out of a list, with overlaps from real polygons."""
    if iou_threshold in (0.25, 0.5) or len(boxes) > 100:
        return NotImplemented  # its areas are rounded: no use where they may be equal; slow
    shapes = {i: box(*row) for i, row in enumerate(boxes)}
    keep = []
    while shapes:
        best = max(shapes, key=lambda i: scores[i])
        one = shapes.pop(best)
        keep.append(best)
        for i, other in list(shapes.items()):
            if one.intersection(other).area / one.union(other).area > iou_threshold:
                del shapes[i]
    return np.array(keep, dtype=int)


def fractions(boxes, scores, iou_threshold):
    """Decide box by box in exact arithmetic, the last of equal scores first."""
    if len(boxes) > 100:
        return NotImplemented
    exact = [[Fraction(float(x)) for x in row] for row in boxes]
    limit = Fraction(float(iou_threshold))

    def size(b):
        return (b[2] - b[0]) * (b[3] - b[1])

    def too_close(a, b):
        shared = Fraction(1)
        for low, high in ((0, 2), (1, 3)):
            shared *= max(Fraction(0), min(a[high], b[high]) - max(a[low], b[low]))
        return shared > limit * (size(a) + size(b) - shared)

    keep = []
    for i in sorted(range(len(boxes)), key=lambda i: (scores[i], i), reverse=True):
        if not any(too_close(exact[i], exact[k]) for k in keep):
            keep.append(i)
    return np.array(keep, dtype=int)


ORACLES = {"opencv": opencv, "shapely": polygons, "fractions": fractions}


def inputs(rng):
    """Random crowds, jittered clusters, lattices with ties and equal IoUs, one box and none."""
    for _ in range(90):
        n = int(rng.integers(1, 25))
        corner = rng.uniform(-50, 50, (n, 2))
        boxes = np.hstack([corner, corner + rng.uniform(5, 60, (n, 2))])
        yield boxes, rng.normal(0, 2, n), float(rng.uniform(0.05, 0.9))
    for _ in range(60):
        base = rng.uniform(0, 60, (3, 2)).repeat(5, axis=0)
        base = np.hstack([base, base + rng.uniform(20, 40, (3, 2)).repeat(5, axis=0)])
        yield base + rng.normal(0, 1.5, (15, 4)), rng.random(15), float(rng.uniform(0.3, 0.8))
    for _ in range(80):
        n = int(rng.integers(2, 7))
        low = rng.integers(-1, 4, (n, 2))
        boxes = np.hstack([low, low + rng.integers(1, 5, (n, 2))]).astype(float)
        yield boxes, rng.integers(-1, 3, n) / 4, float(rng.choice([0.0, 0.25, 0.5]))
    for count in range(3):
        yield np.tile([1.0, 2.0, 5.0, 4.0], (count, 1)), np.arange(count) / 2, 0.3
        yield np.tile([1.0, 2.0, 5.0, 4.0], (count, 1)), np.zeros(count), 0.3
