# expect: wrong-answer, diagnosis forgets_to_subtract
import numpy as np


def box_iou(p, q):
    out = np.zeros((len(p), len(q)))
    for i, (x1, y1, x2, y2) in enumerate(p):
        for j, (u1, v1, u2, v2) in enumerate(q):
            w = max(0.0, min(x2, u2) - max(x1, u1))
            h = max(0.0, min(y2, v2) - max(y1, v1))
            total = (x2 - x1) * (y2 - y1) + (u2 - u1) * (v2 - v1)
            out[i][j] = w * h / total
    return out
