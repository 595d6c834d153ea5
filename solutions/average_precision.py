"""Average precision (AP) of a detector, for one class, by the rules of COCO and of VOC.

Go through the detections of all images, most confident first, and ask of each: is it right?
It is, if it lies on an object of its image that no better detection has taken.  After k of
them, with TP(k) right ones and G objects in all,

    precision(k) = TP(k) / k,    recall(k) = TP(k) / G

Precision zigzags, so it is replaced by its envelope, the best that is still to come:

    p(r) = max of precision(k) over all k with recall(k) >= r,    0 if there is none

AP is the mean of p(r) over the recalls from 0 to 1: taken at 101 points (`coco`), at 11
points (`voc07`), or as the exact area under the steps (`voc10`).

O(D log D + D G) time for D detections, O(D G) memory.

**Decisions**, where code in the wild differs (each has a case and a mistake):

* IoU >= threshold is a hit                     COCO, the VOC devkit; py-faster-rcnn says >
* coordinates are continuous, no +1             COCO; the VOC devkit adds 1
* coco: the best object that is still free      pycocotools.cocoeval
* voc: the best object of all, hit or miss      VOC devkit, VOCevaldet.m
* a second detection of an object is wrong      both
* one ranking over all images                   both; never a mean over images
* recall counts objects nobody looked for too   both: G is every ground truth given
* 101 points are a mean, not an area            COCO; YOLOv5 interpolates and integrates
* nothing to find, or nothing found: 0.0        ours; COCO says -1 where there is no object

Sources: Everingham et al., "The Pascal Visual Object Classes Challenge", IJCV 2010, and its
devkit; Lin et al., "Microsoft COCO", ECCV 2014, and pycocotools.

检测器在单个类别上的平均精度（AP），COCO 和 VOC 两套规则。

把所有图片的检测结果放在一起，从最有把握的开始逐个判断对错：它落在本图的某个真值上，而这个
真值还没有被分数更高的检测占掉，就算对。看完前 k 个，对了 TP(k) 个，真值一共 G 个：

    precision(k) = TP(k) / k,    recall(k) = TP(k) / G

精度曲线是锯齿形的，所以换成它的包络，即后面还能达到的最高精度：

    p(r) = 所有满足 recall(k) >= r 的 precision(k) 的最大值，没有则为 0

AP 是 p(r) 在召回率 0 到 1 上的平均：取 101 个点（`coco`）、取 11 个点（`voc07`），或者算
阶梯下的准确面积（`voc10`）。

D 个检测的时间是 O(D log D + D G)，内存 O(D G)。

**约定**（不同实现有分歧的地方，每条都有用例和对应的错误）：

* IoU >= 阈值就算命中                    COCO、VOC devkit；py-faster-rcnn 用的是 >
* 坐标是连续的，不加 1                   COCO；VOC devkit 加 1
* coco：在还空着的真值里挑 IoU 最大的    pycocotools.cocoeval
* voc：在全部真值里挑最大的，被占就算错  VOC devkit，VOCevaldet.m
* 同一个真值的第二个检测算错             两家相同
* 所有图片放在一起统一排序               两家相同，不是逐图求 AP 再平均
* 没有检测的图片里的真值也要算进召回率   两家相同：G 是给出的全部真值数
* 101 个点是求平均，不是求面积           COCO；YOLOv5 先插值再积分
* 没有真值或没有检测时返回 0.0           本题约定；没有真值时 COCO 给 -1

出处：Everingham 等，“The Pascal Visual Object Classes Challenge”，IJCV 2010，及其 devkit；
Lin 等，“Microsoft COCO”，ECCV 2014，及 pycocotools。
"""

import numpy as np

from drill.problem import (
    Floats,
    Ints,
    Tolerance,
    accepted,
    case,
    cases,
    convention,
    example,
    mistake,
    reference,
    sized,
    small,
)


def box_iou(boxes1: Floats, boxes2: Floats) -> Floats:
    """IoU of every pair: (N, M)."""
    top = np.maximum(boxes1[:, None, :2], boxes2[:, :2])  # (N, M, 2)
    bottom = np.minimum(boxes1[:, None, 2:], boxes2[:, 2:])  # (N, M, 2)
    inter = np.prod(np.clip(bottom - top, 0, None), axis=2)  # (N, M)
    area1, area2 = (np.prod(b[:, 2:] - b[:, :2], axis=1) for b in (boxes1, boxes2))
    return inter / (area1[:, None] + area2 - inter)


def overlaps(boxes: Floats, images: Ints, gt_boxes: Floats, gt_images: Ints) -> Floats:
    """IoU of every detection with every ground truth of its own image, else 0: (D, G)."""
    return np.where(images[:, None] == gt_images, box_iou(boxes, gt_boxes), 0.0)


def matched(iou: Floats, threshold: float, *, among_free: bool) -> Floats:
    """Tell which detections are right, (D, G) -> (D,) 0 or 1; rows are best score first."""
    hits, free = np.zeros(len(iou)), np.ones(iou.shape[1])
    for k, row in enumerate(iou):
        best = np.argmax(row * free if among_free else row)
        if free[best] and row[best] >= threshold:
            hits[k], free[best] = 1, 0
    return hits


def envelope(precision: Floats) -> Floats:
    """Best precision from each point on: (D,)."""
    return np.maximum.accumulate(precision[::-1])[::-1]


def sampled(recall: Floats, precision: Floats, points: int) -> float:
    """Mean precision at `points` recalls from 0 to 1, each read where it is first reached."""
    first = np.searchsorted(recall, np.linspace(0, 1, points))
    return float(np.append(precision, 0.0)[first].mean())


