# expect: runtime-error, diagnosis fails_on_nothing
import numpy as np


def nms(boxes, scores, iou_thr):
    order = scores.argsort()[::-1]
    first = order[0]
    keep = [first]
    for i in order[1:]:
        ok = True
        for k in keep:
            lt = np.maximum(boxes[i, :2], boxes[k, :2])
            rb = np.minimum(boxes[i, 2:], boxes[k, 2:])
            w, h = np.maximum(rb - lt, 0)
            a = (boxes[i, 2] - boxes[i, 0]) * (boxes[i, 3] - boxes[i, 1])
            b = (boxes[k, 2] - boxes[k, 0]) * (boxes[k, 3] - boxes[k, 1])
            if w * h / (a + b - w * h) > iou_thr:
                ok = False
                break
        if ok:
            keep.append(i)
    return keep
