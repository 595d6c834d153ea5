# expect: wrong-answer, diagnosis interpolates_linearly
import numpy as np


def pairwise_iou(a, b):
    x1 = np.maximum(a[:, None, 0], b[None, :, 0])
    y1 = np.maximum(a[:, None, 1], b[None, :, 1])
    x2 = np.minimum(a[:, None, 2], b[None, :, 2])
    y2 = np.minimum(a[:, None, 3], b[None, :, 3])
    inter = np.maximum(x2 - x1, 0) * np.maximum(y2 - y1, 0)
    area_a = (a[:, 2] - a[:, 0]) * (a[:, 3] - a[:, 1])
    area_b = (b[:, 2] - b[:, 0]) * (b[:, 3] - b[:, 1])
    return inter / (area_a[:, None] + area_b[None] - inter + 1e-7)


def average_precision(boxes, scores, img, gt, gt_img, thresh=0.5, method="coco"):
    if not (len(gt) and len(boxes)):
        return 0.0
    idx = np.argsort(scores)[::-1]
    boxes, img = boxes[idx], img[idx]
    ious = pairwise_iou(boxes, gt)
    ious[img[:, None] != gt_img[None]] = -1
    tp = np.zeros(len(boxes))
    for i in range(len(boxes)):
        j = ious[i].argmax()
        if ious[i, j] < thresh:
            continue
        if method == "coco":
            tp[i] = 1
            ious[:, j] = -1  # gone for everybody after this one
        elif not np.isnan(gt[j, 0]):
            tp[i] = 1
            gt[j, 0] = np.nan  # taken
    tp = tp.cumsum()
    rec = tp / len(gt)
    prec = tp / np.arange(1, len(tp) + 1)
    if method == "voc07":
        return np.mean(
            [prec[rec >= t].max() if (rec >= t).any() else 0 for t in np.linspace(0, 1, 11)]
        )
    if method == "coco":  # as in yolov5 metrics.py
        mrec = np.concatenate(([0.0], rec, [1.0]))
        mpre = np.concatenate(([1.0], prec, [0.0]))
        mpre = np.flip(np.maximum.accumulate(np.flip(mpre)))
        x = np.linspace(0, 1, 101)
        y = np.interp(x, mrec, mpre)
        return ((y[1:] + y[:-1]) / 2 * np.diff(x)).sum()
    rec = np.concatenate(([0.0], rec, [1.0]))
    prec = np.concatenate(([0.0], prec, [0.0]))
    prec = np.maximum.accumulate(prec[::-1])[::-1]
    i = np.flatnonzero(np.diff(rec))
    return ((rec[i + 1] - rec[i]) * prec[i + 1]).sum()
