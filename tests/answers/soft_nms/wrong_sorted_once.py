# expect: wrong-answer, diagnosis keeps_the_first_order
import numpy as np


def soft_nms(boxes, scores, iou_threshold=0.3, sigma=0.5, score_threshold=0.001, method="gaussian"):
    s = np.array(scores)
    order = list(np.argsort(s)[::-1])
    keep = []
    while order:
        i = order.pop(0)
        if s[i] < score_threshold:
            continue
        keep.append(i)
        for j in order:
            xx1, yy1 = np.maximum(boxes[i, :2], boxes[j, :2])
            xx2, yy2 = np.minimum(boxes[i, 2:], boxes[j, 2:])
            inter = max(xx2 - xx1, 0) * max(yy2 - yy1, 0)
            area_i = (boxes[i, 2] - boxes[i, 0]) * (boxes[i, 3] - boxes[i, 1])
            area_j = (boxes[j, 2] - boxes[j, 0]) * (boxes[j, 3] - boxes[j, 1])
            iou = inter / (area_i + area_j - inter)
            if method == "gaussian":
                s[j] = s[j] * np.exp(-(iou**2) / sigma)
            elif iou > iou_threshold:
                s[j] = s[j] * (1 - iou)
    return keep, [s[i] for i in keep]
