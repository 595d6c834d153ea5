# expect: wrong-answer, diagnosis returns_the_first_scores
import numpy as np


def soft_nms(boxes, scores, iou_threshold=0.3, sigma=0.5, score_threshold=0.001, method="gaussian"):
    n = len(boxes)
    weights = scores.astype(float)
    done = [False] * n
    keep = []
    while not all(done):
        best = -1
        for i in range(n):
            if not done[i] and (best < 0 or weights[i] > weights[best]):
                best = i
        if weights[best] < score_threshold:
            break
        done[best] = True
        keep.append(best)
        bx = boxes[best]
        for i in range(n):
            if done[i]:
                continue
            c = boxes[i]
            w = max(0, min(bx[2], c[2]) - max(bx[0], c[0]))
            h = max(0, min(bx[3], c[3]) - max(bx[1], c[1]))
            iou = (
                w * h / ((bx[2] - bx[0]) * (bx[3] - bx[1]) + (c[2] - c[0]) * (c[3] - c[1]) - w * h)
            )
            if method == "gaussian":
                weights[i] *= np.exp(-(iou**2) / sigma)
            elif iou > iou_threshold:
                weights[i] *= 1 - iou
    keep = np.array(keep, dtype=int)
    return keep, scores[keep]
