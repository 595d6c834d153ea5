# expect: accepted
import numpy as np


def _nms(boxes, scores, thr):
    """returns positions inside this class"""
    keep = []
    idx = np.argsort(scores)
    while len(idx):
        last = idx[-1]
        keep.append(last)
        lt = np.maximum(boxes[last, :2], boxes[idx[:-1], :2])
        rb = np.minimum(boxes[last, 2:], boxes[idx[:-1], 2:])
        wh = np.clip(rb - lt, 0, None)
        inter = wh[:, 0] * wh[:, 1]
        a = (boxes[last, 2:] - boxes[last, :2]).prod()
        b = (boxes[idx[:-1], 2:] - boxes[idx[:-1], :2]).prod(axis=1)
        over = inter / (a + b - inter + 1e-9)
        idx = np.delete(idx, np.concatenate(([len(idx) - 1], np.where(over > thr)[0])))
    return keep


def batched_nms(boxes, scores, cls, t):
    groups = {}
    for i, c in enumerate(cls):
        groups.setdefault(int(c), []).append(i)
    picked = []
    for c, members in groups.items():
        members = np.array(members)
        picked.extend(members[_nms(boxes[members], scores[members], t)].tolist())
    picked.sort(key=lambda i: -scores[i])
    return np.array(picked)
