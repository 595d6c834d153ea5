# expect: accepted
import math


def iou(a, b):
    iw = max(0.0, min(a[2], b[2]) - max(a[0], b[0]))
    ih = max(0.0, min(a[3], b[3]) - max(a[1], b[1]))
    inter = iw * ih
    union = (a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - inter
    return inter / union


def soft_nms(dets, confs, Nt=0.3, sigma=0.5, thresh=0.001, method="gaussian"):
    candidates = {i: float(c) for i, c in enumerate(confs)}
    idx, out = [], []
    while candidates:
        m = max(candidates, key=candidates.get)
        score = candidates.pop(m)
        if score < thresh:
            break
        idx.append(m)
        out.append(score)
        for i in candidates:
            ov = iou(dets[m], dets[i])
            if method == "linear":
                if ov > Nt:
                    candidates[i] *= 1 - ov
            else:
                candidates[i] *= math.exp(-(ov * ov) / sigma)
    return idx, out
