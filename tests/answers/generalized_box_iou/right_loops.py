# expect: accepted
import numpy as np


def giou_one(a, b):
    # intersection
    ix1, iy1 = max(a[0], b[0]), max(a[1], b[1])
    ix2, iy2 = min(a[2], b[2]), min(a[3], b[3])
    inter = max(ix2 - ix1, 0) * max(iy2 - iy1, 0)

    area_a = (a[2] - a[0]) * (a[3] - a[1])
    area_b = (b[2] - b[0]) * (b[3] - b[1])
    union = area_a + area_b - inter
    iou = inter / (union + 1e-7)

    # smallest enclosing box
    cx1, cy1 = min(a[0], b[0]), min(a[1], b[1])
    cx2, cy2 = max(a[2], b[2]), max(a[3], b[3])
    c = (cx2 - cx1) * (cy2 - cy1)
    return iou - (c - union) / (c + 1e-7)


def generalized_box_iou(bboxes1, bboxes2):
    out = np.zeros((len(bboxes1), len(bboxes2)))
    for i in range(len(bboxes1)):
        for j in range(len(bboxes2)):
            out[i][j] = giou_one(bboxes1[i], bboxes2[j])
    return out
