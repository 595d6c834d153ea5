# expect: accepted
import math

import numpy as np


def ciou(a, b):
    w1, h1 = a[2] - a[0], a[3] - a[1]
    w2, h2 = b[2] - b[0], b[3] - b[1]
    iw = max(0, min(a[2], b[2]) - max(a[0], b[0]))
    ih = max(0, min(a[3], b[3]) - max(a[1], b[1]))
    inter = iw * ih
    iou = inter / (w1 * h1 + w2 * h2 - inter)

    cx1, cy1 = (a[0] + a[2]) / 2, (a[1] + a[3]) / 2
    cx2, cy2 = (b[0] + b[2]) / 2, (b[1] + b[3]) / 2
    rho2 = (cx1 - cx2) ** 2 + (cy1 - cy2) ** 2
    cw = max(a[2], b[2]) - min(a[0], b[0])
    ch = max(a[3], b[3]) - min(a[1], b[1])
    c2 = cw**2 + ch**2

    v = (4 / math.pi**2) * (math.atan(w1 / h1) - math.atan(w2 / h2)) ** 2
    alpha = v / (1 - iou + v + 1e-6)
    return iou - rho2 / c2 - alpha * v


def complete_box_iou(boxes1, boxes2):
    return np.array([[ciou(a, b) for b in boxes2] for a in boxes1])
