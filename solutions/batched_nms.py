"""Class-wise (batched) non-maximum suppression.

Greedy NMS, except that a box can only be suppressed by a kept box of its own class: a dog in
front of a bicycle must not delete the bicycle. With S the boxes still in play:

    keep(S) = {b} + keep({x in S - {b} : class(x) != class(b) or IoU(b, x) <= t}),
    b = argmax score

It is the same as NMS within each class and a merge of the results by score. Libraries often
do it in one plain NMS: shift the boxes of class k by k * (max - min + 1), so that no two
classes can meet.

O(N K) time for K kept boxes, O(N^2) when nothing overlaps; O(N) memory.

**Decisions**, where code in the wild differs (each has a case and a mistake):

* only boxes of one class suppress each other               torchvision.ops.batched_nms
* the result is merged: best score first over all classes   the same
* the test is strict, IoU == t survives                     torchvision.ops.nms
* coordinates are continuous, a side is x2 - x1, no +1      torchvision.ops.box_area
* coordinates may be negative: a shift by the largest
  coordinate alone lets classes meet                        ours; several libraries assume >= 0
* class ids may have gaps, and 0 is a class like any other  ours; older code: 0 is background
* scores may have any sign, and none is filtered            ours: that is another step
* of equal scores any may come first                        ours: libraries differ here
* no boxes in, an empty result out                          torchvision

Source: Neubeck & Van Gool, "Efficient Non-Maximum Suppression", ICPR 2006, within each class
as in Girshick et al., "Rich Feature Hierarchies for Accurate Object Detection", CVPR 2014.

按类别的非极大值抑制（batched NMS）。

还是贪心 NMS，只是一个框只会被同类的保留框压掉：站在自行车前面的狗，不能把自行车给删了。
记 S 为还没处理的框：

    keep(S) = {b} + keep({x in S - {b} : class(x) != class(b) 或 IoU(b, x) <= t})，
    b = 分数最高的框

等价于每个类别各做一次 NMS，再把结果按分数合并。库里常用一次普通 NMS 搞定：把第 k 类的框
整体平移 k * (max - min + 1)，不同类别的框就再也碰不到一起。

保留 K 个框时时间 O(N K)，互不重叠时是 O(N^2)；内存 O(N)。

**约定**（不同实现有分歧的地方，每条都有用例和对应的错误）：

* 只有同类的框之间才互相抑制                        torchvision.ops.batched_nms
* 结果要合并：所有类别放在一起，分数高的在前        同上
* 严格大于才抑制，IoU == t 的框保留                 torchvision.ops.nms
* 坐标是连续的，边长就是 x2 - x1，不加 1            torchvision.ops.box_area
* 坐标可以为负：只按最大坐标平移，类别之间还会相撞  本题约定；不少库默认坐标非负
* 类别编号可以不连续，0 也是普通类别                本题约定；老代码里 0 是背景
* 分数可正可负，不做任何过滤                        本题约定：过滤是另外一步
* 分数相同的框谁先谁后都算对                        本题约定：各个库不一样
* 没有框时返回空结果                                torchvision

出处：Neubeck & Van Gool，“Efficient Non-Maximum Suppression”，ICPR 2006；按类别分开做见
Girshick 等，“Rich Feature Hierarchies for Accurate Object Detection”，CVPR 2014。
"""

import numpy as np

from drill.problem import (
    EXACT,
    Floats,
    Ints,
    accepted,
    case,
    cases,
    convention,
    example,
    mistake,
    reference,
    several,
    sized,
    small,
)


def area(boxes: Floats) -> Floats:
    """Area of boxes (..., 4): (...,)."""
    return np.prod(boxes[..., 2:] - boxes[..., :2], axis=-1)


def intersection(box: Floats, boxes: Floats) -> Floats:
    """Area that one box (4,) shares with each of M boxes (M, 4): (M,)."""
    side = np.minimum(box[2:], boxes[:, 2:]) - np.maximum(box[:2], boxes[:, :2])  # (M, 2)
    return np.prod(np.clip(side, 0, None), axis=1)


def iou(box: Floats, boxes: Floats) -> Floats:
    """Overlap of one box (4,) with each of M boxes (M, 4): (M,) in [0, 1]."""
    inter = intersection(box, boxes)
    return inter / (area(box) + area(boxes) - inter)


def greedy_in_some_order(inputs, expected, actual) -> bool:
    """Whether class-wise greedy NMS gives `actual` under some order of the equal scores."""
    boxes, scores, idxs, iou_threshold = inputs
    picks = np.asarray(actual)
    if picks.ndim != 1 or picks.dtype.kind not in "iu":
        return False
    alive = np.ones(len(boxes), dtype=bool)
    for pick in picks:
        if not 0 <= pick < len(boxes) or not alive[pick] or scores[pick] < scores[alive].max():
            return False
        alive &= (idxs != idxs[pick]) | (iou(boxes[pick], boxes) <= iou_threshold)
        alive[pick] = False
    return not alive.any()


