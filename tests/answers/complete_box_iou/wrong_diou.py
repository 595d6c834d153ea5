# expect: wrong-answer, diagnosis only_the_distance
import numpy as np


def complete_box_iou(x, y):
    lt, rb = np.maximum(x[:, None, :2], y[:, :2]), np.minimum(x[:, None, 2:], y[:, 2:])
    inter = np.prod(np.maximum(rb - lt, 0), axis=-1)
    sx, sy = np.prod(x[:, 2:] - x[:, :2], axis=1), np.prod(y[:, 2:] - y[:, :2], axis=1)
    iou = inter / (sx[:, None] + sy[None] - inter)
    outer = np.maximum(x[:, None, 2:], y[:, 2:]) - np.minimum(x[:, None, :2], y[:, :2])
    cx, cy = (x[:, :2] + x[:, 2:]) * 0.5, (y[:, :2] + y[:, 2:]) * 0.5
    d2 = ((cx[:, None] - cy[None]) ** 2).sum(-1)
    return iou - d2 / (outer**2).sum(-1)
