# expect: wrong-answer, diagnosis row_by_row
import numpy as np


def generalized_box_iou(b1, b2):
    x1 = np.maximum(b1[:, 0], b2[:, 0])
    y1 = np.maximum(b1[:, 1], b2[:, 1])
    x2 = np.minimum(b1[:, 2], b2[:, 2])
    y2 = np.minimum(b1[:, 3], b2[:, 3])
    inter = np.maximum(0, x2 - x1) * np.maximum(0, y2 - y1)
    s1 = (b1[:, 2] - b1[:, 0]) * (b1[:, 3] - b1[:, 1])
    s2 = (b2[:, 2] - b2[:, 0]) * (b2[:, 3] - b2[:, 1])
    union = s1 + s2 - inter
    ex1 = np.minimum(b1[:, 0], b2[:, 0])
    ey1 = np.minimum(b1[:, 1], b2[:, 1])
    ex2 = np.maximum(b1[:, 2], b2[:, 2])
    ey2 = np.maximum(b1[:, 3], b2[:, 3])
    c = (ex2 - ex1) * (ey2 - ey1)
    return inter / union - (c - union) / c
