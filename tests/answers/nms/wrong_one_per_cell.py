# expect: wrong-answer
import numpy as np


def nms(boxes, scores, iou_threshold):
    """One box per cell of a coarse grid of centres, which is no NMS at all."""
    centre = np.round((boxes[:, :2] + boxes[:, 2:]) / 2 / 20).astype(int)
    seen, keep = set(), []
    for i in np.argsort(-scores):
        cell = tuple(centre[i])
        if cell not in seen:
            seen.add(cell)
            keep.append(int(i))
    return keep
