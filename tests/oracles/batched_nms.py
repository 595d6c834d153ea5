"""Class-wise NMS by other means.

`opencv` asks cv2.dnn.NMSBoxesBatched; `exact_loops` takes one class after another with
fractions; `torch_matrix` masks a whole IoU matrix in torch; `inputs` yields random and edge
inputs.
"""

from fractions import Fraction

import cv2
import numpy as np
import torch


def opencv(boxes, scores, idxs, iou_threshold):
    """OpenCV shifts classes by the largest coordinate, and wants positive scores."""
    if len(boxes) == 0 or boxes.min() < 0 or iou_threshold == 0:
        return NotImplemented
    xywh = np.hstack([boxes[:, :2], boxes[:, 2:] - boxes[:, :2]])
    positive = scores - scores.min() + 1
    kept = cv2.dnn.NMSBoxesBatched(
        xywh.tolist(), positive.tolist(), idxs.tolist(), 0.0, iou_threshold
    )
    return np.asarray(kept, dtype=np.int64).reshape(-1)


def exact_iou(a, b):
    """IoU of two boxes of four fractions each."""
    w = max(Fraction(0), min(a[2], b[2]) - max(a[0], b[0]))
    h = max(Fraction(0), min(a[3], b[3]) - max(a[1], b[1]))
    return w * h / ((a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - w * h)


def exact_loops(boxes, scores, idxs, iou_threshold):
    """By the definition: a box is kept if no better kept box of its class overlaps it too much."""
    rows = [[Fraction(v) for v in row] for row in boxes.tolist()]
    limit = Fraction(iou_threshold)
    kept = []
    for k in sorted(set(idxs.tolist()), reverse=True):
        mine = []
        members = [i for i in range(len(rows)) if idxs[i] == k]
        for i in sorted(members, key=lambda i: (-scores[i], -i)):
            if all(exact_iou(rows[i], rows[j]) <= limit for j in mine):
                mine.append(i)
        kept += mine
    return sorted(kept, key=lambda i: -scores[i])


def torch_matrix(boxes, scores, idxs, iou_threshold):
    """One pass over an IoU matrix in torch, sorted by score, other classes masked out."""
    b, s, k = (torch.as_tensor(x) for x in (boxes, scores, idxs))
    s, order = s.sort(descending=True, stable=True)
    b, k = b[order], k[order]
    wh = torch.minimum(b[:, None, 2:], b[:, 2:]) - torch.maximum(b[:, None, :2], b[:, :2])
    inter = wh.clamp(min=0).prod(-1)
    size = (b[:, 2:] - b[:, :2]).prod(-1)
    hit = (inter / (size[:, None] + size - inter) > iou_threshold) & (k[:, None] == k)
    alive = torch.ones(len(b), dtype=torch.bool)
    for i in range(len(b)):
        if alive[i]:
            alive[i + 1 :] &= ~hit[i, i + 1 :]
    return order[alive].numpy()


def _pile(rng, n, low):
    """Draw n boxes in quarter pixels, from `low` up to some way beyond it."""
    corner = rng.integers(0, 120, (n, 2)) / 4 + low
    return np.hstack([corner, corner + rng.integers(8, 100, (n, 2)) / 4])


def _fair(boxes, threshold):
    rows = [[Fraction(v) for v in row] for row in boxes.tolist()]
    pairs = ((a, b) for i, a in enumerate(rows) for b in rows[:i])
    return all(abs(float(exact_iou(a, b)) - threshold) > 1e-3 for a, b in pairs)


def inputs(rng):
    """Random piles, large coordinates, one class, every box a class, ties, lattices, one box."""
    made = 0
    while made < 170:
        n, classes = int(rng.integers(1, 14)), int(rng.integers(1, 6))
        threshold = float(rng.choice([0.05, 0.2, 0.35, 0.55, 0.8]))
        boxes = _pile(rng, n, float(rng.choice([0, 0, 0, -20, 500])))
        if not _fair(boxes, threshold):
            continue
        made += 1
        scores = rng.permutation(n) / n - (0.5 if made % 5 == 0 else 0)
        if made % 7 == 0:
            scores = rng.choice([0.25, 0.5], n)
        yield boxes, scores, rng.integers(0, classes, n) * int(rng.integers(1, 9)), threshold
    for made in range(80):
        n = 1 + made % 5
        corner = rng.integers(0, 3, (n, 2))
        boxes = np.hstack([corner, corner + rng.integers(1, 4, (n, 2))]).astype(float)
        scores = rng.choice([0.5, 1.0], n) if made % 2 else rng.permutation(n) + 1.0
        yield boxes, scores, rng.integers(0, 2, n), float(rng.choice([0.25, 0.5, 0.75]))
    yield np.zeros((0, 4)), np.zeros(0), np.zeros(0, dtype=np.int64), 0.5
    boxes = _pile(rng, 9, 3)
    yield boxes, rng.permutation(9) / 9, np.arange(9), 0.0


ORACLES = {"opencv": opencv, "exact_loops": exact_loops, "torch_matrix": torch_matrix}
