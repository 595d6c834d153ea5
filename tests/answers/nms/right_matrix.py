# expect: accepted
import numpy as np


def nms(boxes, scores, threshold):
    n = boxes.shape[0]
    lt = np.maximum(boxes[:, None, :2], boxes[None, :, :2])
    rb = np.minimum(boxes[:, None, 2:], boxes[None, :, 2:])
    inter = np.prod(np.clip(rb - lt, 0, None), axis=2)
    area = np.prod(boxes[:, 2:] - boxes[:, :2], axis=1)
    iou = inter / (area[:, None] + area[None, :] - inter + 1e-7)

    suppressed = np.zeros(n, dtype=bool)
    keep = []
    for i in np.argsort(-scores):
        if suppressed[i]:
            continue
        keep.append(i)
        suppressed |= iou[i] > threshold
    return np.array(keep, dtype=np.int64)