@reference(EXACT, checker=greedy_in_some_order, picture="kept")
def batched_nms(boxes: Floats, scores: Floats, idxs: Ints, iou_threshold: float) -> Ints:
    """Pick the boxes that survive greedy non-maximum suppression within each class.

    Parameters
    ----------
    boxes : (N, 4) float64
        Corners x1, y1, x2, y2 in pixels, any sign; x1 < x2 and y1 < y2.  N may be 0.
        Coordinates are continuous: a side is x2 - x1.  Older code (py-faster-rcnn and its
        descendants) adds 1 to every side; here that is wrong.
    scores : (N,) float64
        Confidence, higher is better, any sign, in no particular order.  There is no score
        threshold and no limit on the number of boxes.
    idxs : (N,) int64
        Class of each box, 0 or more, not necessarily contiguous.  0 is an ordinary class,
        not the background.  Boxes of different classes never suppress each other.
    iou_threshold : float in [0, 1)
        A box goes when its IoU with a kept box of its class is strictly greater; a box whose
        IoU equals the threshold stays.

    Returns
    -------
    (K,) int64
        Indices into `boxes` (not boxes, not a mask) of all kept boxes of all classes
        together, best score first.  Equal scores may come in any order: every result that
        is right under some order of them is accepted.  An empty result if N is 0.
        Leave the inputs as they are.

    对每个类别分别做贪心非极大值抑制，选出保留的框。

    Parameters
    ----------
    boxes : (N, 4) float64
        角点坐标 x1, y1, x2, y2，单位像素，可正可负，x1 < x2，y1 < y2。N 可以是 0。
        坐标是连续的，边长就是 x2 - x1。老代码（py-faster-rcnn 一系）每条边都加 1，在这里
        算错。
    scores : (N,) float64
        置信度，越大越好，可正可负，没有排过序。没有分数阈值，也不限制框的个数。
    idxs : (N,) int64
        每个框的类别，不小于 0，不一定连续。0 也是普通类别，不是背景。不同类别的框之间
        不会互相抑制。
    iou_threshold : float in [0, 1)
        与同类的某个保留框 IoU 严格大于它才去掉；IoU 恰好等于阈值的框保留。

    Returns
    -------
    (K,) int64
        所有类别里保留下来的框在 `boxes` 中的下标（不是框本身，也不是掩码），合在一起按
        分数从高到低排。分数相同的先后不限：在某种先后顺序下成立的结果都算对。
        N 为 0 时返回空结果。不要改动输入。
    """
    order = np.argsort(-scores, kind="stable")
    keep = []
    while order.size:
        best, rest = order[0], order[1:]
        keep.append(best)
        same_class = idxs[rest] == idxs[best]
        order = rest[~(same_class & (iou(boxes[best], boxes[rest]) > iou_threshold))]
    return np.array(keep, dtype=np.int64)


# ---- accepted: other right programs ------------------------------------------


def nms(boxes, scores, iou_threshold, overlap=iou):
    """Plain greedy NMS, for the programs that go class by class or shift the boxes."""
    order, keep = np.argsort(-scores, kind="stable"), []
    while order.size:
        best, rest = order[0], order[1:]
        keep.append(best)
        order = rest[overlap(boxes[best], boxes[rest]) <= iou_threshold]
    return np.array(keep, dtype=np.int64)


def class_by_class(boxes, scores, idxs, iou_threshold, classes):
    """NMS within each of `classes`, one after another: one array of kept indices per class."""
    kept = []
    for k in classes:
        members = np.flatnonzero(idxs == k)
        kept.append(members[nms(boxes[members], scores[members], iou_threshold)])
    return kept


@accepted
def a_mask_per_class(boxes, scores, idxs, iou_threshold):
    """NMS within each class, a mask of what is kept, one sort at the end (ties reversed).

    逐个类别做 NMS，用掩码记下保留的框，最后统一排序（同分的顺序是反的）。
    """
    mask = np.zeros(len(boxes), dtype=bool)
    for kept in class_by_class(boxes, scores, idxs, iou_threshold, np.unique(idxs)):
        mask[kept] = True
    kept = np.flatnonzero(mask)
    return kept[np.argsort(scores[kept])[::-1]]


@accepted
def shifted_apart(boxes, scores, idxs, iou_threshold):
    """One plain NMS after every class was shifted to a place of its own.

    先把每个类别平移到互不相交的位置，再做一次普通 NMS。
    """
    if len(boxes) == 0:
        return np.zeros(0, dtype=np.int64)
    span = boxes.max() - boxes.min() + 1
    return nms(boxes + (idxs * span)[:, None], scores, iou_threshold)


