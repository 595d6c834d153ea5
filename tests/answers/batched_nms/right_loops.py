# expect: accepted


def iou(a, b):
    w = min(a[2], b[2]) - max(a[0], b[0])
    h = min(a[3], b[3]) - max(a[1], b[1])
    if w <= 0 or h <= 0:
        return 0.0
    inter = w * h
    return inter / ((a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - inter)


def batched_nms(bboxes, confs, labels, thr):
    order = sorted(range(len(confs)), key=lambda k: confs[k], reverse=True)
    dead = set()
    result = []
    for pos, i in enumerate(order):
        if i in dead:
            continue
        result.append(i)
        for j in order[pos + 1 :]:
            if labels[j] == labels[i] and iou(bboxes[i], bboxes[j]) > thr:
                dead.add(j)
    return result
