"""Metrics of samples that are there, and overlaps of polygons."""

from fractions import Fraction

import numpy as np
from shapely import box
from sklearn.metrics import f1_score, precision_score


def ap_of_a_ranking(g, f):
    """Take for each object the best precision at which it or a later one is found."""
    hits = [True, *[False] * f, True]
    curve = [(sum(hits[:k]), Fraction(sum(hits[:k]), k)) for k in range(1, len(hits) + 1)]
    best = [max((p for found, p in curve if found >= one), default=0) for one in range(1, g + 1)]
    return float(sum(best) / Fraction(g))


def f1_from_counts(tp, fp, fn):
    truth = [1] * tp + [0] * fp + [1] * fn + [0] * 500
    said = [1] * tp + [1] * fp + [0] * fn + [0] * 500
    return f1_score(truth, said)


def precision_at_imbalance(r, f, n):
    positives, negatives = np.arange(1000) < 1000 * r, np.arange(1000 * n) < round(1000 * n * f)
    truth = np.r_[np.ones(1000), np.zeros(1000 * n)]
    return precision_score(truth, np.r_[positives, negatives])


def iou_of_shifted_box(w, h, d):
    one, other = box(0, 0, w, h), box(d, 0, w + d, h)
    return one.intersection(other).area / one.union(other).area