@accepted
def plain_loops(boxes, scores, idxs, iou_threshold):
    """Nothing but lists: take the best, filter the rest, with an eps in the denominator.

    全用列表：每次取分数最高的，再筛剩下的，分母里带 eps。
    """
    left = sorted(range(len(scores)), key=lambda i: scores[i])
    kept = []
    while left:
        best = left.pop()
        kept.append(best)
        ax1, ay1, ax2, ay2 = boxes[best]
        survivors = []
        for i in left:
            bx1, by1, bx2, by2 = boxes[i]
            inter = max(0, min(ax2, bx2) - max(ax1, bx1)) * max(0, min(ay2, by2) - max(ay1, by1))
            union = (ax2 - ax1) * (ay2 - ay1) + (bx2 - bx1) * (by2 - by1) - inter + 1e-7
            if idxs[i] != idxs[best] or inter / union <= iou_threshold:
                survivors.append(i)
        left = survivors
    return kept


@accepted
def whole_matrix(boxes, scores, idxs, iou_threshold):
    """All pairs at once in float32, other classes masked out, then one pass over the rows.

    用 float32 一次算出整个 IoU 矩阵，遮掉不同类别的，再逐行扫一遍。
    """
    order = np.argsort(scores)[::-1]
    b, k = boxes[order].astype(np.float32), idxs[order]
    side = np.minimum(b[:, None, 2:], b[None, :, 2:]) - np.maximum(b[:, None, :2], b[None, :, :2])
    side = np.maximum(side, 0)
    inter = side[..., 0] * side[..., 1]
    size = (b[:, 2] - b[:, 0]) * (b[:, 3] - b[:, 1])
    hit = (inter > np.float32(iou_threshold) * (size[:, None] + size - inter)) & (k[:, None] == k)
    dead = np.zeros(len(b), dtype=bool)
    for i in range(len(b)):
        if not dead[i]:
            dead[i + 1 :] |= hit[i, i + 1 :]
    return order[~dead]


# ---- cases: what an answer is tried on ---------------------------------------


def quarters(values: Floats) -> Floats:
    """Round to quarter pixels: short to read, exact in float32 even when shifted by a class."""
    return np.round(np.asarray(values, float) * 4) / 4


def off_the_line(boxes: Floats, iou_threshold: float) -> bool:
    """Whether no two boxes have an IoU within 0.002 of the threshold."""
    gaps = [abs(iou(box, boxes[i + 1 :]) - iou_threshold) for i, box in enumerate(boxes)]
    return bool((np.concatenate(gaps) > 2e-3).all())


def distinct_scores(rng, n):
    """Draw n different scores of two digits between 0 and 1."""
    return rng.permutation(np.arange(1, 100))[:n] / 100


def views(rng, n, objects, spread, jitter):
    """Draw n boxes, each a jittered view of one of several objects around (0, 0)."""
    which = rng.integers(0, objects, n)
    centre = rng.uniform(-spread, spread, (objects, 2))[which] + rng.normal(0, jitter, (n, 2))
    half = rng.uniform(8, 20, (objects, 2))[which] * rng.uniform(0.8, 1.25, (n, 2))
    return quarters(np.hstack([centre - half, centre + half]))


@example
def two_classes(rng):
    """Three boxes on one place, two of them of one class.

    同一个位置三个框，其中两个是同一类。
    """
    boxes = np.array([[1, 0, 11, 10], [0, 0, 10, 10], [0, 1, 10, 11]], float)
    return boxes, np.array([0.6, 0.9, 0.8]), np.array([4, 1, 1]), 0.5


@example
def exactly_the_threshold(rng):
    """IoU exactly 0.5, threshold 0.5, one class: both stay.

    同一类，IoU 恰好是 0.5，阈值也是 0.5：两个都保留。
    """
    boxes = np.array([[0, 0, 2, 1], [0, 0, 2, 2]], float)
    return boxes, np.array([0.25, 0.75]), np.array([3, 3]), 0.5


@example
def nothing(rng):
    """No boxes at all: an empty result.

    一个框都没有：返回空结果。
    """
    return np.zeros((0, 4)), np.zeros(0), np.zeros(0, dtype=np.int64), 0.5


@case
def merged_by_score(rng):
    """Four boxes apart, two classes by turns: all stay, best first.

    四个互不相交的框，两个类别交错：全部保留，按分数排。
    """
    x = np.array([0.0, 20, 40, 60])
    boxes = np.stack([x, x * 0, x + 12, x * 0 + 7], axis=1)
    return boxes, np.array([0.3, 0.9, 0.5, 0.7]), np.array([0, 1, 1, 0]), 0.5


