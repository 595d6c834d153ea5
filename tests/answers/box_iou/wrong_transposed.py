# expect: wrong-answer, diagnosis transposed
import numpy as np


def box_iou(dets, gts):
    result = []
    for x1, y1, x2, y2 in gts:
        w = np.clip(np.minimum(dets[:, 2], x2) - np.maximum(dets[:, 0], x1), 0, None)
        h = np.clip(np.minimum(dets[:, 3], y2) - np.maximum(dets[:, 1], y1), 0, None)
        area = (dets[:, 2] - dets[:, 0]) * (dets[:, 3] - dets[:, 1])
        result.append(w * h / (area + (x2 - x1) * (y2 - y1) - w * h))
    return np.array(result)
