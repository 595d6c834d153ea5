# expect: wrong-answer, diagnosis shifts_by_the_largest
import numpy as np


def nms(b, s, t):
    area = (b[:, 2] - b[:, 0]) * (b[:, 3] - b[:, 1])
    todo = list(np.argsort(-s))
    out = []
    while todo:
        i = todo.pop(0)
        out.append(i)
        left = []
        for j in todo:
            w = max(0, min(b[i, 2], b[j, 2]) - max(b[i, 0], b[j, 0]))
            h = max(0, min(b[i, 3], b[j, 3]) - max(b[i, 1], b[j, 1]))
            if w * h / (area[i] + area[j] - w * h) <= t:
                left.append(j)
        todo = left
    return np.array(out, dtype=np.int64)


def batched_nms(boxes, scores, idxs, iou_threshold):
    if boxes.shape[0] == 0:
        return np.zeros(0, dtype=np.int64)
    max_coordinate = boxes.max()
    offsets = idxs * (max_coordinate + 1)
    return nms(boxes + offsets[:, None], scores, iou_threshold)
