"""Soft-NMS by other means.

`opencv` asks cv2.dnn.softNMSBoxes; `exact_loops` follows the definition with fractions (the
exponential apart); `torch_logarithms` adds logarithms of decays in torch; `inputs` yields
random and edge inputs.
"""

import math
from fractions import Fraction

import cv2
import numpy as np
import torch


def opencv(boxes, scores, iou_threshold=0.3, sigma=0.5, score_threshold=0.001, method="gaussian"):
    """OpenCV takes whole pixels (ours are quarters) and drops a score equal to the threshold."""
    if len(boxes) == 0 or (scores == score_threshold).any():
        return NotImplemented
    whole = np.rint(boxes * 4).astype(int)
    assert np.array_equal(whole, boxes * 4)
    xywh = np.hstack([whole[:, :2], whole[:, 2:] - whole[:, :2]])
    how = cv2.dnn.SOFT_NMSMETHOD_SOFTNMS_GAUSSIAN
    if method == "linear":
        how = cv2.dnn.SOFT_NMSMETHOD_SOFTNMS_LINEAR
    final, indices = cv2.dnn.softNMSBoxes(
        xywh.tolist(), scores.tolist(), score_threshold, iou_threshold, 0, sigma, how
    )
    return np.asarray(indices, dtype=np.int64).reshape(-1), np.asarray(final, float).reshape(-1)


def exact_iou(a, b):
    """IoU of two boxes of four fractions each."""
    w = max(Fraction(0), min(a[2], b[2]) - max(a[0], b[0]))
    h = max(Fraction(0), min(a[3], b[3]) - max(a[1], b[1]))
    return w * h / ((a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - w * h)


def exact_loops(
    boxes, scores, iou_threshold=0.3, sigma=0.5, score_threshold=0.001, method="gaussian"
):
    """Current scores computed afresh in every round from the list of boxes picked so far."""
    rows = [[Fraction(v) for v in row] for row in boxes.tolist()]
    picked, final = [], []
    while True:
        now = {}
        for i in set(range(len(rows))) - set(picked):
            overlaps = [exact_iou(rows[i], rows[j]) for j in picked]
            if method == "linear":
                over = [1 - v for v in overlaps if v > Fraction(iou_threshold)]
                now[i] = float(Fraction(float(scores[i])) * math.prod(over))
            else:
                now[i] = scores[i] * math.exp(-float(sum(v * v for v in overlaps)) / sigma)
        best = max(now, key=now.get, default=None)
        if best is None or now[best] < score_threshold:
            return picked, final
        picked.append(best)
        final.append(now[best])


def torch_logarithms(
    boxes, scores, iou_threshold=0.3, sigma=0.5, score_threshold=0.001, method="gaussian"
):
    """Logarithms of the scores, lowered by rows of one matrix."""
    b, s = torch.as_tensor(boxes), torch.as_tensor(scores)
    wh = torch.minimum(b[:, None, 2:], b[:, 2:]) - torch.maximum(b[:, None, :2], b[:, :2])
    inter = wh.clamp(min=0).prod(-1)
    size = (b[:, 2:] - b[:, :2]).prod(-1)
    v = inter / (size[:, None] + size - inter)
    drop = -v.square() / sigma
    if method == "linear":
        drop = torch.where(v > iou_threshold, (1 - v).clamp(min=0).log(), torch.zeros_like(v))
    level, hidden, picked = s.log(), torch.zeros_like(s), []
    for _ in range(len(s)):
        now = level + hidden
        best = int(now.argmax())
        if now[best].exp() < score_threshold * (1 - 1e-12):
            break
        picked.append(best)
        hidden[best] = -math.inf
        level = torch.where(hidden == 0, level + drop[best], level)
    return np.array(picked, dtype=np.int64), level[picked].exp().numpy()


def _fair(boxes, scores, iou_threshold, sigma, score_threshold, method):
    """Whether no comparison is close, by the exact IoUs and the scores on the way."""
    rows = [[Fraction(v) for v in row] for row in boxes.tolist()]
    current, left = dict(enumerate(scores.tolist())), set(range(len(rows)))
    while left:
        best = max(left, key=current.get)
        if any(abs(current[i] - score_threshold) < 0.01 * score_threshold for i in left):
            return False
        if current[best] < score_threshold:
            return True
        left.remove(best)
        if any(current[i] > 0.995 * current[best] for i in left):
            return False
        for i in left:
            v = float(exact_iou(rows[best], rows[i]))
            if method == "gaussian":
                current[i] *= math.exp(-v * v / sigma)
            elif abs(v - iou_threshold) < 1e-3:
                return False
            elif v > iou_threshold:
                current[i] *= 1 - v
    return True


def inputs(rng):
    """Random piles of few and of more boxes under many settings, lattices, nothing, one box."""
    made = 0
    while made < 240:
        n = int(rng.integers(1, 9))
        if made % 3:
            corner = rng.integers(-60, 60, (n, 2)) / 4
            boxes = np.hstack([corner, corner + rng.integers(8, 80, (n, 2)) / 4])
        else:
            corner = rng.integers(0, 4, (n, 2))
            boxes = np.hstack([corner, corner + rng.integers(1, 4, (n, 2))]).astype(float)
        settings = (
            float(rng.choice([0.1, 0.3, 0.45, 0.7])),
            float(rng.choice([0.05, 0.3, 0.5, 2.0])),
            float(rng.choice([0.001, 0.05, 0.3])),
            str(rng.choice(["gaussian", "linear"])),
        )
        scores = (rng.permutation(60)[:n] + 1) / 61
        if _fair(boxes, scores, *settings):
            made += 1
            yield boxes, scores, *settings
    yield np.zeros((0, 4)), np.zeros(0), 0.3, 0.5, 0.001, "linear"
    yield np.array([[-3.0, 2, 5, 4]]), np.array([0.05]), 0.3, 0.5, 0.1


ORACLES = {"opencv": opencv, "exact_loops": exact_loops, "torch_logarithms": torch_logarithms}
