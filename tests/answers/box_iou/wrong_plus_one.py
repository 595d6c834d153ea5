# expect: wrong-answer, diagnosis plus_one
import numpy as np


def bbox_overlaps(box, query):
    iw = min(box[2], query[2]) - max(box[0], query[0]) + 1
    if iw <= 0:
        return 0.0
    ih = min(box[3], query[3]) - max(box[1], query[1]) + 1
    if ih <= 0:
        return 0.0
    query_area = (query[2] - query[0] + 1) * (query[3] - query[1] + 1)
    ua = (box[2] - box[0] + 1) * (box[3] - box[1] + 1) + query_area - iw * ih
    return iw * ih / ua


def box_iou(boxes1, boxes2):
    overlaps = np.zeros((len(boxes1), len(boxes2)))
    for i in range(len(boxes1)):
        for j in range(len(boxes2)):
            overlaps[i, j] = bbox_overlaps(boxes1[i], boxes2[j])
    return overlaps
