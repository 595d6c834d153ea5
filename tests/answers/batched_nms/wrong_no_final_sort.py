# expect: wrong-answer, diagnosis one_class_after_another
import numpy as np


def iou_one_to_many(box, boxes):
    x1 = np.maximum(box[0], boxes[:, 0])
    y1 = np.maximum(box[1], boxes[:, 1])
    x2 = np.minimum(box[2], boxes[:, 2])
    y2 = np.minimum(box[3], boxes[:, 3])
    inter = np.maximum(0, x2 - x1) * np.maximum(0, y2 - y1)
    a = (box[2] - box[0]) * (box[3] - box[1])
    b = (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])
    return inter / (a + b - inter)


def batched_nms(boxes, scores, idxs, iou_threshold):
    keep = []
    for c in np.unique(idxs):
        order = np.where(idxs == c)[0]
        order = order[np.argsort(scores[order])[::-1]]
        while len(order):
            keep.append(order[0])
            ious = iou_one_to_many(boxes[order[0]], boxes[order[1:]])
            order = order[1:][ious <= iou_threshold]
    return np.array(keep, dtype=np.int64)
