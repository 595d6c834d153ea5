# expect: wrong-answer, diagnosis penalty_over_union
import numpy as np


def generalized_box_iou(boxes1, boxes2):
    out = np.empty((len(boxes1), len(boxes2)))
    for i, (a0, a1, a2, a3) in enumerate(boxes1):
        for j, (b0, b1, b2, b3) in enumerate(boxes2):
            w = min(a2, b2) - max(a0, b0)
            h = min(a3, b3) - max(a1, b1)
            I = w * h if w > 0 and h > 0 else 0
            U = (a2 - a0) * (a3 - a1) + (b2 - b0) * (b3 - b1) - I
            C = (max(a2, b2) - min(a0, b0)) * (max(a3, b3) - min(a1, b1))
            out[i, j] = I / U - (C - U) / U
    return out
