# expect: wrong-answer, diagnosis forgets_the_classes
import numpy as np


def batched_nms(boxes, scores, idxs, iou_threshold):
    areas = (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])
    order = np.argsort(-scores)
    keep = []
    while order.size:
        i, order = order[0], order[1:]
        keep.append(i)
        w = np.minimum(boxes[i, 2], boxes[order, 2]) - np.maximum(boxes[i, 0], boxes[order, 0])
        h = np.minimum(boxes[i, 3], boxes[order, 3]) - np.maximum(boxes[i, 1], boxes[order, 1])
        inter = w.clip(0) * h.clip(0)
        order = order[inter / (areas[i] + areas[order] - inter) <= iou_threshold]
    return keep
