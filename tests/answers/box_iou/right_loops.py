# expect: accepted
def area(b):
    return (b[2] - b[0]) * (b[3] - b[1])


def iou(a, b):
    xA, yA = max(a[0], b[0]), max(a[1], b[1])
    xB, yB = min(a[2], b[2]), min(a[3], b[3])
    inter = max(0, xB - xA) * max(0, yB - yA)
    return inter / (area(a) + area(b) - inter)


def box_iou(gt, pred):
    return [[iou(g, p) for p in pred] for g in gt]
