# expect: runtime-error, diagnosis crashes_on_nothing
import numpy as np


def batched_nms(boxes, scores, idxs, iou_threshold):
    b = boxes + (idxs * (boxes.max() - boxes.min() + 1))[:, np.newaxis]
    lt = np.maximum(b[:, None, :2], b[None, :, :2])
    rb = np.minimum(b[:, None, 2:], b[None, :, 2:])
    inter = np.prod(np.maximum(rb - lt, 0), axis=-1)
    area = np.prod(b[:, 2:] - b[:, :2], axis=-1)
    mat = inter / (area[:, None] + area[None, :] - inter)
    order = list(np.argsort(-scores))
    keep = []
    while order:
        i = order.pop(0)
        keep.append(int(i))
        order = [j for j in order if not mat[i, j] > iou_threshold]
    return keep
