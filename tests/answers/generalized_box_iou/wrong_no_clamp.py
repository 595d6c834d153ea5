# expect: wrong-answer, diagnosis no_clamp
import numpy as np


def generalized_box_iou(p, g):
    def area(b):
        return (b[:, 2] - b[:, 0]) * (b[:, 3] - b[:, 1])

    ix = np.minimum.outer(p[:, 2], g[:, 2]) - np.maximum.outer(p[:, 0], g[:, 0])
    iy = np.minimum.outer(p[:, 3], g[:, 3]) - np.maximum.outer(p[:, 1], g[:, 1])
    inter = ix * iy
    union = np.add.outer(area(p), area(g)) - inter
    cx = np.maximum.outer(p[:, 2], g[:, 2]) - np.minimum.outer(p[:, 0], g[:, 0])
    cy = np.maximum.outer(p[:, 3], g[:, 3]) - np.minimum.outer(p[:, 1], g[:, 1])
    return inter / union - (cx * cy - union) / (cx * cy)
