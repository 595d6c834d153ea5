# expect: wrong-answer, diagnosis swaps_views
import numpy as np


def soft_nms(boxes, scores, Nt=0.3, sigma=0.5, thresh=0.001, method="gaussian"):
    dets = boxes.copy()
    sc = scores.copy()
    ids = np.arange(len(sc))
    n = len(sc)
    for i in range(n):
        m = int(np.argmax(sc[i:])) + i
        dets[i], dets[m] = dets[m], dets[i]
        sc[i], sc[m] = sc[m], sc[i]
        ids[i], ids[m] = ids[m], ids[i]
        for j in range(i + 1, n):
            w = min(dets[i, 2], dets[j, 2]) - max(dets[i, 0], dets[j, 0])
            h = min(dets[i, 3], dets[j, 3]) - max(dets[i, 1], dets[j, 1])
            if w <= 0 or h <= 0:
                continue
            a = (dets[i, 2] - dets[i, 0]) * (dets[i, 3] - dets[i, 1])
            b = (dets[j, 2] - dets[j, 0]) * (dets[j, 3] - dets[j, 1])
            iou = w * h / (a + b - w * h)
            if method == "gaussian":
                sc[j] *= np.exp(-(iou * iou) / sigma)
            elif iou > Nt:
                sc[j] *= 1 - iou
    ok = sc >= thresh
    return ids[ok], sc[ok]
