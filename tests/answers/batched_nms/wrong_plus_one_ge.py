# expect: wrong-answer, diagnosis plus_one_and_drops_equal
import numpy as np


def batched_nms(dets, scores, labels, thresh):
    x1, y1, x2, y2 = dets[:, 0], dets[:, 1], dets[:, 2], dets[:, 3]
    areas = (x2 - x1 + 1) * (y2 - y1 + 1)
    order = scores.argsort()[::-1]
    suppressed = np.zeros(len(dets), dtype=int)
    keep = []
    for a in range(len(order)):
        i = order[a]
        if suppressed[i] == 1:
            continue
        keep.append(i)
        for b in range(a + 1, len(order)):
            j = order[b]
            if suppressed[j] == 1 or labels[i] != labels[j]:
                continue
            w = max(0.0, min(x2[i], x2[j]) - max(x1[i], x1[j]) + 1)
            h = max(0.0, min(y2[i], y2[j]) - max(y1[i], y1[j]) + 1)
            if w * h / (areas[i] + areas[j] - w * h) >= thresh:
                suppressed[j] = 1
    return keep
