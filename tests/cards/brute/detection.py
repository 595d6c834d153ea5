"""Anchors and outputs, counted one by one."""

import math

import torch
from torch.nn import functional as F


def fpn_level(w, h):
    """Go up a level for every doubling of the side, from 224 at level 4."""
    level, side = 4, math.sqrt(w * h)
    while side >= 448:
        level, side = level + 1, side / 2
    while side < 224:
        level, side = level - 1, side * 2
    return min(max(level, 2), 5)


def centerness(l, t, r, b):  # noqa: E741
    return math.exp(-(abs(math.log(l / r)) + abs(math.log(t / b))) / 2)


def yolo_output_size(s, b, c):
    boxes = [(cell, k, x) for cell in range(s * s) for k in range(b) for x in "xywhc"]
    return len(boxes) + len([(cell, k) for cell in range(s * s) for k in range(c)])


def retinanet_anchors(a, n):
    x, anchors = torch.ones(1, 1, n, n), 0
    for level in range(1, 8):
        x = F.conv2d(x, torch.ones(1, 1, 3, 3), stride=2, padding=1)
        anchors += a * x.numel() if level >= 3 else 0
    return anchors
