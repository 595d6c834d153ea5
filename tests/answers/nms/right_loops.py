# expect: accepted
def iou(a, b):
    w = min(a[2], b[2]) - max(a[0], b[0])
    h = min(a[3], b[3]) - max(a[1], b[1])
    if w <= 0 or h <= 0:
        return 0.0
    inter = w * h
    return inter / ((a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - inter)


def nms(dets, confs, thr):
    todo = sorted(range(len(dets)), key=lambda i: confs[i], reverse=True)
    kept = []
    while todo:
        best = todo.pop(0)
        kept.append(best)
        todo = [i for i in todo if iou(dets[best], dets[i]) <= thr]
    return kept
