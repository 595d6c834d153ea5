# expect: wrong-answer, diagnosis returns_the_loss
import numpy as np


def generalized_box_iou(pred, target):
    lt = np.maximum(pred[:, None, :2], target[:, :2])
    rb = np.minimum(pred[:, None, 2:], target[:, 2:])
    wh = np.clip(rb - lt, 0, None)
    inter = wh[..., 0] * wh[..., 1]
    ap = (pred[:, 2] - pred[:, 0]) * (pred[:, 3] - pred[:, 1])
    at = (target[:, 2] - target[:, 0]) * (target[:, 3] - target[:, 1])
    union = ap[:, None] + at - inter + 1e-6
    lt = np.minimum(pred[:, None, :2], target[:, :2])
    rb = np.maximum(pred[:, None, 2:], target[:, 2:])
    wh = rb - lt
    area = wh[..., 0] * wh[..., 1] + 1e-6
    giou = inter / union - (area - union) / area
    loss = 1 - giou
    return loss
