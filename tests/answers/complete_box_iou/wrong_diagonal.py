# expect: wrong-answer, diagnosis hull_area
import math


def complete_box_iou(boxes1, boxes2):
    def one(a, b):
        w1, h1, w2, h2 = a[2] - a[0], a[3] - a[1], b[2] - b[0], b[3] - b[1]
        inter = max(0, min(a[2], b[2]) - max(a[0], b[0])) * max(
            0, min(a[3], b[3]) - max(a[1], b[1])
        )
        iou = inter / (w1 * h1 + w2 * h2 - inter)
        c = (max(a[2], b[2]) - min(a[0], b[0])) * (max(a[3], b[3]) - min(a[1], b[1]))
        rho = ((a[0] + a[2] - b[0] - b[2]) ** 2 + (a[1] + a[3] - b[1] - b[3]) ** 2) / 4
        v = (4 / math.pi**2) * (math.atan(w1 / h1) - math.atan(w2 / h2)) ** 2
        return iou - rho / c - v * v / (1 - iou + v + 1e-8)

    return [[one(a, b) for b in boxes2] for a in boxes1]
