# expect: wrong-answer, diagnosis mean_over_images
# AP of every image, then the mean
from collections import defaultdict

import numpy as np


def evaluate_image(dt, gt, thr, coco):
    """dt: list of (score, box) best first, gt: list of boxes -> list of (score, is_tp)."""
    taken, out = set(), []
    for score, d in dt:
        match, best = None, min(thr, 1 - 1e-10)
        candidates = [g for g in range(len(gt)) if not (coco and g in taken)]
        for g in candidates:
            w = min(d[2], gt[g][2]) - max(d[0], gt[g][0])
            h = min(d[3], gt[g][3]) - max(d[1], gt[g][1])
            if w <= 0 or h <= 0:
                continue
            union = (
                (d[2] - d[0]) * (d[3] - d[1])
                + (gt[g][2] - gt[g][0]) * (gt[g][3] - gt[g][1])
                - w * h
            )
            if w * h / union < best:
                continue
            best, match = w * h / union, g
        ok = match is not None and match not in taken
        if ok:
            taken.add(match)
        out.append((score, ok))
    return out


def average_precision(boxes, scores, image_ids, gt_boxes, gt_image_ids, iou_thr=0.5, mode="coco"):
    dts, gts = defaultdict(list), defaultdict(list)
    for b, s, i in zip(boxes, scores, image_ids):
        dts[i].append((s, b))
    for b, i in zip(gt_boxes, gt_image_ids):
        gts[i].append(b)
    npos = len(gt_boxes)
    if npos == 0:
        return 0.0
    aps = []
    for i in list(gts):
        found = evaluate_image(sorted(dts[i], key=lambda x: -x[0]), gts[i], iou_thr, mode == "coco")
        aps.append(curve_to_ap(found, len(gts[i]), mode))
    return sum(aps) / len(aps)


def curve_to_ap(everything, npos, mode):
    if not everything:
        return 0.0
    tps = np.cumsum([ok for _, ok in everything])
    fps = np.cumsum([not ok for _, ok in everything])
    rc = tps / npos
    pr = tps / (fps + tps + np.spacing(1))
    pr = pr.tolist()
    for i in range(len(pr) - 1, 0, -1):
        if pr[i] > pr[i - 1]:
            pr[i - 1] = pr[i]
    if mode == "voc10":
        return sum(p * (b - a) for p, a, b in zip(pr, [0, *rc], rc))
    thrs = np.linspace(0.0, 1.0, 101) if mode == "coco" else np.arange(0.0, 1.1, 0.1)
    q = np.zeros(len(thrs))
    for ri, pi in enumerate(np.searchsorted(rc, thrs, side="left")):
        if pi < len(pr):
            q[ri] = pr[pi]
    return float(q.mean())
