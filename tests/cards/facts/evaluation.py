"""Metrics, by scikit-learn, by pycocotools' settings, and on random rankings."""

import numpy as np
from cards.fact import formula, holds, number, run
from pycocotools.cocoeval import Params
from sklearn import metrics

RNG = np.random.default_rng(0)
COCO = Params(iouType="bbox")


def curve(hits, objects):
    """Give recall and the envelope of the precision after every detection."""
    tp = np.cumsum(hits)
    precision = tp / np.arange(1, len(hits) + 1)
    return tp / objects, np.maximum.accumulate(precision[::-1])[::-1]


def ap_at(points, hits, objects):
    recall, best = curve(hits, objects)
    at = np.searchsorted(recall, points - 1e-12)
    return np.append(best, 0)[at].mean()


def area(hits, objects):
    recall, best = curve(hits, objects)
    return np.sum(np.diff(recall, prepend=0) * best)


number("coco-map", "0.5545")(lambda: ap_at(COCO.recThrs, [1, 0, 1], 3))
number("coco-map", "0.5556")(lambda: area([1, 0, 1], 3))

number("coco-protocol", "averaged over 10", "AP 对 10")(lambda: len(COCO.iouThrs))
number("coco-protocol", "from 0.5 to 0.95", "从 0.5 到 0.95")(
    lambda: (COCO.iouThrs[0], COCO.iouThrs[-1])
)
number("coco-protocol", "101")(lambda: len(COCO.recThrs))
number("coco-protocol", "At most 100", "最多计 100")(lambda: COCO.maxDets[-1])
number("coco-protocol", "32²")(lambda: COCO.areaRng[1][1])
number("coco-protocol", "96²")(lambda: COCO.areaRng[2][1])
number("coco-protocol", "(1, 10 or 100)", "1、10 或 100")(lambda: tuple(COCO.maxDets))


@holds("cut-before-ap", "It falls or stays the same", "下降或不变")
def cut_rankings():
    hits = RNG.random((300, 12)) < 0.5
    return all(area(one[:cut], 10) <= area(one, 10) + 1e-12 for one in hits for cut in (1, 4, 8))


number("raise-score-threshold", "2/3")(lambda: metrics.precision_score([1, 0, 1], [1, 1, 1]))
number("raise-score-threshold", "1/2")(lambda: metrics.precision_score([1, 0, 1], [1, 1, 0]))


@holds("raise-score-threshold", "Recall falls or stays the same", "召回率下降或不变")
def raised():
    truth, scores = RNG.random(200) < 0.4, RNG.random(200)
    recall = [metrics.recall_score(truth, scores >= at) for at in np.linspace(0, 1, 30)]
    return (np.diff(recall) <= 0).all()


TRUE, SAID = [0] * 6 + [1] * 4, [0, 0, 0, 0, 1, 1, 0, 1, 1, 1]
MATRIX = metrics.confusion_matrix(TRUE, SAID)

formula("confusion-matrix", "divided by the sum of its row", "对角线元素 / 该行之和")(
    lambda: (MATRIX[1, 1] / MATRIX[1].sum(), metrics.recall_score(TRUE, SAID))
)
formula("confusion-matrix", "by the sum of its column", "对角线元素 / 该列之和")(
    lambda: (MATRIX[1, 1] / MATRIX[:, 1].sum(), metrics.precision_score(TRUE, SAID))
)
formula("confusion-matrix", "tn, fp, fn, tp", "tn、fp、fn、tp")(
    lambda: (MATRIX.ravel(), [4, 2, 1, 3])
)


def flagged():
    """Make the answers of TPR 0.8 and FPR 0.05 on 100 positives and 10,000 negatives."""
    truth = np.r_[np.ones(100), np.zeros(10_000)]
    return truth, np.r_[np.ones(80), np.zeros(20), np.ones(500), np.zeros(9500)]


