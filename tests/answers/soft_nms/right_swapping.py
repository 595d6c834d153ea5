# expect: accepted
import numpy as np


def soft_nms(boxes, sc, Nt=0.3, sigma=0.5, thresh=0.001, method="gaussian"):
    """Cython style: swap the best to position i, throw low boxes to the end."""
    N = len(boxes)
    t = np.zeros((N, 6))
    t[:, :4] = boxes
    t[:, 4] = sc
    t[:, 5] = range(N)
    i = 0
    while i < N:
        maxpos = i + np.argmax(t[i:N, 4])
        if t[maxpos, 4] < thresh:
            break
        tmp = t[i].copy()
        t[i] = t[maxpos]
        t[maxpos] = tmp
        tx1, ty1, tx2, ty2 = t[i, :4]
        for pos in range(i + 1, N):
            x1, y1, x2, y2 = t[pos, :4]
            iw = min(tx2, x2) - max(tx1, x1)
            ih = min(ty2, y2) - max(ty1, y1)
            if iw > 0 and ih > 0:
                ua = (tx2 - tx1) * (ty2 - ty1) + (x2 - x1) * (y2 - y1) - iw * ih
                ov = iw * ih / ua
                if method == "linear":
                    weight = 1 - ov if ov > Nt else 1
                else:
                    weight = np.exp(-(ov * ov) / sigma)
                t[pos, 4] *= weight
        i += 1
    return t[:i, 5].astype(int), t[:i, 4]
