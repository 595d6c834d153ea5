# expect: accepted
import numpy as np


def box_iou(b1, b2, eps=1e-7):
    """N x M IoU, column by column, as detection repositories write it."""
    ious = np.zeros((b1.shape[0], b2.shape[0]), dtype=np.float32)
    w2, h2 = b2[:, 2] - b2[:, 0], b2[:, 3] - b2[:, 1]
    for n in range(b1.shape[0]):
        x1, y1, x2, y2 = b1[n]
        iw = np.minimum(x2, b2[:, 2]) - np.maximum(x1, b2[:, 0])
        ih = np.minimum(y2, b2[:, 3]) - np.maximum(y1, b2[:, 1])
        inter = np.where((iw > 0) & (ih > 0), iw * ih, 0.0)
        ious[n] = inter / ((x2 - x1) * (y2 - y1) + w2 * h2 - inter + eps)
    return ious
