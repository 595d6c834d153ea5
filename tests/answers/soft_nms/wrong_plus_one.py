# expect: wrong-answer, diagnosis plus_one
import numpy as np


def soft_nms(dets, sc, Nt=0.3, sigma=0.5, thresh=0.001, method="gaussian"):
    x1, y1, x2, y2 = (dets[:, k] for k in range(4))
    sc = sc.copy()
    areas = (x2 - x1 + 1) * (y2 - y1 + 1)
    left = list(range(len(sc)))
    keep = []
    while left:
        i = max(left, key=lambda k: sc[k])
        if sc[i] < thresh:
            break
        keep.append(i)
        left.remove(i)
        for j in left:
            w = np.maximum(0.0, min(x2[i], x2[j]) - max(x1[i], x1[j]) + 1)
            h = np.maximum(0.0, min(y2[i], y2[j]) - max(y1[i], y1[j]) + 1)
            ovr = w * h / (areas[i] + areas[j] - w * h)
            if method == "gaussian":
                sc[j] *= np.exp(-ovr * ovr / sigma)
            elif ovr > Nt:
                sc[j] *= 1 - ovr
    return np.array(keep, dtype=int), sc[keep] if keep else np.zeros(0)
