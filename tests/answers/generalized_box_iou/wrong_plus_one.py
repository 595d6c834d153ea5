# expect: wrong-answer, diagnosis plus_one
import numpy as np


def generalized_box_iou(bboxes1, bboxes2):
    rows, cols = bboxes1.shape[0], bboxes2.shape[0]
    ious = np.zeros((rows, cols))
    for i in range(rows):
        x1 = np.maximum(bboxes1[i, 0], bboxes2[:, 0])
        y1 = np.maximum(bboxes1[i, 1], bboxes2[:, 1])
        x2 = np.minimum(bboxes1[i, 2], bboxes2[:, 2])
        y2 = np.minimum(bboxes1[i, 3], bboxes2[:, 3])
        overlap = np.maximum(x2 - x1 + 1, 0) * np.maximum(y2 - y1 + 1, 0)
        a1 = (bboxes1[i, 2] - bboxes1[i, 0] + 1) * (bboxes1[i, 3] - bboxes1[i, 1] + 1)
        a2 = (bboxes2[:, 2] - bboxes2[:, 0] + 1) * (bboxes2[:, 3] - bboxes2[:, 1] + 1)
        union = a1 + a2 - overlap
        cw = np.maximum(bboxes1[i, 2], bboxes2[:, 2]) - np.minimum(bboxes1[i, 0], bboxes2[:, 0]) + 1
        ch = np.maximum(bboxes1[i, 3], bboxes2[:, 3]) - np.minimum(bboxes1[i, 1], bboxes2[:, 1]) + 1
        ious[i] = overlap / union - (cw * ch - union) / (cw * ch)
    return ious
