# expect: wrong-answer, diagnosis does_not_square
import numpy as np


def box_iou(a, bs):
    tl = np.maximum(a[:2], bs[:, :2])
    br = np.minimum(a[2:], bs[:, 2:])
    inter = np.prod(np.clip(br - tl, 0, None), axis=1)
    return inter / (np.prod(a[2:] - a[:2]) + np.prod(bs[:, 2:] - bs[:, :2], axis=1) - inter)


def soft_nms(boxes, scores, iou_threshold=0.3, sigma=0.5, score_threshold=0.001, method="gaussian"):
    s = scores.copy()
    idx = np.arange(len(s))
    res, res_s = [], []
    while len(idx):
        p = np.argmax(s[idx])
        i = idx[p]
        if s[i] < score_threshold:
            break
        res.append(i)
        res_s.append(s[i])
        idx = np.delete(idx, p)
        v = box_iou(boxes[i], boxes[idx])
        if method == "linear":
            s[idx] *= np.where(v > iou_threshold, 1 - v, 1)
        else:
            s[idx] *= np.exp(-v / sigma)
    return np.array(res), np.array(res_s)
