# expect: wrong-answer, diagnosis the_dead_suppress
import numpy as np


def nms(boxes, scores, t):
    order = np.argsort(-scores)
    b = boxes[order]
    area = (b[:, 2] - b[:, 0]) * (b[:, 3] - b[:, 1])
    keep = np.ones(len(b), dtype=bool)
    for i in range(len(b)):
        w = np.maximum(0, np.minimum(b[i, 2], b[i + 1 :, 2]) - np.maximum(b[i, 0], b[i + 1 :, 0]))
        h = np.maximum(0, np.minimum(b[i, 3], b[i + 1 :, 3]) - np.maximum(b[i, 1], b[i + 1 :, 1]))
        iou = w * h / (area[i] + area[i + 1 :] - w * h)
        keep[i + 1 :] &= iou <= t
    return order[keep]
