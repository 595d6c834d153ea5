# expect: accepted
import numpy as np


def box_iou(boxes1, boxes2):
    area1 = np.prod(boxes1[:, 2:] - boxes1[:, :2], axis=1)
    area2 = np.prod(boxes2[:, 2:] - boxes2[:, :2], axis=1)
    lt = np.maximum(boxes1[:, np.newaxis, :2], boxes2[np.newaxis, :, :2])
    rb = np.minimum(boxes1[:, np.newaxis, 2:], boxes2[np.newaxis, :, 2:])
    wh = (rb - lt).clip(0)
    inter = wh[:, :, 0] * wh[:, :, 1]
    return inter / (area1[:, np.newaxis] + area2 - inter)
