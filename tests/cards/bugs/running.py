"""A card's code is run as it stands, and with some of its words replaced."""

import math
from types import SimpleNamespace

import cv2
import numpy as np
import torch
from torch import nn
from torch.nn import functional as F


def run(code, **names):
    """Run code with the usual libraries and what it needs besides; give the names it leaves."""
    space = {"np": np, "torch": torch, "nn": nn, "F": F, "math": math, "cv2": cv2, **names}
    exec(compile(code, "<card>", "exec"), space)
    return SimpleNamespace(**space)


def mend(code, *changes):
    """Replace words of a card's code, given as (old, new); each must stand there once."""
    for old, new in changes:
        assert code.count(old) == 1, (code.count(old), old)
        code = code.replace(old, new)
    return code


def same(one, other):
    """Say whether two results have one shape and agree but for single precision."""
    one, other = (np.asarray(x.detach() if torch.is_tensor(x) else x) for x in (one, other))
    return one.shape == other.shape and np.allclose(one, other, rtol=1e-4, atol=1e-5)


def box_iou(one, other):
    """Give the IoU of each of N boxes with each of M, as corners: (N, M)."""
    low = np.maximum(one[:, None, :2], other[None, :, :2])
    high = np.minimum(one[:, None, 2:], other[None, :, 2:])
    inter = np.clip(high - low, 0, None).prod(-1)
    areas = [(boxes[:, 2:] - boxes[:, :2]).prod(-1) for boxes in (one, other)]
    return inter / (areas[0][:, None] + areas[1][None] - inter)