@reference(Tolerance(rtol=0.0, atol=1e-5))
def average_precision(
    boxes: Floats,
    scores: Floats,
    image_ids: Ints,
    gt_boxes: Floats,
    gt_image_ids: Ints,
    iou_threshold: float = 0.5,
    method: str = "coco",
) -> float:
    """Compute the average precision of the detections of one class over a set of images.

    Parameters
    ----------
    boxes : (D, 4) float64
        Detected boxes of all images, corners x1, y1, x2, y2; x1 < x2 and y1 < y2.
        Coordinates are continuous, a side is x2 - x1 (no +1).  D may be 0.
    scores : (D,) float64
        Confidence of each detection, all different, in no particular order.
    image_ids : (D,) int64
        Image of each detection.  Ids are any integers; an image may have detections and no
        ground truth, or ground truth and no detections.
    gt_boxes : (G, 4) float64
        Ground truth boxes of all images.  G may be 0.
    gt_image_ids : (G,) int64
        Image of each ground truth box, in any order.
    iou_threshold : float in (0, 1)
        A detection can only be right with IoU >= threshold; equality counts (as in COCO and
        the VOC devkit; py-faster-rcnn uses >).
    method : 'coco', 'voc10' or 'voc07'
        How detections are matched and the curve is averaged.  All use one ranking over all
        images, a ground truth is found at most once, and a detection that finds none is a
        false positive.
        'coco': a detection goes to the ground truth of largest IoU among those of its image
        not yet taken; the mean of the interpolated precision at the 101 recalls
        np.linspace(0, 1, 101).
        'voc10': it goes to the one of largest IoU among all of its image, and if that is
        taken it is a false positive; the exact area under the interpolated curve.
        'voc07': matched as in voc10; the mean at the 11 recalls np.linspace(0, 1, 11).
        Interpolated precision at recall r is the best precision at any recall >= r, 0 if
        r is never reached.

    Returns
    -------
    float
        AP between 0 and 1; 0.0 if there is no ground truth or no detection.

    计算一个类别的检测结果在一组图片上的平均精度。

    Parameters
    ----------
    boxes : (D, 4) float64
        所有图片的检测框，角点坐标 x1, y1, x2, y2，x1 < x2，y1 < y2。坐标是连续的，边长就是
        x2 - x1（不加 1）。D 可以是 0。
    scores : (D,) float64
        每个检测的置信度，互不相同，顺序任意。
    image_ids : (D,) int64
        每个检测所在的图片。编号是任意整数；有的图片只有检测没有真值，有的只有真值没有检测。
    gt_boxes : (G, 4) float64
        所有图片的真值框。G 可以是 0。
    gt_image_ids : (G,) int64
        每个真值框所在的图片，顺序任意。
    iou_threshold : float in (0, 1)
        IoU >= 阈值的检测才可能算对，相等也算（COCO 和 VOC devkit 如此；py-faster-rcnn 用
        的是 >）。
    method : 'coco', 'voc10' or 'voc07'
        检测怎样匹配、曲线怎样求平均。三种方法都是把所有图片放在一起排序，一个真值最多被找到
        一次，没有找到真值的检测是误检。
        'coco'：检测匹配本图还没有被占的真值中 IoU 最大的那个；取插值精度在 101 个召回率
        np.linspace(0, 1, 101) 处的平均。
        'voc10'：检测匹配本图全部真值中 IoU 最大的那个，如果它已被占，这个检测就是误检；
        取插值曲线下的准确面积。
        'voc07'：匹配同 voc10；取 11 个召回率 np.linspace(0, 1, 11) 处的平均。
        召回率 r 处的插值精度，是召回率 >= r 的各点上最高的精度；达不到 r 则为 0。

    Returns
    -------
    float
        AP，0 到 1 之间；没有真值或没有检测时为 0.0。
    """
    if len(gt_boxes) == 0:
        return 0.0
    order = np.argsort(-scores)
    iou = overlaps(boxes[order], image_ids[order], gt_boxes, gt_image_ids)
    found = np.cumsum(matched(iou, iou_threshold, among_free=method == "coco"))
    recall = found / len(gt_boxes)
    precision = envelope(found / np.arange(1, len(found) + 1))
    if method == "voc10":
        return float(np.sum(np.diff(recall, prepend=0.0) * precision))
    return sampled(recall, precision, 101 if method == "coco" else 11)


# ---- accepted: other right programs ------------------------------------------


