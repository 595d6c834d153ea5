"""Soft-NMS on two boxes, and a letterbox."""

import numpy as np
from conftest import ROOT

from drill.bank.solutions import load_solution

SOFT_NMS = load_solution(ROOT / "solutions" / "soft_nms.py").reference


def soft_nms_weight(g, s, u):
    shift = 10 * (1 - u) / (1 + u)  # of a box 10 wide, for an IoU of u
    boxes = np.array([[0, 0, 10, 10], [shift, 0, 10 + shift, 10]])
    return SOFT_NMS(boxes, np.array([1.0, s]), sigma=g)[1][1]


def letterbox_size(w, h):
    scaled = round(h * 640 / w)
    return next(n for n in range(scaled, scaled + 32) if n % 32 == 0)
