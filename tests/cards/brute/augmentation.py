"""Masks are painted, boxes turned, pairs listed."""

from itertools import combinations

import numpy as np
import torch
from shapely import affinity, box
from torch.nn import functional as F


def mixup_loss(l, a, b):  # noqa: E741
    logits = torch.tensor([[a, b, 1 - a - b]], dtype=torch.float64).log()
    return F.cross_entropy(logits, torch.tensor([[l, 1 - l, 0]], dtype=torch.float64)).item()


def cutmix_area(s, d):
    """Paint half pixels, since the patch may begin in the middle of one."""
    image = np.zeros((448, 448))
    top, left = 224 - s, 2 * d - s
    image[max(top, 0) : top + 2 * s, max(left, 0) : left + 2 * s] = 1
    return image.mean()


def rotated_box_width(w, h):
    left, _, right, _ = affinity.rotate(box(0, 0, w, h), 45).bounds
    return right - left


def gridmask_kept(d, s):
    mask = np.ones((3 * d, 3 * d))
    for y in range(0, 3 * d, d):
        for x in range(0, 3 * d, d):
            mask[y : y + s, x : x + s] = 0
    return mask.mean()


def siamese_pairs(c, k):
    return sum(len(list(combinations(range(k), 2))) for _ in range(c))
