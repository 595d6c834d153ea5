# expect: wrong-answer, diagnosis alpha_with_iou
import numpy as np

EPS = 1e-7


def complete_box_iou(b1, b2):
    out = []
    for a in b1:
        x1, y1 = np.maximum(a[0], b2[:, 0]), np.maximum(a[1], b2[:, 1])
        x2, y2 = np.minimum(a[2], b2[:, 2]), np.minimum(a[3], b2[:, 3])
        inter = np.maximum(x2 - x1, 0) * np.maximum(y2 - y1, 0)
        wa, ha = a[2] - a[0], a[3] - a[1]
        wb, hb = b2[:, 2] - b2[:, 0], b2[:, 3] - b2[:, 1]
        iou = inter / (wa * ha + wb * hb - inter + EPS)
        c = (np.maximum(a[2], b2[:, 2]) - np.minimum(a[0], b2[:, 0])) ** 2 + (
            np.maximum(a[3], b2[:, 3]) - np.minimum(a[1], b2[:, 1])
        ) ** 2
        d = ((a[0] + a[2]) / 2 - (b2[:, 0] + b2[:, 2]) / 2) ** 2 + (
            (a[1] + a[3]) / 2 - (b2[:, 1] + b2[:, 3]) / 2
        ) ** 2
        v = 4 / np.pi**2 * (np.arctan(wb / hb) - np.arctan(wa / ha)) ** 2
        alpha = v / (iou + v + EPS)
        out.append(iou - d / c - alpha * v)
    return np.array(out)
