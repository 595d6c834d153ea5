"""AP against pycocotools (COCO's rules) and a brute force in exact fractions (all rules).

`by_pycocotools` runs COCOeval on one class without its limits on area and on the number of
detections; `by_fractions` follows the definitions word by word, with exact IoUs and recalls.
"""

import contextlib
import io
from fractions import Fraction

import numpy as np
from pycocotools.coco import COCO
from pycocotools.cocoeval import COCOeval


def by_pycocotools(
    boxes, scores, image_ids, gt_boxes, gt_image_ids, iou_threshold=0.5, method="coco"
):
    """Evaluate with COCOeval; it knows only its own method and no empty list of results."""
    if method != "coco" or not len(boxes):
        return NotImplemented
    images = sorted({*image_ids.tolist(), *gt_image_ids.tolist()})
    with contextlib.redirect_stdout(io.StringIO()):
        truth = COCO()
        truth.dataset = {
            "info": {},
            "images": [{"id": i} for i in images],
            "categories": [{"id": 1}],
            "annotations": [
                {"id": k, "image_id": i, "category_id": 1, "iscrowd": 0, **_bbox(box)}
                for k, (box, i) in enumerate(
                    zip(gt_boxes.tolist(), gt_image_ids.tolist(), strict=True), start=1
                )
            ],
        }
        truth.createIndex()
        found = truth.loadRes(
            [
                {"image_id": i, "category_id": 1, "score": s, "bbox": _bbox(box)["bbox"]}
                for box, s, i in zip(
                    boxes.tolist(), scores.tolist(), image_ids.tolist(), strict=True
                )
            ]
        )
        run = COCOeval(truth, found, "bbox")
        run.params.iouThrs = np.array([iou_threshold])
        run.params.maxDets = [10**6]
        run.params.areaRng, run.params.areaRngLbl = [[0, 1e30]], ["all"]
        run.evaluate()
        run.accumulate()
    return max(float(run.eval["precision"][0, :, 0, 0, 0].mean()), 0.0)  # -1: no ground truth


def _bbox(box):
    x1, y1, x2, y2 = box
    return {"bbox": [x1, y1, x2 - x1, y2 - y1], "area": (x2 - x1) * (y2 - y1)}


def by_fractions(
    boxes, scores, image_ids, gt_boxes, gt_image_ids, iou_threshold=0.5, method="coco"
):
    """Follow the definitions word by word in exact arithmetic."""
    truth = [
        (image, list(map(Fraction, box)))
        for image, box in zip(gt_image_ids.tolist(), gt_boxes.tolist(), strict=True)
    ]
    found = [
        (score, image, list(map(Fraction, box)))
        for score, image, box in zip(
            scores.tolist(), image_ids.tolist(), boxes.tolist(), strict=True
        )
    ]
    taken, curve, right = set(), [], 0
    for rank, (_, image, box) in enumerate(sorted(found, reverse=True), start=1):
        rivals = {j: _iou(box, other) for j, (where, other) in enumerate(truth) if where == image}
        if method == "coco":
            rivals = {j: value for j, value in rivals.items() if j not in taken}
        best = max(rivals, key=rivals.__getitem__, default=None)
        if best is not None and best not in taken and rivals[best] >= Fraction(iou_threshold):
            taken.add(best)
            right += 1
        curve.append((Fraction(right, max(len(truth), 1)), Fraction(right, rank)))

    def at(recall):
        return max((p for r, p in curve if r >= recall), default=Fraction(0))

    if method == "voc10":
        stops = sorted({Fraction(0), *(r for r, _ in curve)})
        return float(sum((b - a) * at(b) for a, b in zip(stops, stops[1:], strict=False)))
    n = 100 if method == "coco" else 10
    return float(sum(at(Fraction(k, n)) for k in range(n + 1)) / (n + 1))


def _iou(a, b):
    width, height = (min(a[k + 2], b[k + 2]) - max(a[k], b[k]) for k in (0, 1))
    inter = width * height if width > 0 and height > 0 else Fraction(0)
    return inter / (sum((x[2] - x[0]) * (x[3] - x[1]) for x in (a, b)) - inter)


ORACLES = {"pycocotools": by_pycocotools, "fractions": by_fractions}


def inputs(rng):
    """Yield crowded and sparse scenes for every method, at any threshold, and empty ones.

    Two objects are never equally good for a detection, and no number of objects makes a
    recall land between two floating-point readings of the same grid point.
    """
    for k in range(240):
        method = ("coco", "coco", "voc10", "voc07")[k % 4]
        objects = int(rng.choice([1, 2, 3, 7, 9, 11, 13, 17]))
        count = int(rng.integers(1, 41))
        images = int(rng.integers(1, 6))
        gt_boxes = _boxes(rng, objects, 60)
        boxes = np.vstack(
            [
                gt_boxes[rng.integers(0, objects, count)] + rng.normal(0, 3, (count, 4)),
                _boxes(rng, 5, 60),
            ]
        )
        ids = rng.choice(1000, images, replace=False)
        scores = rng.permutation(len(boxes)) / len(boxes) - 0.5
        threshold = float(rng.uniform(0.1, 0.9))
        where = rng.choice(ids, len(boxes)), rng.choice(ids, objects)
        yield boxes, scores, where[0], gt_boxes, where[1], threshold, method
    none, nowhere = np.zeros((0, 4)), np.zeros(0, np.int64)
    for method in ("coco", "voc10", "voc07"):
        one = _boxes(rng, 3, 60), np.array([1, 1, 2])
        yield none, np.zeros(0), nowhere, *one, 0.5, method
        yield one[0], np.array([0.5, 0.25, 0.75]), one[1], none, nowhere, 0.5, method
        yield one[0], np.array([0.5, 0.25, 0.75]), one[1], *one, 0.5, method


def _boxes(rng, n, spread):
    corner = rng.uniform(0, spread, (n, 2))
    return np.hstack([corner, corner + rng.uniform(12, 40, (n, 2))])
