# expect: wrong-answer, diagnosis zero_is_background
import numpy as np


def py_nms(dets, thresh):
    x1, y1, x2, y2, scores = dets.T
    areas = (x2 - x1) * (y2 - y1)
    order = scores.argsort()[::-1]
    keep = []
    while order.size > 0:
        i = order[0]
        keep.append(i)
        w = np.maximum(0.0, np.minimum(x2[i], x2[order[1:]]) - np.maximum(x1[i], x1[order[1:]]))
        h = np.maximum(0.0, np.minimum(y2[i], y2[order[1:]]) - np.maximum(y1[i], y1[order[1:]]))
        ovr = w * h / (areas[i] + areas[order[1:]] - w * h)
        order = order[np.where(ovr <= thresh)[0] + 1]
    return keep


def batched_nms(boxes, scores, idxs, iou_threshold):
    num_classes = idxs.max() + 1 if len(idxs) else 0
    keep = np.zeros(len(boxes), dtype=bool)
    for j in range(1, num_classes):  # skip background
        inds = np.where(idxs == j)[0]
        dets = np.hstack([boxes[inds], scores[inds, None]])
        keep[inds[py_nms(dets, iou_threshold)]] = True
    kept = np.where(keep)[0]
    return kept[np.argsort(-scores[kept])]
