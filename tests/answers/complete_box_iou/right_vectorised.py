# expect: accepted
import numpy as np


def complete_box_iou(boxes1, boxes2, eps=1e-7):
    N, M = len(boxes1), len(boxes2)
    a = np.repeat(boxes1, M, axis=0)  # every pair in a row of its own
    b = np.tile(boxes2, (N, 1))
    wa, ha = a[:, 2] - a[:, 0], a[:, 3] - a[:, 1]
    wb, hb = b[:, 2] - b[:, 0], b[:, 3] - b[:, 1]
    wi = np.clip(np.minimum(a[:, 2], b[:, 2]) - np.maximum(a[:, 0], b[:, 0]), 0, None)
    hi = np.clip(np.minimum(a[:, 3], b[:, 3]) - np.maximum(a[:, 1], b[:, 1]), 0, None)
    iou = wi * hi / (wa * ha + wb * hb - wi * hi + eps)
    c2 = (np.maximum(a[:, 2], b[:, 2]) - np.minimum(a[:, 0], b[:, 0])) ** 2
    c2 += (np.maximum(a[:, 3], b[:, 3]) - np.minimum(a[:, 1], b[:, 1])) ** 2
    d2 = (
        (a[:, 0] + a[:, 2] - b[:, 0] - b[:, 2]) ** 2 + (a[:, 1] + a[:, 3] - b[:, 1] - b[:, 3]) ** 2
    ) / 4
    v = 4 / np.pi**2 * (np.arctan(ha / (wa + eps)) - np.arctan(hb / (wb + eps))) ** 2
    alpha = v / (1 - iou + v + eps)
    return (iou - d2 / (c2 + eps) - alpha * v).reshape(N, M)
