# expect: accepted
import numpy as np


def generalized_box_iou(a, b):
    a, b = a[:, None], b[None]
    lt, rb = np.maximum(a[..., :2], b[..., :2]), np.minimum(a[..., 2:], b[..., 2:])
    w, h = np.moveaxis((rb - lt).clip(min=0), -1, 0)
    inter = w * h
    size = lambda x: (x[..., 2] - x[..., 0]) * (x[..., 3] - x[..., 1])
    union = size(a) + size(b) - inter
    LT, RB = np.minimum(a[..., :2], b[..., :2]), np.maximum(a[..., 2:], b[..., 2:])
    enclose = (RB - LT).prod(-1)
    return inter / union - 1 + union / enclose