@case
def gaps_between_classes(rng):
    """Class ids 40, 7 and 2 on one place.

    类别编号是 40、7 和 2，框在同一个位置。
    """
    boxes = np.array([[0, 0, 10, 9], [1, 0, 11, 9], [0, 1, 10, 10], [1, 1, 11, 10]], float)
    return boxes, np.array([0.5, 0.7, 0.8, 0.6]), np.array([2, 40, 7, 40]), 0.4


@case
def class_zero(rng):
    """Two boxes of class 0 on one place, one of class 1 apart.

    两个 0 类的框重叠在一起，另有一个 1 类的框在旁边。
    """
    boxes = np.array([[20, 0, 30, 8], [0, 0, 10, 8], [1, 0, 11, 8]], float)
    return boxes, np.array([0.7, 0.6, 0.8]), np.array([1, 0, 0]), 0.5


@case
def negative_coordinates(rng):
    """A shift by the largest coordinate puts one class on the other.

    只按最大坐标平移，一个类别正好压到另一个类别上。
    """
    boxes = np.array([[-21, -21, -1, -1], [0, 0, 20, 20], [-20, -20, 0, 0]], float)
    return boxes, np.array([0.7, 0.9, 0.8]), np.array([1, 0, 2]), 0.5


@case
def left_of_zero(rng):
    """All coordinates negative, the largest one -1: there is no shift at all.

    坐标全是负数，最大的是 -1：按最大坐标加 1 平移等于没平移。
    """
    boxes = np.array([[-21, -19, -1, -4], [-20, -17, -3, -2], [-25, -20, -4, -5]], float)
    return boxes, np.array([0.6, 0.9, 0.7]), np.array([1, 0, 2]), 0.4


@case
def right_on_the_grid(rng):
    """Boxes that share an edge, threshold 0: IoU is 0, so all stay.

    共用一条边的框，阈值为 0：IoU 是 0，全部保留。
    """
    boxes = np.array([[0, 0, 4, 3], [4, 0, 8, 3], [0, 3, 4, 6]], float)
    return boxes, np.array([0.5, 0.6, 0.9]), np.array([1, 1, 1]), 0.0


@case
def apart_on_both_axes(rng):
    """Boxes of one class that miss each other on both axes, threshold 0.

    同一类的框在两个方向上都错开，阈值为 0。
    """
    boxes = np.array([[20, 20, 24, 28], [0, 0, 6, 3], [6.5, 3.5, 9, 7]], float)
    return boxes, np.array([0.5, 0.9, 0.6]), np.array([2, 2, 2]), 0.0


@case
def a_chain(rng):
    """Of one class: A hides B, B overlaps C, A does not. C stays.

    同一类：A 压掉 B，B 与 C 重叠，A 与 C 不重叠。C 保留。
    """
    boxes = np.array([[8, 0, 18, 11], [0, 0, 10, 11], [4, 0, 14, 11]], float)
    return boxes, np.array([0.7, 0.9, 0.8]), np.array([6, 6, 6]), 0.3


@case
def the_other_class_hides_nothing(rng):
    """A chain through another class: C is suppressed by A, whatever lies between.

    中间隔着另一个类别：C 照样被 A 压掉。
    """
    boxes = np.array([[3, 0, 13, 9], [1, 0, 11, 9], [0, 0, 10, 9]], float)
    return boxes, np.array([0.6, 0.8, 0.9]), np.array([5, 0, 5]), 0.5


@case
def one_inside_another(rng):
    """A small box inside a large one of its class: IoU 0.12, both stay.

    大框里套着一个同类的小框：IoU 只有 0.12，两个都保留。
    """
    boxes = np.array([[0, 0, 20, 10], [2, 2, 8, 6]], float)
    return boxes, np.array([0.6, 0.7]), np.array([3, 3]), 0.5


@case
def the_small_one_second(rng):
    """The large box scores best, the small one inside stays.

    大框分数更高，里面的小框也保留。
    """
    boxes = np.array([[2, 2, 8, 6], [0, 0, 20, 10], [30, 0, 38, 5]], float)
    return boxes, np.array([0.4, 0.8, 0.6]), np.array([3, 3, 3]), 0.5


@case
def five_in_a_heap(rng):
    """Five almost identical boxes of one class, and one of another.

    同一类的五个几乎重合的框，外加另一类的一个。
    """
    boxes = np.tile([10.0, 10, 40, 35], (6, 1)) + np.arange(6)[:, None] / 4
    return boxes, np.array([0.5, 0.6, 0.9, 0.7, 0.55, 0.8]), np.array([2, 2, 2, 2, 0, 2]), 0.5


@case
def scores_below_zero(rng):
    """Scores of either sign, as logits are.

    分数有正有负，像 logits 那样。
    """
    boxes = np.array([[0, 0, 10, 7], [30, 0, 40, 7], [1, 0, 11, 7], [30, 1, 40, 8]], float)
    return boxes, np.array([-2.5, 0.0, -0.5, 1.5]), np.array([1, 0, 1, 2]), 0.5


