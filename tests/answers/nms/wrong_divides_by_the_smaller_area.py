# expect: wrong-answer, diagnosis divides_by_the_smaller_area
import numpy as np


def nms(boxes, scores, thresh):
    keep = []
    idxs = list(np.argsort(scores))
    while idxs:
        i = idxs.pop()
        keep.append(i)
        survivors = []
        for j in idxs:
            x1, y1 = np.maximum(boxes[i][:2], boxes[j][:2])
            x2, y2 = np.minimum(boxes[i][2:], boxes[j][2:])
            inter = max(0, x2 - x1) * max(0, y2 - y1)
            a = (boxes[i][2] - boxes[i][0]) * (boxes[i][3] - boxes[i][1])
            b = (boxes[j][2] - boxes[j][0]) * (boxes[j][3] - boxes[j][1])
            if inter / min(a, b) <= thresh:
                survivors.append(j)
        idxs = survivors
    return np.array(keep)