@accepted
def plain_loops(boxes, scores, image_ids, gt_boxes, gt_image_ids, threshold=0.5, method="coco"):
    """Dictionaries and loops; the grid as i / 10 and i / 100.

    字典加循环，采样点写成 i / 10 和 i / 100。
    """

    def iou(a, b):
        w = max(0.0, min(a[2], b[2]) - max(a[0], b[0]))
        h = max(0.0, min(a[3], b[3]) - max(a[1], b[1]))
        return w * h / ((a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - w * h)

    truth: dict[int, list[list[float]]] = {}
    count = len(gt_boxes)
    for box, image in zip(gt_boxes.tolist(), gt_image_ids.tolist(), strict=True):
        truth.setdefault(image, []).append(box)
    used = set()
    points, right = [], 0
    for seen, k in enumerate(sorted(range(len(scores)), key=lambda k: -scores[k]), start=1):
        image, best, where = int(image_ids[k]), 0.0, None
        for j, box in enumerate(truth.get(image, [])):
            if method == "coco" and (image, j) in used:
                continue
            if iou(boxes[k], box) > best:
                best, where = iou(boxes[k], box), (image, j)
        if best >= threshold and where not in used:
            used.add(where)
            right += 1
        points.append((right / max(count, 1), right / seen))
    if method == "voc10":
        area, last = 0.0, 0.0
        for i, (recall, _) in enumerate(points):
            area += (recall - last) * max(p for _, p in points[i:])
            last = recall
        return area
    n = 100 if method == "coco" else 10
    best_after = [max((p for r, p in points if r >= i / n), default=0.0) for i in range(n + 1)]
    return sum(best_after) / (n + 1)


@accepted
def with_sentinels(boxes, scores, image_ids, gt_boxes, gt_image_ids, threshold=0.5, method="coco"):
    """Sentinels at both ends of the curve, envelope by a backward loop, grid by arange.

    曲线两端补哨兵，从后往前循环求包络，采样点用 arange。
    """
    if len(boxes) == 0 or len(gt_boxes) == 0:
        return 0.0
    order = scores.argsort()[::-1]
    taken = {image: np.zeros((gt_image_ids == image).sum(), bool) for image in set(gt_image_ids)}
    tp = np.zeros(len(order))
    for k, d in enumerate(order):
        image = image_ids[d]
        if image not in taken:
            continue
        ious = box_iou(boxes[d][None], gt_boxes[gt_image_ids == image])[0]
        if method == "coco":
            ious[taken[image]] = -1
        j = ious.argmax()
        if ious[j] >= threshold and not taken[image][j]:
            tp[k] = taken[image][j] = True
    fp = np.cumsum(1 - tp)
    tp = np.cumsum(tp)
    recall, precision = tp / len(gt_boxes), tp / np.maximum(tp + fp, np.finfo(np.float64).eps)
    if method == "voc07":
        best = [precision[recall >= t].max(initial=0.0) for t in np.arange(0.0, 1.1, 0.1)]
        return sum(best) / 11.0
    mrec, mpre = np.r_[0.0, recall, 1.0], np.r_[0.0, precision, 0.0]
    for i in range(len(mpre) - 1, 0, -1):
        mpre[i - 1] = max(mpre[i - 1], mpre[i])
    if method == "voc10":
        at = np.where(mrec[1:] != mrec[:-1])[0]
        return np.sum((mrec[at + 1] - mrec[at]) * mpre[at + 1])
    return np.mean([mpre[1:][mrec[1:] >= t][0] for t in np.arange(0, 1.01, 0.01)])


@accepted
def image_by_image(boxes, scores, image_ids, gt_boxes, gt_image_ids, threshold=0.5, method="coco"):
    """Match every image on its own, as pycocotools does, then put all in one ranking.

    像 pycocotools 那样先逐图匹配，再把所有检测放在一起排序。
    """
    if not len(gt_boxes):
        return 0.0
    hit = np.zeros(len(scores), bool)
    for image in np.unique(image_ids):
        own = np.flatnonzero(image_ids == image)
        own = own[np.argsort(-scores[own], kind="mergesort")]
        truth = gt_boxes[gt_image_ids == image]
        left = list(range(len(truth)))
        for d in own:
            ious = box_iou(boxes[d : d + 1], truth)[0] if len(truth) else np.zeros(0)
            among = left if method == "coco" else range(len(truth))
            best = max(among, key=lambda j: ious[j], default=None)
            if best in left and ious[best] >= threshold - 1e-10:
                hit[d] = True
                left.remove(best)
    hit = hit[np.argsort(-scores, kind="mergesort")]
    precision = np.cumsum(hit) / (np.arange(len(hit)) + 1 + np.spacing(1))
    rank = np.flatnonzero(hit)  # the k-th found object is worth the best precision after it
    worth = np.array([precision[k:].max() for k in rank])
    if method == "voc10":
        return float(worth.sum() / len(gt_boxes))
    grid = np.linspace(0, 1, 101 if method == "coco" else 11)
    needed = np.maximum(np.ceil(grid * len(gt_boxes) - 1e-9), 1).astype(int)  # objects for recall t
    return float(sum(worth[k - 1] for k in needed if k <= len(worth)) / len(grid))


# ---- cases: what an answer is tried on ---------------------------------------


def fair(boxes, gt_boxes, threshold):
    """Whether boxes have sides, no IoU is near the threshold, no two objects suit a box alike.

    Over all images alike, so that an answer that mixes them up is named all the same.
    """
    iou = box_iou(boxes, gt_boxes)
    high = np.sort(np.where(iou > threshold, iou, 0.0), axis=1)
    alike = (np.diff(high, axis=1) < 1e-3) & (high[:, 1:] > 0)
    sides = (boxes[:, 2:] - boxes[:, :2] >= 1).all()
    return sides and (np.abs(iou - threshold) > 1e-3).all() and not alike.any()


def quarters(values):
    """Round to quarter pixels: short to read, exact in float32 too."""
    return np.round(np.asarray(values, float) * 4) / 4


def scene(rng, objects, images, threshold, jitter):
    """Draw a set of images with objects in groups, seen well, seen twice, missed and made up."""
    while True:
        ids = rng.choice(50, images + 1, replace=False)
        gt_images = rng.choice(ids[:-1], objects)  # the last image has no object
        corner = rng.choice([[0.0, 0.0], [40.0, 25.0]], objects) + rng.uniform(0, 9, (objects, 2))
        gt_boxes = quarters(np.hstack([corner, corner + rng.uniform(12, 30, (objects, 2))]))
        seen = rng.integers(0, objects, int(1.6 * objects))  # some twice, some never
        boxes = gt_boxes[seen] + rng.normal(0, jitter, (len(seen), 4))
        false = rng.integers(2, 5)
        corner = rng.uniform(0, 70, (false, 2))
        made_up = np.hstack([corner, corner + rng.uniform(10, 30, (false, 2))])
        boxes = quarters(np.vstack([boxes, made_up]))
        where = np.concatenate([gt_images[seen], rng.choice(ids, false - 1), ids[-1:]])
        scores = (1 + rng.permutation(len(boxes))) / (1 + len(boxes))
        if fair(boxes, gt_boxes, threshold):
            return boxes, scores.round(3), where, gt_boxes, gt_images


def lattice(rng, threshold):
    """Draw one or three objects and one to four detections on a coarse grid, in two images."""
    while True:
        objects, count = rng.choice([1, 3]), rng.integers(1, 5)
        corner = rng.integers(0, 3, (objects + count, 2))
        boxes = np.hstack([corner, corner + rng.integers(2, 5, corner.shape)]).astype(float)
        images = rng.choice([3, 8], objects + count, p=[0.8, 0.2])
        scores = (1 + rng.permutation(count)) / 8
        found = boxes[objects:], images[objects:], boxes[:objects], images[:objects]
        if fair(found[0], found[2], threshold):
            return found[0], scores, *found[1:], threshold


def line(scores, hits, objects, image=0):
    """Lay `objects` far apart in one image; detection k lies on object hits[k], None on none."""
    gt_boxes = np.array([[30.0 * j, 0, 30.0 * j + 16, 20] for j in range(objects)])
    off = [0.0, 50, 16, 72]
    boxes = np.array([off if j is None else gt_boxes[j] + [1, 0, 1, 2] for j in hits])
    images = np.full(len(hits), image), np.full(objects, image)
    return boxes, np.array(scores, float), images[0], gt_boxes, images[1]


@example
def right_wrong_right(rng):
    """Three objects: found, a false alarm, found; one is missed.  All defaults.

    三个真值：先对一个，再误检一个，又对一个，漏了一个。参数全用默认值。
    """
    return line([0.5, 0.9, 0.7], [1, 0, None], 3)


BIG = 2.0**20  # so large that an eps in a denominator vanishes: IoU is exactly 1/2 all the same


@example
def exactly_the_threshold(rng):
    """IoU exactly 0.5 is a hit.  Huge boxes, so an eps in the union makes no difference.

    IoU 恰好 0.5 算命中。框取得很大，并集里加个 eps 也不受影响。
    """
    truth, found = np.array([[0.0, 0, BIG, BIG]]), np.array([[0.0, 0, BIG, BIG / 2]])
    return found, np.array([0.9]), np.array([1]), truth, np.array([1])


@example
def no_detection(rng):
    """Three objects and no detection: 0.0.

    有三个真值，没有检测：0.0。
    """
    _, _, _, gt_boxes, gt_images = line([0.5], [0], 3)
    return np.zeros((0, 4)), np.zeros(0), np.zeros(0, np.int64), gt_boxes, gt_images


@example
def no_ground_truth(rng):
    """Detections where there is nothing to find: 0.0.

    有检测，没有真值：0.0。
    """
    boxes, scores, images, _, _ = line([0.5, 0.75], [0, 1], 3)
    return boxes, scores, images, np.zeros((0, 4)), np.zeros(0, np.int64)


@case
def exactly_the_threshold_voc(rng):
    """IoU exactly 0.25 at threshold 0.25, by VOC.

    按 VOC 规则，阈值 0.25，IoU 恰好 0.25。
    """
    truth, found = np.array([[0.0, 0, BIG, BIG]]), np.array([[0.0, 0, BIG / 2, BIG / 2]])
    return found, np.array([0.9]), np.array([1]), truth, np.array([1]), 0.25, "voc10"


def second_best(method):
    """Two objects side by side; both detections fit the first best, the second one also well."""
    gt_boxes = np.array([[0.0, 0, 20, 16], [6.0, 0, 26, 16], [50.0, 40, 60, 64]])
    boxes = np.array([[2.0, 0, 22, 16], [0.0, 1, 20, 16]])
    return boxes, np.array([0.6, 0.8]), np.array([4, 4]), gt_boxes, np.array([4, 4, 4]), 0.5, method


@case
def second_best_coco(rng):
    """The best object is taken, the second best is free: COCO counts a hit.

    最合适的真值已被占，次合适的还空着：COCO 算对。
    """
    return second_best("coco")


@case
def second_best_voc(rng):
    """The best object is taken, the second best is free: VOC counts a false positive.

    最合适的真值已被占，次合适的还空着：VOC 算误检。
    """
    return second_best("voc10")


@case
def the_better_of_two(rng):
    """A detection on two objects takes the better one and leaves the other for the next.

    一个检测同时够得着两个真值：占 IoU 更大的，另一个留给后面的检测。
    """
    gt_boxes = np.array([[6.0, 0, 26, 16], [0.0, 0, 20, 16], [70.0, 0, 80, 24]])
    boxes = np.array([[9.0, 0, 29, 16], [1.0, 0, 21, 16]])
    return (
        boxes,
        np.array([0.5, 0.75]),
        np.array([2, 2]),
        gt_boxes,
        np.array([2, 2, 2]),
        0.5,
        "coco",
    )


@case
def found_twice(rng):
    """An object found twice, the second time by the better box with the lower score.

    同一个真值被找到两次，第二次的框更准但分数更低。
    """
    boxes, scores, images, gt_boxes, gt_images = line([0.75, 0.5, 0.25], [0, 0, 2], 3)
    boxes[1] = gt_boxes[0]
    return boxes, scores, images, gt_boxes, gt_images, 0.5, "voc10"


@case
def object_of_another_image(rng):
    """The best-scoring box fits an object perfectly, of another image.

    分数最高的框与一个真值完全重合，可那个真值在另一张图里。
    """
    boxes, scores, _, gt_boxes, _ = line([0.9, 0.6], [0, 1], 3)
    return boxes, scores, np.array([7, 2]), gt_boxes, np.array([2, 2, 7]), 0.5, "voc10"


@case
def image_without_objects(rng):
    """The most confident detection is in an image with no object at all.

    分数最高的检测所在的图片里一个真值也没有。
    """
    boxes, scores, _, gt_boxes, gt_images = line([0.5, 0.9, 0.7], [0, 1, 2], 3, image=6)
    return boxes, scores, np.array([6, 9, 6]), gt_boxes, gt_images, 0.5, "voc07"


@case
def image_without_detections(rng):
    """Two of three objects are in an image nobody looked at: recall stops at 1/3.

    三个真值有两个在没有任何检测的图片里：召回率止步于 1/3。
    """
    boxes, scores, images, gt_boxes, _ = line([0.5], [0], 3)
    return boxes, scores, images, gt_boxes, np.array([0, 5, 5]), 0.5, "voc10"


@case
def tiny_boxes(rng):
    """Boxes of one pixel: the first lies diagonally off its object, the second fits.

    1 个像素大小的框：第一个与真值斜着错开，第二个正好重合。
    """
    gt_boxes = np.array([[0.0, 0, 1, 1], [5.0, 0, 6, 1], [9.0, 9, 10, 10]])
    boxes = np.array([[2.0, 2, 3, 3], [5.0, 0, 6, 1]])
    images = np.full(2, 1), np.full(3, 1)
    return boxes, np.array([0.9, 0.7]), images[0], gt_boxes, images[1]


@case
def precision_rises_again(rng):
    """Wrong at first, then right four times: precision climbs, the envelope is flat.

    先错后对：精度一路上升，包络是平的。
    """
    return *line([0.9, 0.8, 0.7, 0.6, 0.5], [None, 0, 1, 2, 3], 7), 0.5, "coco"


@case
def everything_found(rng):
    """Every object found, nothing else: 1.0 by COCO.

    全部找到，没有误检：COCO 得 1.0。
    """
    return *line([0.4, 0.6, 0.8], [2, 0, 1], 3), 0.5, "coco"


@case
def everything_found_voc07(rng):
    """Every object found, nothing else: 1.0 at 11 points.

    全部找到，没有误检：11 点法得 1.0。
    """
    return *line([0.4, 0.6, 0.8], [2, 0, 1], 3), 0.5, "voc07"


@case
def everything_found_voc10(rng):
    """Every object found, then a false alarm: 1.0, the first and the last step included.

    全部找到，最后一个误检：1.0，首尾两段都要算上。
    """
    return *line([0.4, 0.6, 0.8, 0.2], [2, 0, 1, None], 3), 0.5, "voc10"


@cases(25)
def all_defaults(rng):
    """7 or 11 objects in a few images, COCO, threshold 0.5 by default.

    几张图里 7 或 11 个真值，COCO，阈值用默认的 0.5。
    """
    return scene(rng, rng.choice([7, 11]), 3, 0.5, 2.5)


@cases(20)
def stricter(rng):
    """9 or 13 objects, COCO at threshold 0.75 given alone.

    9 或 13 个真值，COCO，只另给阈值 0.75。
    """
    return *scene(rng, rng.choice([9, 13]), 2, 0.75, 1.25), 0.75


@cases(20)
def area_under_steps(rng):
    """7 or 13 objects, the exact area (VOC 2010), threshold 0.5 or 0.25.

    7 或 13 个真值，准确面积（VOC 2010），阈值 0.5 或 0.25。
    """
    threshold = float(rng.choice([0.5, 0.25]))
    return *scene(rng, rng.choice([7, 13]), 2, threshold, 3), threshold, "voc10"


@cases(20)
def eleven_points(rng):
    """9 or 11 objects, 11 points (VOC 2007), threshold 0.5 or 0.7.

    9 或 11 个真值，11 点法（VOC 2007），阈值 0.5 或 0.7。
    """
    threshold = float(rng.choice([0.5, 0.7]))
    return *scene(rng, rng.choice([9, 11]), 3, threshold, 1.5), threshold, "voc07"


@small(20)
def a_few_coco(rng):
    """One or three objects on a grid, by COCO.

    网格上的一个或三个真值，COCO。
    """
    return *lattice(rng, 0.5), "coco"


@small(20)
def a_few_voc10(rng):
    """One or three objects on a grid, the exact area, threshold 0.3.

    网格上的一个或三个真值，准确面积，阈值 0.3。
    """
    return *lattice(rng, 0.3), "voc10"


@small(20)
def a_few_voc07(rng):
    """One or three objects on a grid, 11 points.

    网格上的一个或三个真值，11 点法。
    """
    return *lattice(rng, 0.5), "voc07"


@sized(250)
def interview(rng, n):
    """Draw n detections of about n / 2 objects in n / 10 images."""
    objects, images = n // 2 + 1, n // 10 + 2
    corner = rng.uniform(0, 400, (objects, 2))
    gt_boxes = np.hstack([corner, corner + rng.uniform(20, 90, (objects, 2))])
    gt_images, seen = rng.integers(0, images, objects), rng.integers(0, objects, n)
    boxes = gt_boxes[seen] + rng.normal(0, 4, (n, 4))
    return boxes, rng.permutation(n) / n, gt_images[seen], gt_boxes, gt_images


# ---- mistakes: wrong programs people write -----------------------------------
# `x` stands for boxes, scores, image_ids, gt_boxes, gt_image_ids.


def score_with(
    x,
    threshold,
    method,
    *,
    order=None,
    match=matched,
    iou_of=overlaps,
    truths=None,
    smooth=envelope,
    average=sampled,
    area=None,
):
    """Answer as the reference does, but for the steps that are given."""
    boxes, scores, images, gt_boxes, gt_images = x
    if len(gt_boxes) == 0:
        return 0.0
    order = np.argsort(-scores) if order is None else order
    iou = iou_of(boxes[order], images[order], gt_boxes, gt_images)
    found = np.cumsum(match(iou, threshold, among_free=method == "coco"))
    recall = found / (len(gt_boxes) if truths is None else truths(found))
    precision = smooth(found / np.arange(1, len(found) + 1))
    if method == "voc10":
        steps = np.diff(recall, prepend=0.0)
        return float(np.sum(steps * precision) if area is None else area(recall, precision))
    return average(recall, precision, 101 if method == "coco" else 11)


@mistake
def never_sorted(boxes, scores, images, gt_boxes, gt_images, threshold=0.5, method="coco"):
    """You take the detections in the order given. Sort them by score, best first, before
    anything else.

    检测按输入的顺序处理了。第一步就要按分数从高到低排序。
    """
    falling = -np.arange(len(scores), dtype=float)
    return average_precision(boxes, falling, images, gt_boxes, gt_images, threshold, method)


@mistake
def worst_first(boxes, scores, images, gt_boxes, gt_images, threshold=0.5, method="coco"):
    """You sort by rising score: `argsort` is ascending. The best score comes first.

    按分数从低到高排了：`argsort` 默认升序。应当分数高的在前。
    """
    return average_precision(boxes, -scores, images, gt_boxes, gt_images, threshold, method)


@mistake
def matched_before_sorting(
    boxes, scores, images, gt_boxes, gt_images, threshold=0.5, method="coco"
):
    """You match in the order given and sort afterwards, so a weak detection can take the
    object from a confident one. Sort first, then match.

    先按输入顺序匹配，之后才排序，低分的检测会抢走高分检测的真值。要先排序，再匹配。
    """

    def match(iou, threshold, *, among_free):
        back = np.argsort(np.argsort(-scores))
        return matched(iou[back], threshold, among_free=among_free)[np.argsort(-scores)]

    x = boxes, scores, images, gt_boxes, gt_images
    return score_with(x, threshold, method, match=match)


@mistake
def sorted_within_images(boxes, scores, images, gt_boxes, gt_images, threshold=0.5, method="coco"):
    """You sort inside each image and string the images together. The curve needs one ranking
    over the detections of all images.

    只在每张图内部排序，再把各图首尾相接。画曲线要把所有图片的检测放在一起统一排序。
    """
    x = boxes, scores, images, gt_boxes, gt_images
    return score_with(x, threshold, method, order=np.lexsort((-scores, images)))


@mistake
def mean_over_images(boxes, scores, images, gt_boxes, gt_images, threshold=0.5, method="coco"):
    """You compute an AP for every image and average them. AP is one curve over all images;
    a mean is only taken over classes and thresholds (mAP).

    逐图算 AP 再求平均。AP 是所有图片合起来的一条曲线，只有在类别和阈值上才求平均（mAP）。
    """
    each = []
    for image in np.unique(gt_images):
        own, truth = images == image, gt_images == image
        x = boxes[own], scores[own], images[own], gt_boxes[truth], gt_images[truth]
        each.append(average_precision(*x, threshold, method))
    return sum(each) / max(len(each), 1)


@mistake
def any_image(boxes, scores, images, gt_boxes, gt_images, threshold=0.5, method="coco"):
    """You let a detection match an object of another image. Only objects of its own image
    can be found.

    检测匹配到了别的图片里的真值。只能匹配本图的真值。
    """
    nowhere = np.zeros_like(images), np.zeros_like(gt_images)
    return average_precision(boxes, scores, nowhere[0], gt_boxes, nowhere[1], threshold, method)


@mistake
def skips_images_without_objects(
    boxes, scores, images, gt_boxes, gt_images, threshold=0.5, method="coco"
):
    """You skip images that have no object, and with them their detections. Those are false
    positives and lower the precision.

    跳过了没有真值的图片，连同里面的检测一起丢了。那些检测都是误检，会拉低精度。
    """
    own = np.isin(images, gt_images)
    x = boxes[own], scores[own], images[own], gt_boxes, gt_images
    return average_precision(*x, threshold, method)


@mistake
def skips_images_without_detections(
    boxes, scores, images, gt_boxes, gt_images, threshold=0.5, method="coco"
):
    """You count only the objects of images that have detections. An object in an image
    without any was missed: recall divides by all objects.

    只数了有检测的图片里的真值。没有检测的图片，里面的真值就是漏检：召回率的分母是全部真值。
    """
    own = np.isin(gt_images, images)
    x = boxes, scores, images, gt_boxes[own], gt_images[own]
    return average_precision(*x, threshold, method)


@mistake
def finds_an_object_twice(boxes, scores, images, gt_boxes, gt_images, threshold=0.5, method="coco"):
    """You count every detection that overlaps an object. The first one finds it; later ones
    are false positives. Mark each object once it is taken.

    凡是与真值重叠够大的检测都算对了。一个真值只能被找到一次，之后的都是误检。
    匹配上的真值要做标记。
    """

    def match(iou, threshold, *, among_free):
        return (iou.max(axis=1) >= threshold).astype(float)

    x = boxes, scores, images, gt_boxes, gt_images
    return score_with(x, threshold, method, match=match)


@mistake
def forgives_second_detections(
    boxes, scores, images, gt_boxes, gt_images, threshold=0.5, method="coco"
):
    """You leave out later detections of a found object: neither right nor wrong. They are
    false positives; punishing duplicates is the point.

    对已找到的真值，后来的检测被你直接略过，既不算对也不算错。它们是误检：AP 就是要罚重复。
    """
    if len(gt_boxes) == 0:
        return 0.0
    order = np.argsort(-scores)
    iou = overlaps(boxes[order], images[order], gt_boxes, gt_images)
    hits = matched(iou, threshold, among_free=method == "coco")
    own = order[(hits == 1) | (iou.max(axis=1) < threshold)]
    x = boxes[own], scores[own], images[own], gt_boxes, gt_images
    return average_precision(*x, threshold, method)


@mistake
def first_that_fits(boxes, scores, images, gt_boxes, gt_images, threshold=0.5, method="coco"):
    """You take the first free object over the threshold. Take the one of largest IoU.

    取了第一个超过阈值的空闲真值。应当取 IoU 最大的那个。
    """

    def match(iou, threshold, *, among_free):
        return matched((iou >= threshold).astype(float), threshold, among_free=True)

    x = boxes, scores, images, gt_boxes, gt_images
    return score_with(x, threshold, method, match=match)


@mistake
def objects_choose(boxes, scores, images, gt_boxes, gt_images, threshold=0.5, method="coco"):
    """You loop over the objects and give each its best-fitting detection. It is the
    detections that choose, in order of score, whatever a later one would fit.

    循环写反了：遍历真值，给每个真值挑最合适的检测。应当由检测按分数高低依次来挑，
    后面有没有更合适的检测不管。
    """

    def match(iou, threshold, *, among_free):
        hits = np.zeros(len(iou))
        for column in iou.T if len(iou) else ():
            best = np.argmax(column)
            if column[best] >= threshold:
                hits[best] = 1
        return hits

    x = boxes, scores, images, gt_boxes, gt_images
    return score_with(x, threshold, method, match=match)


@mistake
def voc_matching_for_coco(boxes, scores, images, gt_boxes, gt_images, threshold=0.5, method="coco"):
    """For coco you match by VOC's rule: the best object of all, and a false positive if it
    is taken. COCO looks among the objects that are still free.

    method="coco" 时用了 VOC 的匹配规则：在全部真值里取最大的，被占就算误检。
    COCO 是在还空着的真值里找。
    """

    def match(iou, threshold, *, among_free):
        return matched(iou, threshold, among_free=False)

    x = boxes, scores, images, gt_boxes, gt_images
    return score_with(x, threshold, method, match=match)


@mistake
def coco_matching_for_voc(boxes, scores, images, gt_boxes, gt_images, threshold=0.5, method="coco"):
    """For voc you match by COCO's rule, among the objects still free. VOC takes the best of
    all, and a detection whose best is taken is a false positive.

    VOC 的两种方法用了 COCO 的匹配规则，只在空闲真值里找。VOC 在全部真值里取 IoU 最大的，
    它已被占就算误检。
    """

    def match(iou, threshold, *, among_free):
        return matched(iou, threshold, among_free=True)

    x = boxes, scores, images, gt_boxes, gt_images
    return score_with(x, threshold, method, match=match)


@mistake
def threshold_fixed(boxes, scores, images, gt_boxes, gt_images, threshold=0.5, method="coco"):
    """You compare with 0.5 whatever threshold is given.

    阈值写死成了 0.5，没有用传进来的 iou_threshold。
    """
    return average_precision(boxes, scores, images, gt_boxes, gt_images, 0.5, method)


@mistake
def no_envelope(boxes, scores, images, gt_boxes, gt_images, threshold=0.5, method="coco"):
    """You read the raw precision. Replace it first by the best precision at that recall or
    any higher one, from right to left.

    用的是原始精度。要先从右往左取最大值，换成该召回率及更高召回率上的最高精度。
    """
    x = boxes, scores, images, gt_boxes, gt_images
    return score_with(x, threshold, method, smooth=lambda precision: precision)


@mistake
def envelope_forwards(boxes, scores, images, gt_boxes, gt_images, threshold=0.5, method="coco"):
    """You run the maximum from left to right, so early precision covers all that follows.
    It runs from the right: the best precision still to come.

    最大值是从左往右累积的，前面的高精度盖住了后面。应当从右往左：后面还能达到的最高精度。
    """
    x = boxes, scores, images, gt_boxes, gt_images
    return score_with(x, threshold, method, smooth=np.maximum.accumulate)


def _trapezoids(recall, precision):
    x, y = np.append(0.0, recall), np.append(1.0, precision)
    return np.sum(np.diff(x) * (y[1:] + y[:-1]) / 2)


@mistake
def trapezoids(boxes, scores, images, gt_boxes, gt_images, threshold=0.5, method="coco"):
    """For voc10 you join the points of the raw curve with straight lines (`trapz`). Take the
    envelope first, and its area in rectangles: it is a staircase.

    voc10 直接把原始曲线的点用直线连起来求面积（`trapz`）。要先取包络，再按矩形求和：
    它是阶梯，不是折线。
    """
    x = boxes, scores, images, gt_boxes, gt_images
    if method == "voc10":
        return score_with(x, threshold, method, smooth=lambda p: p, area=_trapezoids)
    return average_precision(*x, threshold, method)


@mistake
def first_step_lost(boxes, scores, images, gt_boxes, gt_images, threshold=0.5, method="coco"):
    """For voc10 you begin at the first recall reached, so the step from 0 to it is missing:
    a perfect detector of three objects gets 2/3. Put recall 0 in front.

    voc10 从第一个召回率才开始算，丢了从 0 到它的那一段：三个真值全对也只得 2/3。
    最前面要补一个召回率 0。
    """
    x = boxes, scores, images, gt_boxes, gt_images

    def area(recall, precision):
        return np.sum(np.diff(recall) * precision[1:])

    return score_with(x, threshold, method, area=area)


@mistake
def one_step_late(boxes, scores, images, gt_boxes, gt_images, threshold=0.5, method="coco"):
    """For voc10 you multiply each recall step by the precision of the next point. A step
    belongs to the point that ends it.

    voc10 里召回率的每一段乘的是后一个点的精度，错开了一位。每一段应当乘它右端点的精度。
    """
    x = boxes, scores, images, gt_boxes, gt_images

    def area(recall, precision):
        return np.sum(np.diff(recall, prepend=0.0) * np.append(precision[1:], 0.0))

    return score_with(x, threshold, method, area=area)


@mistake
def interpolates_linearly(boxes, scores, images, gt_boxes, gt_images, threshold=0.5, method="coco"):
    """For coco you interpolate the curve linearly and integrate it (as YOLOv5 does; a
    perfect detector gets 0.995 there). COCO takes the plain mean of 101 precisions, each
    read at the first recall that reaches its point.

    method="coco" 时先线性插值再积分（YOLOv5 的做法，全对也只有 0.995）。
    COCO 是 101 个精度直接求平均，每个都取召回率首次达到该点处的值。
    """
    x = boxes, scores, images, gt_boxes, gt_images

    def average(recall, precision, points):
        if points == 11 or not len(recall):
            return sampled(recall, precision, points)
        grid = np.linspace(0, 1, points)
        y = np.interp(
            grid,
            np.concatenate([[0.0], recall, [1.0]]),
            envelope(np.concatenate([[1.0], precision, [0.0]])),
        )
        return float(np.sum(np.diff(grid) * (y[1:] + y[:-1]) / 2))

    return score_with(x, threshold, method, average=average)


@mistake
def exact_area_for_coco(boxes, scores, images, gt_boxes, gt_images, threshold=0.5, method="coco"):
    """For coco you return the exact area under the curve (that is voc10). COCO takes the
    mean at 101 recalls, which is not quite the same.

    method="coco" 时返回的是曲线下的准确面积（那是 voc10）。COCO 是 101 个点的平均，
    两者有细小差别。
    """
    x = boxes, scores, images, gt_boxes, gt_images

    def average(recall, precision, points):
        if points == 11:
            return sampled(recall, precision, points)
        return float(np.sum(np.diff(recall, prepend=0.0) * precision))

    return score_with(x, threshold, method, average=average)


@mistake
def eleven_points_for_coco(
    boxes, scores, images, gt_boxes, gt_images, threshold=0.5, method="coco"
):
    """For coco you sample 11 recalls (that is VOC 2007). COCO samples 101.

    method="coco" 时只取了 11 个点（那是 VOC 2007）。COCO 取 101 个点。
    """
    x = boxes, scores, images, gt_boxes, gt_images
    return score_with(x, threshold, method, average=lambda r, p, _: sampled(r, p, 11))


@mistake
def mean_of_reached(boxes, scores, images, gt_boxes, gt_images, threshold=0.5, method="coco"):
    """You average only over the recalls that are reached. One that is not counts as
    precision 0, or else finding a single object could be worth 1.0.

    只对达到了的召回率求平均。达不到的点精度按 0 计入，否则只找到一个也能得 1.0。
    """
    x = boxes, scores, images, gt_boxes, gt_images

    def average(recall, precision, points):
        first = np.searchsorted(recall, np.linspace(0, 1, points))
        reached = first[first < len(recall)]
        return float(precision[reached].mean()) if len(reached) else 0.0

    return score_with(x, threshold, method, average=average)


@mistake
def grid_stops_short(boxes, scores, images, gt_boxes, gt_images, threshold=0.5, method="coco"):
    """Your grid is np.arange(0, 1, step): it leaves out recall 1.0 and has 10 or 100 points.
    It takes 11 or 101, both ends included.

    采样点写成了 np.arange(0, 1, step)，漏掉了召回率 1.0，只有 10 或 100 个点。
    应当是 11 或 101 个，两端都包含。
    """
    x = boxes, scores, images, gt_boxes, gt_images

    def average(recall, precision, points):
        first = np.searchsorted(recall, np.linspace(0, 1, points)[:-1])
        return float(np.append(precision, 0.0)[first].mean())

    return score_with(x, threshold, method, average=average)


@mistake
def never_full_recall(boxes, scores, images, gt_boxes, gt_images, threshold=0.5, method="coco"):
    """Recall never reaches the last point of your grid, so that counts as 0. Either recall is
    tp / (G + eps), or you ask for > where recall >= r was due, or you sum the grid up step by
    step (a hundred times 0.01 is 1.0000000000000007).

    召回率够不到最后一个采样点，那一点就成了 0。要么召回率写成了 tp / (G + eps)，要么该用
    recall >= r 的地方用了 >，要么采样点是一步步累加出来的（0.01 加一百次是 1.0000000000000007）。
    """
    x = boxes, scores, images, gt_boxes, gt_images
    return score_with(x, threshold, method, truths=lambda found: len(gt_boxes) + 1e-6)


@mistake
def recall_of_the_found(boxes, scores, images, gt_boxes, gt_images, threshold=0.5, method="coco"):
    """You divide by the number of objects found, so recall always ends at 1 and missed
    objects cost nothing. Divide by all of them.

    召回率除以的是找到的真值数，最后总是 1，漏检不扣分。应当除以全部真值的个数。
    """
    x = boxes, scores, images, gt_boxes, gt_images

    def truths(found):
        return max(found[-1], 1) if len(found) else 1

    return score_with(x, threshold, method, truths=truths)


@mistake
def recall_of_the_detections(
    boxes, scores, images, gt_boxes, gt_images, threshold=0.5, method="coco"
):
    """You divide by the number of detections. Recall is the share of the *objects* found.

    召回率除以了检测的个数。召回率是*真值*中被找到的比例。
    """
    x = boxes, scores, images, gt_boxes, gt_images
    return score_with(x, threshold, method, truths=len)


@mistake
def overlap_not_clamped(boxes, scores, images, gt_boxes, gt_images, threshold=0.5, method="coco"):
    """You do not clamp the sides of the intersection at 0, so boxes that miss each other on
    both axes seem to overlap. Clamp each side first.

    交集的边长没有和 0 取最大值，两个方向都错开的框也算出了重叠。先把每条边截到 0 以上。
    """
    x = boxes, scores, images, gt_boxes, gt_images

    def iou_of(boxes, images, gt_boxes, gt_images):
        top = np.maximum(boxes[:, None, :2], gt_boxes[:, :2])
        inter = np.prod(np.minimum(boxes[:, None, 2:], gt_boxes[:, 2:]) - top, axis=2)
        area1, area2 = (np.prod(b[:, 2:] - b[:, :2], axis=1) for b in (boxes, gt_boxes))
        iou = inter / (area1[:, None] + area2 - inter)
        return np.where(images[:, None] == gt_images, iou, 0.0)

    return score_with(x, threshold, method, iou_of=iou_of)


@mistake
def nan_without_objects(boxes, scores, images, gt_boxes, gt_images, threshold=0.5, method="coco"):
    """You divide by the number of objects when there is none, and return NaN. Return 0.0
    before you divide.

    一个真值也没有时除以了 0，返回了 NaN。先判断，直接返回 0.0。
    """
    if len(gt_boxes) == 0:
        return float("nan")
    return average_precision(boxes, scores, images, gt_boxes, gt_images, threshold, method)


@convention
def minus_one_without_objects(
    boxes, scores, images, gt_boxes, gt_images, threshold=0.5, method="coco"
):
    """You return -1 where there is no ground truth, as pycocotools does to leave the class
    out of the mean. Here it is 0.0.

    没有真值时返回了 -1，这是 pycocotools 的约定，用来在求平均时排除这个类别。本题返回 0.0。
    """
    if len(gt_boxes) == 0:
        return -1.0
    return average_precision(boxes, scores, images, gt_boxes, gt_images, threshold, method)


@convention
def strictly_greater(boxes, scores, images, gt_boxes, gt_images, threshold=0.5, method="coco"):
    """You ask for IoU > threshold, as py-faster-rcnn's voc_eval does. COCO and the VOC
    devkit, and this question, count equality: IoU >= threshold.

    要求 IoU > 阈值，这是 py-faster-rcnn 里 voc_eval 的写法。
    COCO、VOC devkit 和本题相等也算：IoU >= 阈值。
    """
    above = float(np.nextafter(threshold, 2.0))
    return average_precision(boxes, scores, images, gt_boxes, gt_images, above, method)


@convention
def plus_one(boxes, scores, images, gt_boxes, gt_images, threshold=0.5, method="coco"):
    """You use the legacy pixel convention of the VOC devkit, x2 - x1 + 1. Coordinates are
    continuous here, as in COCO: a side is x2 - x1.

    用的是 VOC devkit 的老像素约定 x2 - x1 + 1。这里坐标是连续的，和 COCO 一样，
    边长就是 x2 - x1。
    """
    wider, gt_wider = boxes + [0, 0, 1, 1], gt_boxes + [0, 0, 1, 1]
    return average_precision(wider, scores, images, gt_wider, gt_images, threshold, method)


@convention
def plus_one_and_greater(boxes, scores, images, gt_boxes, gt_images, threshold=0.5, method="coco"):
    """You follow py-faster-rcnn's voc_eval in two things: sides of x2 - x1 + 1, and
    IoU > threshold. Here a side is x2 - x1, and equality counts.

    有两处照搬了 py-faster-rcnn 的 voc_eval：边长 x2 - x1 + 1，以及 IoU > 阈值。
    这里边长是 x2 - x1，相等也算命中。
    """
    above = float(np.nextafter(threshold, 2.0))
    return plus_one(boxes, scores, images, gt_boxes, gt_images, above, method)
