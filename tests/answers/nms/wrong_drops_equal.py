# expect: wrong-answer, diagnosis drops_equal
import numpy as np


def overlap(a, b):
    w = max(0, min(a[2], b[2]) - max(a[0], b[0]))
    h = max(0, min(a[3], b[3]) - max(a[1], b[1]))
    return w * h / ((a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - w * h)


def nms(boxes, scores, thr):
    removed = set()
    picked = []
    order = np.argsort(scores)[::-1]
    for n, i in enumerate(order):
        if i in removed:
            continue
        picked.append(i)
        for j in order[n + 1 :]:
            if overlap(boxes[i], boxes[j]) >= thr:
                removed.add(j)
    return picked
