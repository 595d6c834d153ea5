# expect: wrong-answer, diagnosis returns_boxes
import numpy as np


def nms(bboxes, scores, iou_thresh):
    idx = np.argsort(scores)
    picked = []
    while len(idx):
        last = idx[-1]
        picked.append(bboxes[last])
        rest = bboxes[idx[:-1]]
        w = np.minimum(bboxes[last, 2], rest[:, 2]) - np.maximum(bboxes[last, 0], rest[:, 0])
        h = np.minimum(bboxes[last, 3], rest[:, 3]) - np.maximum(bboxes[last, 1], rest[:, 1])
        inter = np.maximum(w, 0) * np.maximum(h, 0)
        area = (rest[:, 2] - rest[:, 0]) * (rest[:, 3] - rest[:, 1])
        own = (bboxes[last, 2] - bboxes[last, 0]) * (bboxes[last, 3] - bboxes[last, 1])
        idx = idx[:-1][inter / (own + area - inter) <= iou_thresh]
    return np.array(picked)
