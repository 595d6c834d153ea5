# expect: wrong-answer, diagnosis adds_the_terms
import math

import numpy as np


def complete_box_iou(preds, gts):
    res = np.zeros((preds.shape[0], gts.shape[0]))
    for i, p in enumerate(preds):
        for j, g in enumerate(gts):
            pw, ph, gw, gh = p[2] - p[0], p[3] - p[1], g[2] - g[0], g[3] - g[1]
            w = max(min(p[2], g[2]) - max(p[0], g[0]), 0)
            h = max(min(p[3], g[3]) - max(p[1], g[1]), 0)
            iou = w * h / (pw * ph + gw * gh - w * h)
            d = math.hypot((p[0] + p[2] - g[0] - g[2]) / 2, (p[1] + p[3] - g[1] - g[3]) / 2)
            c = math.hypot(max(p[2], g[2]) - min(p[0], g[0]), max(p[3], g[3]) - min(p[1], g[1]))
            v = 4 / math.pi**2 * (math.atan(pw / ph) - math.atan(gw / gh)) ** 2
            alpha = v / (1 - iou + v + 1e-9)
            res[i, j] = iou + d**2 / c**2 + alpha * v
    return res
