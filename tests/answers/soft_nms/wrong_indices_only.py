# expect: wrong-answer
import numpy as np


def soft_nms(boxes, scores, iou_threshold=0.3, sigma=0.5, score_threshold=0.001, method="gaussian"):
    s = scores.copy()
    left = np.arange(len(s))
    keep = []
    while len(left):
        i = left[np.argmax(s[left])]
        if s[i] < score_threshold:
            break
        keep.append(i)
        left = left[left != i]
        tl = np.maximum(boxes[i, :2], boxes[left, :2])
        br = np.minimum(boxes[i, 2:], boxes[left, 2:])
        inter = np.clip(br - tl, 0, None).prod(1)
        area = (boxes[:, 2:] - boxes[:, :2]).prod(1)
        v = inter / (area[i] + area[left] - inter)
        s[left] *= (
            np.exp(-v * v / sigma)
            if method == "gaussian"
            else np.where(v > iou_threshold, 1 - v, 1)
        )
    return np.array(keep, dtype=int)