@case
def half_by_the_old_rule(rng):
    """IoU 1/3, but exactly 1/2 if a pixel is added to every side.

    IoU 是 1/3；如果每条边都加 1，就恰好是 1/2。
    """
    boxes = np.array([[0, 0, 3, 1], [0, 0, 1, 1], [10, 0, 14, 2]], float)
    return boxes, np.array([0.5, 0.7, 0.6]), np.array([1, 1, 1]), 0.5


@several
def equal_scores(rng):
    """Equal scores within a class and between classes.

    同类之间、不同类之间都有分数相同的框。
    """
    boxes = np.array(
        [[2, 0, 12, 10], [0, 0, 10, 10], [0, 0, 10, 10], [40, 0, 50, 8], [1, 0, 11, 10]], float
    )
    return boxes, np.array([0.5, 0.5, 0.5, 0.75, 0.5]), np.array([0, 1, 0, 1, 0]), 0.5


@cases(30)
def crowds(rng):
    """Jittered views of a few objects, three classes.

    几个物体的许多抖动框，三个类别。
    """
    while True:
        n, t = int(rng.integers(9, 16)), float(rng.choice([0.3, 0.45, 0.6]))
        boxes = views(rng, n, 3, 30, 4) + [100, 80, 100, 80]
        if off_the_line(boxes, t):
            return boxes, distinct_scores(rng, n), rng.integers(0, 3, n), t


@cases(25)
def around_the_origin(rng):
    """Overlapping boxes on both sides of zero, class ids with gaps.

    坐标原点两侧互相重叠的框，类别编号不连续。
    """
    while True:
        n, t = int(rng.integers(6, 12)), float(rng.choice([0.35, 0.5, 0.7]))
        boxes = views(rng, n, 2, 15, 3)
        if off_the_line(boxes, t):
            return boxes, distinct_scores(rng, n), rng.choice([0, 2, 3, 9], n), t


@cases(10)
def one_shift_apart(rng):
    """Two classes exactly as far apart as the largest coordinate plus 1.

    两个类别错开的距离恰好是最大坐标加 1。
    """
    while True:
        n, t = int(rng.integers(3, 6)), float(rng.choice([0.3, 0.45]))
        boxes = views(rng, n, 2, 12, 2) + 40
        boxes = np.vstack([boxes, boxes - boxes.max() - 1])
        if off_the_line(boxes, t):
            return boxes, distinct_scores(rng, 2 * n), np.arange(2 * n) // n + 1, t


@cases(15)
def sparse(rng):
    """One class, boxes all over the place, some of them overlapping.

    只有一个类别，框四处散落，偶有重叠。
    """
    while True:
        n, t = int(rng.integers(5, 9)), float(rng.choice([0.1, 0.25]))
        boxes = views(rng, n, n, 35, 1)
        if off_the_line(boxes, t):
            return boxes, distinct_scores(rng, n), np.full(n, 2), t


def three_on_a_grid(rng):
    """Draw three boxes with corners on a 5 x 5 grid, scores and a threshold exact in binary."""
    corner = rng.integers(0, 2, (3, 2))
    boxes = np.hstack([corner, corner + rng.integers(1, 4, (3, 2))]).astype(float)
    return boxes, rng.permutation([0.25, 0.5, 0.75]), float(rng.choice([0.25, 0.5]))


@small(30)
def on_a_grid(rng):
    """Three boxes on a 5 x 5 grid, two classes.

    三个框落在 5 x 5 的网格上，两个类别。
    """
    boxes, scores, t = three_on_a_grid(rng)
    return boxes, scores, rng.choice([0, 1, 1], 3), t


@small(15)
def equal_to_the_threshold(rng):
    """Boxes of one class on a grid, the best two with an IoU equal to the threshold.

    同一类的框落在网格上，分数最高的两个 IoU 恰好等于阈值。
    """
    while True:
        boxes, scores, t = three_on_a_grid(rng)
        best, second, _ = np.argsort(-scores)
        if iou(boxes[best], boxes[[second]])[0] == t:
            return boxes, scores, np.full(3, rng.integers(1, 4)), t


@small(15, several=True)
def ties_on_a_grid(rng):
    """Four boxes on a grid, two classes, two levels of scores.

    四个框落在网格上，两个类别，分数只有两档。
    """
    corner = rng.integers(0, 3, (4, 2))
    boxes = np.hstack([corner, corner + rng.integers(2, 5, (4, 2))]).astype(float)
    return boxes, rng.choice([0.5, 0.75], 4), rng.integers(0, 2, 4), 0.25


