"""Non-maximum suppression on random boxes."""

import numpy as np
import torch
from cards.fact import formula, holds, number, run
from torch.nn import functional as F

RNG = np.random.default_rng(0)


def iou(a, b):
    low, high = np.maximum(a[:, None, :2], b[:, :2]), np.minimum(a[:, None, 2:], b[:, 2:])
    overlap = np.clip(high - low, 0, None).prod(2)
    areas = [(one[:, 2:] - one[:, :2]).prod(1) for one in (a, b)]
    return overlap / (areas[0][:, None] + areas[1] - overlap)


def nms(boxes, scores, threshold=0.5):
    """Keep greedily, and count the comparisons."""
    overlaps, left, kept, compared = iou(boxes, boxes), list(np.argsort(-scores)), [], 0
    while left:
        best = left.pop(0)
        kept.append(best)
        compared += len(left)
        left = [one for one in left if overlaps[best, one] <= threshold]
    return kept, compared


LOW = RNG.uniform(-30, 30, (80, 2))
BOXES = np.c_[LOW, LOW + RNG.uniform(5, 20, (80, 2))]
SCORES, CLASSES = RNG.random(80), RNG.integers(0, 4, 80)


@holds("nms-steps", "The best box overall always stays", "得分最高的框一定会保留")
def best_stays():
    return SCORES.argmax() in nms(BOXES, SCORES)[0]


@formula("nms-steps", "$O(N^2)$ at worst", "最坏是 $O(N^2)$")
def worst_case():
    apart = np.arange(20)[:, None] * 10.0 + [0, 0, 5, 5]
    return nms(apart, SCORES[:20])[1], 20 * 19 / 2


@holds(
    "nms-in-crowds", "the weaker of two true neighbours is removed", "两个真实目标中得分低的被误删"
)
def neighbours():
    two = np.array([[0.0, 0, 10, 20], [4, 0, 14, 20]])  # IoU 0.43
    return (
        len(nms(two, np.array([0.9, 0.8]), 0.3)[0])
        == 1
        < len(nms(two, np.array([0.9, 0.8]), 0.7)[0])
    )


@holds("nms-vs-soft-nms", "without a jump at the threshold", "在阈值处没有跳变")
def decays():
    u = np.linspace(0, 1, 1001)
    linear, gaussian = np.where(u > 0.3, 1 - u, 1), np.exp(-(u**2) / 0.5)
    return abs(np.diff(linear)).max() > 0.29 and abs(np.diff(gaussian)).max() < 0.002


@formula("batched-nms", r"\text{class} \cdot (c_{max} - c_{min} + 1)")
def shifted_classes():
    moved = BOXES + (CLASSES * (BOXES.max() - BOXES.min() + 1))[:, None]
    same = CLASSES[:, None] == CLASSES
    return iou(moved, moved), np.where(same, iou(BOXES, BOXES), 0)


@holds("batched-nms", "**negative** ones let classes overlap", "如果有**负坐标**，类别之间会重叠")
def largest_alone():
    moved = BOXES + (CLASSES * (BOXES.max() + 1))[:, None]
    return (iou(moved, moved)[CLASSES[:, None] != CLASSES] > 0).any()


def anchors(side):
    x, count = torch.zeros(1, side, side), 0
    for level in range(1, 8):
        x = F.max_pool2d(x, 3, 2, 1)
        count += 9 * x.numel() if level >= 3 else 0
    return count


number("detector-output-steps", "76,725")(lambda: anchors(640))
number(
    "soft-nms-weight",
    "leaves 61 % of the score, and 0.9 leaves 20 %",
    "保留 61% 的得分，0.9 保留 20%",
)(lambda: (np.exp(-(0.5**2) / 0.5), 0.9, np.exp(-(0.9**2) / 0.5)))


@formula("nms-index-bug", "[0, 0, 0]")
def kept_again():
    names = run("nms-index-bug")
    names["box_iou"] = iou
    apart = np.arange(3)[:, None] * 10.0 + [0, 0, 5, 5]
    return names["nms"](apart, np.array([0.9, 0.8, 0.7]), 0.5), [0, 0, 0]


@number("letterbox-bug", "12 px too", "偏 12 像素", gives=12)
def too_far_down():
    """Map an edge back that lies 50 px from the border of the picture, at scale 0.5."""
    boxes = np.array([[12 + 50.0, 0, 90, 30]])
    return run("letterbox-bug")["to_original"](boxes, 0.5, 12, 0, 999, 999)[0, 0] - 100


number("soft-nms-order-bug", "0.16")(lambda: 0.8 * np.exp(-(0.9**2) / 0.5))
number("letterbox-size", "67 %")(lambda: np.empty((640, 640)).size / np.empty((640, 384)).size - 1)