@number(
    "roc-or-pr",
    "80 hits among 500 false alarms, precision 0.14",
    "80 个命中混在 500 个误报里， 精确率只有 0.14",
)
def false_alarms():
    truth, said = flagged()
    counted = metrics.confusion_matrix(truth, said)
    return counted[1, 1], counted[0, 1], metrics.precision_score(truth, said)


GUESSED = RNG.random(200_000) < 0.2, RNG.random(200_000)
number("roc-or-pr", "AUC 0.5", "AUC 是 0.5", gives=0.5, within=0.01)(
    lambda: metrics.roc_auc_score(*GUESSED)
)
formula("roc-or-pr", "the share of positives", "正样本占比", within=0.02)(
    lambda: (metrics.average_precision_score(*GUESSED), 0.2)
)


@formula(
    "auc-meaning", "in the right order, ties counted as half", "顺序正确的比例，得分相同的算一半"
)
def ordered_pairs():
    good, bad = RNG.integers(2, 9, 80), RNG.integers(0, 7, 120)
    pairs = (good[:, None] > bad) + 0.5 * (good[:, None] == bad)
    return pairs.mean(), metrics.roc_auc_score(np.r_[np.ones(80), np.zeros(120)], np.r_[good, bad])


def iou(one, other, plus=0):
    """Compute IoU with or without + 1 on every side."""
    w, h = (min(one[i + 2], other[i + 2]) - max(one[i], other[i]) + plus for i in (0, 1))
    areas = [(b[2] - b[0] + plus) * (b[3] - b[1] + plus) for b in (one, other)]
    overlap = max(w, 0) * max(h, 0)
    return overlap / (sum(areas) - overlap)


@number("plus-one", "gives 0.5, not 0.33", "IoU 是 0.5，而正确值是 0.33")
def shifted_by_one():
    pixels = [{0, 1, 2}, {1, 2, 3}]  # from 0 to 2 and from 1 to 3, both ends included
    return len(pixels[0] & pixels[1]) / len(pixels[0] | pixels[1]), iou([0, 0, 2, 1], [1, 0, 3, 1])


number("plus-one", "0.29")(lambda: iou([0, 0, 0.5, 0.5], [0.5, 0.5, 1, 1], plus=1))
holds("plus-one", "below 0.01", "不到 0.01")(
    lambda: (
        max(
            abs(iou([0, 0, 100, 100], b, 1) - iou([0, 0, 100, 100], b))
            for x in range(0, 100, 3)
            for y in range(0, 100, 3)
            if (b := [x, y, 100 + x, 100 + y])
        )
        < 0.01
    )
)


number("iou-clamp-bug", "is 1.0", "得到 1.0")(
    lambda: run("iou-clamp-bug")["iou"]([0, 0, 2, 2], [4, 4, 6, 6])
)
number("iou-clamp-bug", "1/17")(lambda: iou([0, 0, 2, 2], [2, 2, 4, 4], plus=1))


@number("ap-match-bug", "goes up to 1.5", "达到 1.5")
def counted_thrice():
    names = run("ap-match-bug")
    names["box_iou"] = lambda a, b: np.array([[iou(x, y) for y in b] for x in a])
    found = [[0, 0, 10, 10], [0, 0, 10, 11], [0, 0, 11, 10]]
    return names["precision_recall"](found, [[0, 0, 10, 10], [50, 50, 60, 60]])[1].max()


number("f1-from-counts", "0.18")(lambda: metrics.f1_score([1] * 10, [1] + [0] * 9))
number("precision-at-imbalance", "0.95")(
    lambda: metrics.precision_score([1] * 900 + [0] * 50, [1] * 950)
)
number("precision-at-imbalance", "0.15")(
    lambda: metrics.precision_score([1] * 900 + [0] * 5000, [1] * 5900)
)
number("iou-of-shifted-box", "just 0.5", "0.5")(lambda: iou([0, 0, 3, 1], [1, 0, 4, 1]))
number("ap-of-a-ranking", "at most 0.4", "0.4")(lambda: area([1, 1], 5))