@sized(400)
def interview(rng, n):
    """Draw n boxes of eight classes, five or so on every object."""
    boxes = views(rng, n, n // 5 + 1, 300, 4)
    return boxes, rng.permutation(n) / n, rng.integers(0, 8, n), 0.5


# ---- mistakes: wrong programs people write -----------------------------------


@mistake
def forgets_the_classes(boxes, scores, idxs, iou_threshold):
    """You never look at the classes: this is plain NMS, and a box deletes boxes of other
    classes. Only boxes with the same `idxs` may suppress each other.

    完全没有用到类别，成了普通 NMS：一个框会把别的类别的框也删掉。
    只有 `idxs` 相同的框之间才能互相抑制。
    """
    return nms(boxes, scores, iou_threshold)


@mistake
def one_class_after_another(boxes, scores, idxs, iou_threshold):
    """You keep the right boxes but list them class by class. Sort what is kept by score over
    all classes: `keep[np.argsort(-scores[keep])]`.

    保留的框没错，但结果是一个类别接一个类别拼起来的。
    最后要把所有类别合在一起按分数排：`keep[np.argsort(-scores[keep])]`。
    """
    kept = class_by_class(boxes, scores, idxs, iou_threshold, np.unique(idxs))
    return np.concatenate([np.zeros(0, dtype=np.int64), *kept])


@mistake
def index_order(boxes, scores, idxs, iou_threshold):
    """You keep the right boxes but list them by index, as `np.flatnonzero(mask)` gives them.
    The result is due best score first.

    保留的框没错，但结果按下标排（`np.flatnonzero(mask)` 就是这个顺序），应当按分数从高到低。
    """
    return np.sort(batched_nms(boxes, scores, idxs, iou_threshold))


@mistake
def sorts_the_result_upwards(boxes, scores, idxs, iou_threshold):
    """You sort what is kept with `argsort(scores[keep])`, which is ascending: the worst kept
    box comes first. Negate the scores or reverse the result.

    最后一步用了 `argsort(scores[keep])`，那是升序，保留框里最差的排在了最前面。
    给分数取负，或者把结果倒过来。
    """
    return batched_nms(boxes, scores, idxs, iou_threshold)[::-1]


@mistake
def positions_within_the_class(boxes, scores, idxs, iou_threshold):
    """You return positions within each class, not indices into `boxes`. Map them back:
    `members = np.flatnonzero(idxs == k); members[kept]`.

    返回的是框在本类别里的序号，不是在 `boxes` 里的下标。
    要映射回去：`members = np.flatnonzero(idxs == k)`，再取 `members[kept]`。
    """
    members = [np.flatnonzero(idxs == k) for k in np.unique(idxs)]
    local = [nms(boxes[m], scores[m], iou_threshold) for m in members]
    best = [scores[m][kept] for m, kept in zip(members, local, strict=True)]
    order = np.argsort(-np.concatenate([np.zeros(0), *best]), kind="stable")
    return np.concatenate([np.zeros(0, dtype=np.int64), *local])[order]


@mistake
def shifts_by_the_largest(boxes, scores, idxs, iou_threshold):
    """You shift class k by k * (max + 1). With negative coordinates that is too little, and
    boxes of two classes meet (torchvision's own shift has this limit).
    Shift by k * (max - min + 1).

    第 k 类平移了 k * (max + 1)。坐标有负数时不够，两个类别的框还会撞上
    （torchvision 自己的平移写法也有这个限制）。应当平移 k * (max - min + 1)。
    """
    shift = boxes.max() + 1 if len(boxes) else 0.0
    return nms(boxes + (idxs * shift)[:, None], scores, iou_threshold)


@mistake
def shifts_by_the_largest_alone(boxes, scores, idxs, iou_threshold):
    """You shift class k by k * max. With negative coordinates that is too little, and boxes
    of two classes meet. Shift by k * (max - min + 1).

    第 k 类平移了 k * max。坐标有负数时不够，两个类别的框还会撞上。
    应当平移 k * (max - min + 1)。
    """
    shift = boxes.max() if len(boxes) else 0.0
    return nms(boxes + (idxs * shift)[:, None], scores, iou_threshold)


@mistake
def shifts_by_the_class_number(boxes, scores, idxs, iou_threshold):
    """You shift each box by its class number, a pixel or two: the classes still overlap.
    The step between two classes must exceed the whole extent, max - min.

    只平移了类别编号那么几个像素，不同类别的框照样重叠。
    相邻两类之间的步长必须超过整个坐标范围 max - min。
    """
    return nms(boxes + idxs[:, None], scores, iou_threshold)


@mistake
def counts_instead_of_ids(boxes, scores, idxs, iou_threshold):
    """You loop over range(number of different classes), but class ids may have gaps: with
    2, 7 and 40 only class 2 is met. Loop over `np.unique(idxs)`.

    循环写成了 range(类别个数)，可是编号会不连续：编号是 2、7、40 时只碰得到 2。
    应当遍历 `np.unique(idxs)`。
    """
    classes = range(len(np.unique(idxs)))
    kept = class_by_class(boxes, scores, idxs, iou_threshold, classes)
    return _best_first(kept, scores)


@mistake
def misses_the_last_class(boxes, scores, idxs, iou_threshold):
    """You loop over range(idxs.max()), which stops before the last class.
    Loop over `np.unique(idxs)`.

    循环写成了 range(idxs.max())，最后一个类别漏掉了。应当遍历 `np.unique(idxs)`。
    """
    classes = range(idxs.max(initial=0))
    return _best_first(class_by_class(boxes, scores, idxs, iou_threshold, classes), scores)


@mistake
def crashes_on_nothing(boxes, scores, idxs, iou_threshold):
    """You take `boxes.max()` of no boxes, which raises. Return an empty result first when
    there are no boxes.

    没有框的时候还去求 `boxes.max()`，直接抛异常。没有框要先返回空结果。
    """
    shift = boxes.max() - boxes.min() + 1
    return nms(boxes + (idxs * shift)[:, None], scores, iou_threshold)


@mistake
def never_sorts(boxes, scores, idxs, iou_threshold):
    """You visit boxes in the order given; visit them best score first.

    按输入的顺序处理框，没有排序；应当从分数最高的开始。
    """
    return batched_nms(boxes, -np.arange(len(boxes)), idxs, iou_threshold)


@mistake
def worst_first(boxes, scores, idxs, iou_threshold):
    """You visit the worst box first, and it deletes better ones: `argsort` is ascending.

    从分数最低的框开始处理，差的把好的删了：`argsort` 是升序的。
    """
    return batched_nms(boxes, -scores, idxs, iou_threshold)


@mistake
def the_dead_suppress(boxes, scores, idxs, iou_threshold):
    """You let a suppressed box suppress others. Only kept boxes may: if A deletes B, B has no
    say about C.

    已经被压掉的框还在压别的框。只有保留的框才能抑制别人：A 删了 B，B 就管不着 C 了。
    """
    order = np.argsort(-scores, kind="stable")
    keep = []
    for rank, i in enumerate(order):
        better = order[:rank][idxs[order[:rank]] == idxs[i]]
        if (iou(boxes[i], boxes[better]) <= iou_threshold).all():
            keep.append(i)
    return np.array(keep, dtype=np.int64)


@mistake
def forgets_the_one_in_front(boxes, scores, idxs, iou_threshold):
    """Your IoUs belong to order[1:], but you apply their positions to `order`, so every one
    points to its neighbour. Write `order = order[1:][mask]` or add 1 to the positions.

    IoU 是对 order[1:] 算的，得到的位置却直接拿去取 `order`，全都错了一位。
    写成 `order = order[1:][mask]`，或者把位置加 1。
    """
    order = np.argsort(-scores, kind="stable")
    keep = []
    while order.size:
        best, rest = order[0], order[1:]
        keep.append(best)
        hit = (idxs[rest] == idxs[best]) & (iou(boxes[best], boxes[rest]) > iou_threshold)
        order = order[np.flatnonzero(~hit)]
    return np.array(keep, dtype=np.int64)


@mistake
def removes_while_iterating(boxes, scores, idxs, iou_threshold):
    """You remove from the list you are looping over: after each removal the next box is
    skipped. Build a new list of survivors instead.

    一边遍历列表一边从里面删：每删一个，紧跟着的那个框就被跳过了。应当另建一个新列表。
    """
    left, keep = list(np.argsort(-scores, kind="stable")), []
    while left:
        best = left.pop(0)
        keep.append(best)
        for i in left:
            if idxs[i] == idxs[best] and iou(boxes[best], boxes[i : i + 1])[0] > iou_threshold:
                left.remove(i)
    return np.array(keep, dtype=np.int64)


@mistake
def divides_by_the_smaller(boxes, scores, idxs, iou_threshold):
    """You divide by the smaller area, so a small box inside a large one counts as the same.
    IoU divides by the union.

    分母用的是较小框的面积，大框里的小框就被当成了重复框。IoU 的分母是并集。
    """
    return _with_overlap(
        boxes,
        scores,
        idxs,
        iou_threshold,
        lambda a, b: intersection(a, b) / np.minimum(area(a), area(b)),
    )


@mistake
def divides_by_one_area(boxes, scores, idxs, iou_threshold):
    """You divide by the area of one box (as a much-copied tutorial does), so the answer
    depends on which of the two is larger. IoU divides by the union.

    分母只用了其中一个框的面积（网上流传很广的一份教程就这么写），结果取决于哪个框更大。
    IoU 的分母是并集。
    """
    return _with_overlap(
        boxes, scores, idxs, iou_threshold, lambda a, b: intersection(a, b) / area(b)
    )


@mistake
def counts_the_overlap_twice(boxes, scores, idxs, iou_threshold):
    """Your union is A1 + A2: the intersection is counted twice. Subtract it once.

    并集写成了 A1 + A2，交集算了两次。要减去一次交集。
    """
    return _with_overlap(
        boxes, scores, idxs, iou_threshold, lambda a, b: intersection(a, b) / (area(a) + area(b))
    )


@mistake
def no_clamp(boxes, scores, idxs, iou_threshold):
    """You do not clamp the sides of the intersection at 0: two negative sides multiply into a
    positive area for boxes that miss each other on both axes. Clamp each side first.

    交集的边长没有和 0 取最大值：两个方向都错开时负负得正，凭空多出一块面积。
    先把每条边截到 0 以上，再相乘。
    """

    def overlap(box, others):
        low, high = np.maximum(box[:2], others[:, :2]), np.minimum(box[2:], others[:, 2:])
        inter = np.prod(high - low, axis=1)
        return inter / (area(box) + area(others) - inter)

    return _with_overlap(boxes, scores, idxs, iou_threshold, overlap)


@mistake
def drops_scores_below_zero(boxes, scores, idxs, iou_threshold):
    """You drop boxes whose score is 0 or less. There is no score threshold here, and scores
    may be logits.

    把分数小于等于 0 的框丢掉了。这里没有分数阈值，分数也可能是 logits。
    """
    members = np.flatnonzero(scores > 0)
    return members[batched_nms(boxes[members], scores[members], idxs[members], iou_threshold)]


@mistake
def reads_xywh(boxes, scores, idxs, iou_threshold):
    """You read x1, y1, x2, y2 as x, y, width, height: the last two are a corner.

    把 x1, y1, x2, y2 当成了 x, y, w, h：后两个数是右下角坐标，不是宽高。
    """
    read = np.hstack([boxes[:, :2], boxes[:, :2] + boxes[:, 2:]])
    with np.errstate(all="ignore"):
        return batched_nms(read, scores, idxs, iou_threshold)


@convention
def zero_is_background(boxes, scores, idxs, iou_threshold):
    """You skip class 0 as the background, as py-faster-rcnn and SSD code does
    (`for k in range(1, num_classes)`). Here 0 is a class like any other.

    把 0 类当背景跳过了，py-faster-rcnn 和 SSD 的代码是这样（`for k in range(1, num_classes)`）。
    这里 0 也是普通类别。
    """
    members = np.flatnonzero(idxs > 0)
    return members[batched_nms(boxes[members], scores[members], idxs[members], iou_threshold)]


@convention
def drops_equal(boxes, scores, idxs, iou_threshold):
    """You drop a box whose IoU equals the threshold (you keep IoU < t), as many tutorials do.
    torchvision and OpenCV suppress on `>` only, and so do we.

    IoU 恰好等于阈值的框也去掉了（只保留 IoU < t），不少教程是这个写法。
    torchvision 和 OpenCV 都是严格大于才抑制，这里也一样。
    """
    return batched_nms(boxes, scores, idxs, np.nextafter(iou_threshold, -1.0))


@convention
def plus_one(boxes, scores, idxs, iou_threshold):
    """You use the legacy pixel convention, x2 - x1 + 1 (py-faster-rcnn, early mmdetection).
    Coordinates are continuous here, as in torchvision: a side is x2 - x1.

    用的是老的像素约定 x2 - x1 + 1（py-faster-rcnn、早期 mmdetection）。
    这里坐标是连续的，和 torchvision 一样，边长就是 x2 - x1。
    """
    return batched_nms(boxes + [0, 0, 1, 1], scores, idxs, iou_threshold)


@convention
def plus_one_and_drops_equal(boxes, scores, idxs, iou_threshold):
    """Two other conventions at once: sides are x2 - x1 + 1 (legacy pixels), and a box whose
    IoU equals the threshold goes (>=). Here a side is x2 - x1 and the test is `>`.

    同时用了两个别处的约定：边长 x2 - x1 + 1（老的像素约定），并且 IoU 等于阈值也抑制（>=）。
    这里边长就是 x2 - x1，严格大于才抑制。
    """
    return batched_nms(boxes + [0, 0, 1, 1], scores, idxs, np.nextafter(iou_threshold, -1.0))


def _best_first(kept, scores):
    """Join what each class kept, and sort it by score."""
    joined = np.concatenate([np.zeros(0, dtype=np.int64), *kept])
    return joined[np.argsort(-scores[joined], kind="stable")]


def _with_overlap(boxes, scores, idxs, iou_threshold, overlap):
    """Class-wise NMS by another measure of overlap."""
    kept = []
    for k in np.unique(idxs):
        members = np.flatnonzero(idxs == k)
        kept.append(members[nms(boxes[members], scores[members], iou_threshold, overlap)])
    return _best_first(kept, scores)
