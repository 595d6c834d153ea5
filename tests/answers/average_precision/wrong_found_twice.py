# expect: wrong-answer, diagnosis finds_an_object_twice
def iou(a, b):
    iw = min(a[2], b[2]) - max(a[0], b[0])
    ih = min(a[3], b[3]) - max(a[1], b[1])
    if iw <= 0 or ih <= 0:
        return 0.0
    inter = iw * ih
    return inter / ((a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - inter)


def average_precision(dets, confs, det_imgs, gts, gt_imgs, thr=0.5, method="coco"):
    n_gt = len(gts)
    if n_gt == 0 or len(dets) == 0:
        return 0.0

    ranking = sorted(range(len(dets)), key=lambda i: confs[i], reverse=True)
    tp = []
    for i in ranking:
        best_iou, best_j = 0.0, -1
        for j in range(n_gt):
            if gt_imgs[j] != det_imgs[i]:
                continue
            o = iou(dets[i], gts[j])
            if o > best_iou:
                best_iou, best_j = o, j
        if best_j >= 0 and best_iou >= thr:
            tp.append(1)
        else:
            tp.append(0)

    recalls, precisions = [], []
    hits = 0
    for k, t in enumerate(tp, 1):
        hits += t
        recalls.append(hits / n_gt)
        precisions.append(hits / k)

    for k in range(len(precisions) - 2, -1, -1):
        precisions[k] = max(precisions[k], precisions[k + 1])

    if method == "voc10":
        ap, prev = 0.0, 0.0
        for r, p in zip(recalls, precisions):
            ap += (r - prev) * p
            prev = r
        return ap

    steps = 100 if method == "coco" else 10
    total = 0.0
    for s in range(steps + 1):
        for r, p in zip(recalls, precisions):
            if r >= s / steps:
                total += p
                break
    return total / (steps + 1)
