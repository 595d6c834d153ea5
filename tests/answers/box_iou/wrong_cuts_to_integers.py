# expect: wrong-answer, diagnosis cuts_to_integers
import numpy as np


def box_iou(boxes1, boxes2):
    boxes1, boxes2 = boxes1.astype(np.int32), boxes2.astype(np.int32)
    lt = np.maximum(boxes1[:, None, :2], boxes2[None, :, :2])
    rb = np.minimum(boxes1[:, None, 2:], boxes2[None, :, 2:])
    inter = np.prod(np.maximum(rb - lt, 0), axis=-1)
    area1 = np.prod(boxes1[:, 2:] - boxes1[:, :2], axis=-1)
    area2 = np.prod(boxes2[:, 2:] - boxes2[:, :2], axis=-1)
    return inter / (area1[:, None] + area2[None] - inter)
