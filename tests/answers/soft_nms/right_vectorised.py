# expect: accepted
import numpy as np


def soft_nms(boxes, scores, iou_threshold=0.3, sigma=0.5, score_threshold=0.001, method="gaussian"):
    b = boxes.copy()
    s = scores.copy()
    ids = np.arange(len(b))
    keep_idx, keep_score = [], []
    mask = s >= score_threshold
    b, s, ids = b[mask], s[mask], ids[mask]
    while len(s) > 0:
        k = s.argmax()
        keep_idx.append(ids[k])
        keep_score.append(s[k])
        box = b[k]
        b, s, ids = np.delete(b, k, axis=0), np.delete(s, k), np.delete(ids, k)
        wh = np.minimum(box[2:], b[:, 2:]) - np.maximum(box[:2], b[:, :2])
        wh = np.maximum(wh, 0)
        inter = wh[:, 0] * wh[:, 1]
        union = np.prod(box[2:] - box[:2]) + np.prod(b[:, 2:] - b[:, :2], axis=1) - inter
        overlap = inter / (union + 1e-8)
        if method == "gaussian":
            s = s * np.exp(-(overlap**2) / sigma)
        else:
            w = np.ones_like(overlap)
            w[overlap > iou_threshold] -= overlap[overlap > iou_threshold]
            s = s * w
        mask = s >= score_threshold
        b, s, ids = b[mask], s[mask], ids[mask]
    return np.array(keep_idx, dtype=int), np.array(keep_score)
