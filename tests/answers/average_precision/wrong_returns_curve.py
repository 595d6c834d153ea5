# expect: wrong-answer
# returns the curve too
import numpy as np


def average_precision(
    boxes, scores, image_ids, gt_boxes, gt_image_ids, iou_threshold=0.5, method="coco"
):
    order = np.argsort(-scores)
    taken = np.zeros(len(gt_boxes), dtype=bool)
    tp = []
    for d in order:
        best, at = 0, None
        for j, g in enumerate(gt_boxes):
            if gt_image_ids[j] == image_ids[d]:
                b = boxes[d]
                w = max(0, min(b[2], g[2]) - max(b[0], g[0]))
                h = max(0, min(b[3], g[3]) - max(b[1], g[1]))
                iou = (
                    w * h / ((b[2] - b[0]) * (b[3] - b[1]) + (g[2] - g[0]) * (g[3] - g[1]) - w * h)
                )
                if iou > best:
                    best, at = iou, j
        ok = at is not None and best >= iou_threshold and not taken[at]
        if ok:
            taken[at] = True
        tp.append(ok)
    tp = np.cumsum(tp)
    recall, precision = tp / max(len(gt_boxes), 1), tp / np.arange(1, len(tp) + 1)
    ap = np.mean([max(precision[recall >= t], default=0) for t in np.linspace(0, 1, 101)])
    return ap, recall, precision
