"""Greedy non-maximum suppression.

The best-scoring box is certainly kept.  Whatever overlaps it too much is the same object
found again, so it goes.  What remains is a smaller problem of the same kind:

    keep(S) = {b} + keep({x in S - {b} : IoU(b, x) <= t}),        b = argmax score over S

Sorting costs O(N log N).  Each kept box then meets the boxes still there: O(N K) for K kept
boxes, so O(N^2) where nothing overlaps.  One row of the IoU matrix is alive at a time: O(N)
memory.

Decisions, where codes in the wild differ (each has a case and a mistake):

* the test is strict, a box with IoU == t survives       torchvision.ops.nms, cv2.dnn.NMSBoxes
* coordinates are continuous, a width is x2 - x1         torchvision.ops.box_area
* only kept boxes suppress, suppressed ones do not       what greedy means
* the answer is indices into the input, best first       torchvision.ops.nms
* equal scores: any order of them is right               torchvision.ops.nms promises none either
* no boxes in, none out                                  torchvision.ops.nms
* no score threshold, no class, no cap on the number     each is another function's business

Source: Neubeck & Van Gool, "Efficient Non-Maximum Suppression", ICPR 2006; for detectors
Felzenszwalb et al., "Object Detection with Discriminatively Trained Part-Based Models",
PAMI 2010.

贪心非极大值抑制。

得分最高的框一定保留；与它重叠太多的框是同一个物体被重复检出，去掉；剩下的框又是一个
规模更小的同样的问题：

    keep(S) = {b} + keep({x in S - {b} : IoU(b, x) <= t}),        b 是 S 中得分最高的框

排序 O(N log N)；之后每个保留的框都要和剩下的框比一遍，保留 K 个框就是 O(N K)，互不重叠时
是 O(N^2)。任何时刻只需要 IoU 矩阵的一行：内存 O(N)。

各家代码写法不一、这里必须定下来的地方（每条都有对应的用例和错误）：

* 比较是严格的，IoU == t 的框保留        torchvision.ops.nms、cv2.dnn.NMSBoxes
* 坐标是连续的，宽就是 x2 - x1           torchvision.ops.box_area
* 只有保留下来的框才能抑制别的框         这正是“贪心”的含义
* 返回原数组的下标，得分高的在前         torchvision.ops.nms
* 得分相同：谁先谁后都算对               torchvision.ops.nms 同样不保证顺序
* 输入没有框，输出就是空的               torchvision.ops.nms
* 没有得分阈值，不分类别，不限个数       那些都是别的函数的事

出处：Neubeck 与 Van Gool，Efficient Non-Maximum Suppression，ICPR 2006；检测器中的用法见
Felzenszwalb 等，Object Detection with Discriminatively Trained Part-Based Models，PAMI 2010。
"""

import numpy as np

from drill.problem import (
    EXACT,
    Floats,
    Inputs,
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
    return (boxes[..., 2] - boxes[..., 0]) * (boxes[..., 3] - boxes[..., 1])


def sides(box: Floats, boxes: Floats) -> Floats:
    """Width and height shared by one box (4,) and each of M, negative where apart: (M, 2)."""
    return np.minimum(box[2:], boxes[:, 2:]) - np.maximum(box[:2], boxes[:, :2])


def intersection(box: Floats, boxes: Floats) -> Floats:
    """Area shared by one box (4,) and each of M boxes (M, 4): (M,)."""
    side = np.maximum(sides(box, boxes), 0)
    return side[:, 0] * side[:, 1]


def iou(box: Floats, boxes: Floats) -> Floats:
    """Overlap of one box (4,) with each of M boxes (M, 4): (M,) in [0, 1]."""
    inter = intersection(box, boxes)
    return inter / (area(box) + area(boxes) - inter)


def greedy_in_some_order(inputs: Inputs, expected: Ints, actual: Ints) -> bool:
    """Whether greedy suppression gives `actual` under some order of equal scores.

    Each pick must be a best box of those still there, and in the end none may be left.
    """
    boxes, scores, iou_threshold = inputs
    picks = np.asarray(actual)
    if picks.ndim != 1 or picks.dtype.kind not in "iu":
        return False
    left = np.ones(len(boxes), dtype=bool)
    for pick in picks.tolist():
        if not 0 <= pick < len(boxes) or not left[pick] or scores[pick] < scores[left].max():
            return False
        left &= iou(boxes[pick], boxes) <= iou_threshold
        left[pick] = False
    return not left.any()


@reference(EXACT, checker=greedy_in_some_order, picture="kept")
def nms(boxes: Floats, scores: Floats, iou_threshold: float) -> Ints:
    """Choose the boxes that survive greedy non-maximum suppression.

    Parameters
    ----------
    boxes : (N, 4) float64
        Corners x1, y1, x2, y2, with x1 < x2 and y1 < y2; negative ones occur. Coordinates
        are continuous: a box is x2 - x1 wide. (Fast R-CNN and the VOC kit add 1: wrong
        here.) Any order. N may be 0.
    scores : (N,) float64
        Higher is better. Any real numbers, zero and negative ones too: there is no score
        threshold.
    iou_threshold : float in [0, 1)
        A box goes when its IoU with a kept box is strictly greater; at exactly
        `iou_threshold` it stays. (The Cython NMS of Fast R-CNN drops it: wrong here.)

    Returns
    -------
    keep : (K,) integers
        Indices into `boxes`, the highest score first, each once; neither the boxes nor the
        scores nor a mask. A box suppressed by another suppresses nothing itself. Of equal
        scores either may come first. No classes, no limit on K. With N = 0 the result is
        empty. An array or a list.

    选出经过贪心非极大值抑制（NMS）后保留的框。

    Parameters
    ----------
    boxes : (N, 4) float64
        左上角和右下角 x1, y1, x2, y2，x1 < x2 且 y1 < y2，可能为负。坐标是连续的：框宽就是
        x2 - x1（Fast R-CNN 和 VOC 工具包会加 1，本题不加）。顺序任意。N 可以为 0。
    scores : (N,) float64
        得分，越高越好。可以是任意实数，包括 0 和负数：没有得分阈值。
    iou_threshold : float，[0, 1)
        与某个已保留的框的 IoU 严格大于它的框被去掉；恰好相等则保留
        （Fast R-CNN 的 Cython 版在相等时也去掉，本题不是）。

    Returns
    -------
    keep : (K,) 整数
        在 `boxes` 中的下标，得分高的在前，每个至多出现一次；不是框、得分或掩码。已被去掉的框
        不再抑制别的框。得分相同时谁先谁后都可以。不分类别，K 没有上限。N = 0 时返回空。
        数组或列表都可以。
    """
    order = np.argsort(-scores, kind="stable")
    keep = []
    while order.size:
        best, rest = order[0], order[1:]
        keep.append(best)
        order = rest[iou(boxes[best], boxes[rest]) <= iou_threshold]
    return np.array(keep, dtype=np.int64)


# ---- other right programs ----------------------------------------------------


@accepted
def loops(boxes, scores, iou_threshold):
    """Plain Python: each box in order of score against all kept ones.

    纯 Python 循环：按得分从高到低，每个框与所有已保留的框比较。
    """
    keep = []
    for i in sorted(range(len(boxes)), key=lambda i: -scores[i]):
        for k in keep:
            w = min(boxes[i][2], boxes[k][2]) - max(boxes[i][0], boxes[k][0])
            h = min(boxes[i][3], boxes[k][3]) - max(boxes[i][1], boxes[k][1])
            inter = max(w, 0.0) * max(h, 0.0)
            if inter > iou_threshold * (area(boxes[i]) + area(boxes[k]) - inter):
                break
        else:
            keep.append(i)
    return keep


@accepted
def whole_matrix(boxes, scores, iou_threshold):
    """The whole IoU matrix first, then one pass with a mask of the living.

    先算出整个 IoU 矩阵，再扫一遍，用掩码记录还在的框。
    """
    overlaps = pairwise(boxes) > iou_threshold
    alive = np.ones(len(boxes), dtype=bool)
    keep = []
    for i in scores.argsort()[::-1]:  # the other order of equal scores
        if alive[i]:
            keep.append(i)
            alive &= ~overlaps[i]
    return np.array(keep)


@accepted
def last_of_ascending(boxes, scores, iou_threshold):
    """Ascending order, the best at the end, `np.delete` for what goes.

    升序排列，最好的在末尾，用 `np.delete` 去掉被抑制的框。
    """
    order = np.argsort(scores)
    keep = []
    while len(order) > 0:
        last = order[-1]
        keep.append(int(last))
        overlaps = iou(boxes[last], boxes[order[:-1]])
        order = np.delete(order, np.append(np.where(overlaps > iou_threshold)[0], len(order) - 1))
    return keep


@accepted
def recursion(boxes, scores, iou_threshold):
    """The recurrence itself, on lists of indices.

    直接按递推式写成递归，用下标列表。
    """

    def keep(left):
        if not left:
            return []
        best = max(left, key=lambda i: scores[i])
        overlaps = dict(zip(left, iou(boxes[best], boxes[left]), strict=True))
        return [best, *keep([i for i in left if i != best and overlaps[i] <= iou_threshold])]

    return keep(list(range(len(boxes))))


@accepted
def single_precision(boxes, scores, iou_threshold):
    """Everything in float32, with a small eps in the union.

    全程 float32，并集里加了很小的 eps。
    """
    boxes, order, keep = boxes.astype(np.float32), np.argsort(-scores), []
    while len(order):
        box, rest = boxes[order[0]], boxes[order[1:]]
        keep.append(order[0])
        inter = intersection(box, rest)
        union = area(box) + area(rest) - inter + np.float32(1e-6)
        order = order[1:][inter / union <= np.float32(iou_threshold)]
    return np.array(keep, dtype=np.int32)


# ---- cases: what an answer is tried on ---------------------------------------


def boxes_at(*rows):
    """Write boxes down."""
    return np.array(rows, dtype=float).reshape(-1, 4)


def pairwise(boxes):
    """Every IoU among N boxes: (N, N)."""
    low = np.maximum(boxes[:, None, :2], boxes[:, :2])
    side = np.maximum(np.minimum(boxes[:, None, 2:], boxes[:, 2:]) - low, 0)
    inter = side[..., 0] * side[..., 1]
    return inter / (area(boxes)[:, None] + area(boxes) - inter)


def is_clear(boxes, iou_threshold):
    """Whether no IoU lies so near the threshold that rounding could decide."""
    return bool((np.abs(pairwise(boxes) - iou_threshold) > 2e-3).all())


def until_clear(draw, iou_threshold):
    """Draw boxes until no IoU is near the threshold."""
    while True:
        boxes = np.round(draw(), 1)
        if is_clear(boxes, iou_threshold):
            return boxes


def distinct(rng, n):
    """Draw `n` different scores in (0, 1), in any order, 0.01 apart or more."""
    return rng.choice(np.arange(5, 98), n, replace=False) / 100


def views(rng, objects, each, jitter):
    """Draw `each` jittered boxes around every one of `objects` centres, shuffled."""
    centre = rng.uniform(30, 130, (objects, 2)).repeat(each, axis=0)
    half = rng.uniform(8, 20, (objects, 2)).repeat(each, axis=0)
    n = objects * each
    boxes = np.hstack([centre - half, centre + half]) + rng.uniform(-jitter, jitter, (n, 4))
    return rng.permutation(boxes)


@example
def two_objects(rng):
    """Two boxes on one object, one on another.

    一个物体上两个框，另一个物体上一个框。
    """
    boxes = boxes_at([0, 0, 10, 10], [1, 0, 11, 10], [40, 40, 60, 50])
    return boxes, np.array([0.6, 0.9, 0.8]), 0.5


@example
def on_the_line(rng):
    """IoU exactly equal to the threshold: the box stays.

    IoU 恰好等于阈值：框保留。
    """
    return boxes_at([0, 0, 2, 1], [0, 0, 2, 2]), np.array([0.8, 0.9]), 0.5


@example
def nothing(rng):
    """No boxes at all.

    一个框也没有。
    """
    return np.zeros((0, 4)), np.zeros(0), 0.5


@case
def just_one(rng):
    """A single box.

    只有一个框。
    """
    return boxes_at([3, 4, 12, 9]), np.array([0.7]), 0.5


@case
def unit_boxes(rng):
    """Boxes one unit wide, where an extra pixel weighs most.

    边长为 1 的框：多加 1 个像素影响最大。
    """
    boxes = boxes_at([0.4, 0, 1.4, 1], [0, 0, 1, 1], [3.5, 2, 4.5, 3], [3, 2.1, 4, 3.1])
    return boxes, np.array([0.7, 0.9, 0.8, 0.95]), 0.5


@case
def pixel_more_or_less(rng):
    """Boxes of a few pixels around the threshold, at half and a third.

    几个像素大小的框，IoU 在二分之一、三分之一附近。
    """
    boxes = boxes_at(
        [1, 0, 4, 3], [0, 0, 3, 3], [10, 12, 14, 14], [10, 10, 14, 14.1], [20, 5, 25, 6]
    )
    return boxes, np.array([0.5, 0.6, 0.7, 0.9, 0.8]), 0.505


@case
def a_chain(rng):
    """A hides B, B overlaps C, A does not: C lives.

    A 抑制 B，B 与 C 重叠，A 与 C 不怎么重叠：C 保留。
    """
    boxes = boxes_at([8, 0, 18, 10], [4, 0, 14, 10], [0, 0, 10, 10])
    return boxes, np.array([0.7, 0.8, 0.9]), 0.3


@case
def a_long_chain(rng):
    """Seven boxes in a row, each overlapping the next two.

    一排七个框，每个都与后面两个重叠。
    """
    left = np.array([40, 0, 24, 8, 48, 16, 32], dtype=float)
    boxes = np.column_stack([left, left / 4, left + 20, left / 4 + 12])
    return boxes, np.array([0.42, 0.91, 0.66, 0.85, 0.35, 0.77, 0.58]), 0.2


@case
def back_to_the_first(rng):
    """A box apart from the second kept box but on top of the first.

    与第二个保留的框不相交、却压着第一个保留的框的框。
    """
    boxes = boxes_at([1, 1, 11, 11], [50, 50, 60, 62], [0, 0, 10, 10], [51, 50, 61, 61])
    return boxes, np.array([0.5, 0.8, 0.9, 0.6]), 0.4


@case
def small_one_inside(rng):
    """A better big box around a small one: their IoU is small.

    大框得分更高，小框在里面：IoU 并不大。
    """
    boxes = boxes_at([30, 30, 42, 40], [10, 10, 60, 50], [15, 40, 25, 48])
    return boxes, np.array([0.6, 0.9, 0.75]), 0.5


@case
def big_one_around(rng):
    """A better small box inside a big one: their IoU is small.

    小框得分更高，大框在外面：IoU 并不大。
    """
    boxes = boxes_at([10, 10, 60, 50], [30, 30, 42, 40], [12, 12, 61, 52])
    return boxes, np.array([0.6, 0.9, 0.5]), 0.5


@case
def a_dense_cluster(rng):
    """Five nearly identical boxes: one lives.

    五个几乎一样的框：只留一个。
    """
    boxes = boxes_at(
        [10, 10, 50, 40], [11, 10, 51, 40], [10, 11, 50, 41], [11, 11, 51, 41], [9, 10, 49, 40]
    )
    return boxes, np.array([0.7, 0.8, 0.6, 0.95, 0.9]), 0.5


@case
def twins(rng):
    """Identical boxes with different scores, twice.

    完全相同、得分不同的框，共两组。
    """
    boxes = boxes_at([5, 5, 9, 8], [0, 0, 4, 6], [5, 5, 9, 8], [0, 0, 4, 6], [5, 5, 9, 8])
    return boxes, np.array([0.3, 0.5, 0.9, 0.7, 0.6]), 0.7


@case
def touching(rng):
    """Boxes that share an edge or a corner, at threshold 0: all live.

    只有公共边或公共角的框，阈值为 0：全部保留。
    """
    boxes = boxes_at([0, 0, 4, 3], [4, 0, 9, 3], [0, 3, 4, 7], [4, 3, 6, 8])
    return boxes, np.array([0.6, 0.9, 0.8, 0.7]), 0.0


@case
def threshold_zero(rng):
    """Threshold 0: whatever overlaps at all goes.

    阈值为 0：只要有重叠就去掉。
    """
    boxes = boxes_at([0, 0, 10, 8], [7, 6, 17, 15], [16, 1, 22, 9], [30, 2, 35, 12])
    return boxes, np.array([0.7, 0.9, 0.8, 0.6]), 0.0


@case
def diagonal_neighbours(rng):
    """Boxes that miss each other on both axes.

    斜对角的框，两个方向都不相交。
    """
    boxes = boxes_at([20, 20, 30, 31], [0, 0, 10, 9], [42, 39, 52, 49], [60, 5, 71, 16])
    return boxes, np.array([0.7, 0.9, 0.6, 0.8]), 0.1


@case
def side_by_side(rng):
    """Boxes beside and above each other, apart on one axis only.

    左右或上下排列的框，只在一个方向上分开。
    """
    boxes = boxes_at([13, 1, 22, 7], [0, 0, 10, 8], [1, 12, 9, 21], [3, 25, 11, 30])
    return boxes, np.array([0.8, 0.9, 0.6, 0.7]), 0.1


@case
def a_cross(rng):
    """A wide and a tall box that cross, and one more of each.

    一个扁框和一个高框十字交叉，再各来一个。
    """
    boxes = boxes_at([6, 0, 9, 20], [0, 8, 16, 11], [5.5, 1, 8.8, 20], [1, 8.2, 17, 11])
    return boxes, np.array([0.6, 0.9, 0.7, 0.8]), 0.3


@case
def fractions_of_a_pixel(rng):
    """Corners between pixels: nothing may be rounded.

    角点不在整数上：不能取整。
    """
    boxes = boxes_at(
        [0.1, 0.9, 2.9, 2.1], [0.9, 0.1, 3.8, 2.9], [1.2, 0.8, 3.1, 2.8], [5.9, 5.9, 8.1, 9.1]
    )
    return boxes, np.array([0.7, 0.9, 0.8, 0.6]), 0.43


@case
def below_zero(rng):
    """Negative coordinates are ordinary numbers.

    负坐标也是普通的数。
    """
    boxes = boxes_at([-30, -20, -10, -5], [-29, -21, -9, -6], [-3, -8, 9, 4], [-5, -9, 8, 3.5])
    return boxes, np.array([0.6, 0.9, 0.7, 0.8]), 0.5


@case
def negative_scores(rng):
    """Scores of zero and below (logits): there is no score threshold.

    得分为 0 或负数（logits）：没有得分阈值。
    """
    boxes = boxes_at([0, 0, 6, 9], [20, 4, 31, 12], [1, 0, 7, 9], [40, 2, 47, 11], [19, 4, 30, 12])
    return boxes, np.array([-3.5, 0.0, -1.25, -2.0, 1.5]), 0.45


@case
def the_lowest_box_last(rng):
    """The box lowest in the image has the worst score.

    图像最下方的框得分最低。
    """
    boxes = boxes_at([1, 2, 13, 15], [0, 0, 12, 12], [30, 8, 44, 20], [29, 5, 43, 18])
    return boxes, np.array([0.3, 0.8, 0.5, 0.9]), 0.4


@case
def four_hundred(rng):
    """Four hundred boxes, few of them overlapping: no limit on how many stay.

    四百个框，很少重叠：保留个数没有上限。
    """
    corner = np.stack(np.meshgrid(np.arange(18), np.arange(17)), axis=-1).reshape(-1, 2) * 20.0
    size = rng.integers(12, 17, corner.shape)
    grid = np.hstack([corner, corner + size])  # (306, 4), none touching
    again = grid[rng.choice(len(grid), 94, replace=False)] + [1, 1, 2, 1]
    boxes = rng.permutation(np.vstack([grid, again]))
    return boxes, rng.permutation(len(boxes)) / 400, 0.5


@cases(30)
def crowds(rng):
    """Several jittered views of a few objects.

    几个物体，每个都有若干略有偏移的框。
    """
    objects, each = (int(k) for k in rng.integers(2, 5, 2))
    iou_threshold = float(rng.choice([0.3, 0.45, 0.6]))
    boxes = until_clear(lambda: views(rng, objects, each, 5), iou_threshold)
    return boxes, distinct(rng, len(boxes)), iou_threshold


@cases(20)
def clusters(rng):
    """Dense clusters of nearly identical boxes and a few boxes elsewhere.

    几乎重合的框扎成堆，旁边还有零星的框。
    """
    iou_threshold = float(rng.choice([0.4, 0.5, 0.65]))
    alone = int(rng.integers(1, 4))

    def draw():
        corner = rng.uniform(0, 200, (alone, 2))
        others = np.hstack([corner, corner + rng.uniform(10, 30, (alone, 2))])
        return rng.permutation(np.vstack([views(rng, 2, 5, 1.5), others]))

    boxes = until_clear(draw, iou_threshold)
    return boxes, distinct(rng, len(boxes)), iou_threshold


@cases(20)
def anything(rng):
    """Random boxes of any shape, around the origin, low thresholds.

    各种形状的随机框，分布在原点四周，阈值较低。
    """
    n = int(rng.integers(5, 16))
    iou_threshold = float(rng.choice([0.1, 0.2, 0.35]))

    def draw():
        corner = rng.uniform(-60, 30, (n, 2))
        return np.hstack([corner, corner + rng.uniform(5, 60, (n, 2))])

    return until_clear(draw, iou_threshold), distinct(rng, n), iou_threshold


@cases(15)
def bigger_and_smaller(rng):
    """Boxes inside one another, at every ratio of sizes.

    大小不一、层层相套的框。
    """
    n = int(rng.integers(4, 9))
    iou_threshold = float(rng.choice([0.3, 0.5, 0.7]))

    def draw():
        half = rng.uniform(4, 30, (n, 1)) * rng.uniform(0.8, 1.2, (n, 2))
        centre = rng.uniform(38, 46, (n, 2))
        return np.hstack([centre - half, centre + half])

    return until_clear(draw, iou_threshold), distinct(rng, n), iou_threshold


def lattice(rng):
    """Draw two to four boxes with whole corners, and a threshold exact in binary."""
    n = int(rng.integers(2, 5))
    low = rng.integers(0, 3, (n, 2))
    boxes = np.hstack([low, low + rng.integers(1, 4, (n, 2))]).astype(float)
    return boxes, float(rng.choice([0.25, 0.5]))


@small(50)
def on_a_lattice(rng):
    """Two to four small boxes with whole corners.

    二到四个角点为整数的小框。
    """
    boxes, iou_threshold = lattice(rng)
    return boxes, rng.permutation(len(boxes)) / 8 + 0.25, iou_threshold


@several
def all_alike(rng):
    """Three identical boxes with one score: any one of them, and only one.

    三个完全相同、得分也相同的框：留哪个都行，但只能留一个。
    """
    return np.tile([0.0, 0.0, 5.0, 4.0], (3, 1)), np.full(3, 0.5), 0.5


@several
def a_tie_in_a_chain(rng):
    """A chain of three where the outer two tie: all orders keep both.

    三个框的链，两头得分相同：先后均可，两个都保留。
    """
    boxes = boxes_at([0, 0, 10, 10], [4, 0, 14, 10], [8, 0, 18, 10])
    return boxes, np.array([0.9, 0.8, 0.9]), 0.3


@several
def all_scores_equal(rng):
    """A chain of five with one score: which live depends on the order, both ways are right.

    五个框的链，得分全部相同：留下哪些取决于先后，怎么排都算对。
    """
    left = np.arange(5) * 4.0
    return np.column_stack([left, left * 0, left + 10, left * 0 + 7]), np.zeros(5), 0.3


@small(20, several=True)
def ties_on_a_lattice(rng):
    """Small boxes with whole corners and few different scores.

    角点为整数的小框，得分只有几档。
    """
    boxes, iou_threshold = lattice(rng)
    return boxes, rng.integers(1, 3, len(boxes)) / 4, iou_threshold


@sized(400)
def a_busy_image(rng, n):
    """Views of n / 8 objects."""
    centre = rng.uniform(0, 40 * np.sqrt(n), (n // 8 + 1, 2)).repeat(8, axis=0)[:n]
    centre = centre + rng.normal(0, 6, (n, 2))
    half = rng.uniform(8, 20, (n, 2))
    return np.hstack([centre - half, centre + half]), rng.permutation(n) / n, 0.45


# ---- mistakes: wrong programs people write -----------------------------------
# Many are the right program on the wrong input, the others differ in one part of it.


def greedy(boxes, scores, iou_threshold, overlap):
    """Suppress greedily by another measure of overlap."""
    order, keep = np.argsort(-scores, kind="stable"), []
    while order.size:
        best, rest = order[0], order[1:]
        keep.append(best)
        order = rest[overlap(boxes[best], boxes[rest]) <= iou_threshold]
    return np.array(keep, dtype=np.int64)


def over_union(inter, box, boxes):
    """Divide an intersection by the union it belongs to."""
    return inter / (area(box) + area(boxes) - inter)


@convention
def plus_one(boxes, scores, iou_threshold):
    """You count pixels: every side is x2 - x1 + 1. That is the legacy rule of the VOC kit
    and of Fast R-CNN, where x2 is the last pixel inside. Here coordinates are continuous:
    a side is x2 - x1, for the areas and for the intersection alike.

    你按像素个数算边长：x2 - x1 + 1。这是 VOC 工具包和 Fast R-CNN 的老约定，那里 x2 是框内
    最后一个像素。本题坐标是连续的，面积和交集的边长都是 x2 - x1，不加 1。
    """
    return nms(boxes + [0, 0, 1, 1], scores, iou_threshold)


@convention
def drops_equal(boxes, scores, iou_threshold):
    """You drop a box whose IoU equals the threshold (`>=`, or you keep on `<`). Some older
    codes do, such as the Cython NMS of Fast R-CNN. Here, as in torchvision, only
    IoU > threshold suppresses: keep on `<=`.

    IoU 恰好等于阈值的框被你去掉了（写成了 `>=`，或者保留条件写成了 `<`）。一些老代码确实如此，
    例如 Fast R-CNN 的 Cython 版 NMS。本题与 torchvision 一致，只有 IoU > 阈值才抑制，
    保留条件是 `<=`。
    """
    return nms(boxes, scores, np.nextafter(iou_threshold, -1.0))


@convention
def plus_one_and_drops_equal(boxes, scores, iou_threshold):
    """Two legacy rules at once, as in the Cython NMS of Fast R-CNN: every side is
    x2 - x1 + 1, and an IoU equal to the threshold suppresses. Here a side is x2 - x1, and
    only IoU > threshold suppresses.

    你同时用了两条老约定，与 Fast R-CNN 的 Cython 版 NMS 一样：边长按 x2 - x1 + 1 计算，
    而且 IoU 等于阈值也抑制。本题边长是 x2 - x1，并且只有 IoU > 阈值才抑制。
    """
    return nms(boxes + [0, 0, 1, 1], scores, np.nextafter(iou_threshold, -1.0))


@mistake
def plus_one_in_the_overlap_only(boxes, scores, iou_threshold):
    """You add 1 to the sides of the intersection but not to those of the boxes, so overlaps
    come out too large. Here nothing gets a +1.

    你只在交集的边长上加了 1，框的面积却没加，重叠度偏大。本题哪里都不加 1。
    """

    def overlap(box, boxes):
        return over_union(np.prod(np.maximum(sides(box, boxes) + 1, 0), axis=1), box, boxes)

    return greedy(boxes, scores, iou_threshold, overlap)


@mistake
def plus_one_in_the_areas_only(boxes, scores, iou_threshold):
    """You add 1 to the sides of the boxes but not to those of the intersection, so overlaps
    come out too small. Here nothing gets a +1.

    你只在框的面积上加了 1，交集的边长却没加，重叠度偏小。本题哪里都不加 1。
    """
    wider = np.array([0, 0, 1, 1])

    def overlap(box, boxes):
        return over_union(intersection(box, boxes), box + wider, boxes + wider)

    return greedy(boxes, scores, iou_threshold, overlap)


@mistake
def returns_boxes(boxes, scores, iou_threshold):
    """You return the boxes that are kept. Asked for are their indices into `boxes`, so that
    the caller can take scores and classes along.

    你返回的是保留下来的框。题目要的是它们在 `boxes` 中的下标，这样调用者才能同时取出得分和类别。
    """
    return boxes[nms(boxes, scores, iou_threshold)]


@mistake
def returns_scores(boxes, scores, iou_threshold):
    """You return the scores that are kept. Asked for are the indices into `boxes`.

    你返回的是保留下来的得分。题目要的是在 `boxes` 中的下标。
    """
    return scores[nms(boxes, scores, iou_threshold)]


@mistake
def returns_boxes_and_scores(boxes, scores, iou_threshold):
    """You return boxes and scores. Asked for is one array of indices into `boxes`.

    你返回了框和得分两样东西。题目只要一个下标数组。
    """
    keep = nms(boxes, scores, iou_threshold)
    return boxes[keep], scores[keep]


@mistake
def returns_a_mask(boxes, scores, iou_threshold):
    """You return a mask, True where a box is kept. Asked for are indices, best score first:
    a mask has lost the order.

    你返回的是布尔掩码（保留的为 True）。题目要的是下标，得分高的在前；掩码里没有顺序信息。
    """
    return np.isin(np.arange(len(boxes)), nms(boxes, scores, iou_threshold))


@mistake
def sorted_by_index(boxes, scores, iou_threshold):
    """You keep the right boxes but list them by index. List them by score, the best first:
    a mask, a set or `np.where` at the end loses that order.

    保留的框是对的，但你按下标从小到大列出。应当按得分从高到低：最后用掩码、set 或
    `np.where` 会丢掉这个顺序。
    """
    return np.sort(nms(boxes, scores, iou_threshold))


@mistake
def worst_kept_first(boxes, scores, iou_threshold):
    """You keep the right boxes but list them worst score first. Turn the result round.

    保留的框是对的，但你把得分低的排在了前面。把结果反过来。
    """
    return nms(boxes, scores, iou_threshold)[::-1]


@mistake
def never_sorts(boxes, scores, iou_threshold):
    """You visit the boxes in the order given. Visit them from the best score to the worst,
    or a poor box suppresses a better one.

    你按输入的顺序遍历框。应当按得分从高到低遍历，否则差的框会抑制掉更好的框。
    """
    return nms(boxes, -np.arange(len(boxes)), iou_threshold)


@mistake
def worst_first(boxes, scores, iou_threshold):
    """You visit the worst box first: `argsort` and `sort` are ascending. Visit the best
    first, with `np.argsort(-scores)`.

    你从得分最低的框开始：`argsort` 和 `sort` 是升序。应当从最高分开始，用 `np.argsort(-scores)`。
    """
    return nms(boxes, -scores, iou_threshold)


@mistake
def sorts_by_y2(boxes, scores, iou_threshold):
    """You visit the boxes by their lower edge y2 and never look at the scores, as the widely
    copied code of Malisiewicz does. Visit them by score, the best first.

    你按框的下边界 y2 排序，根本没用到得分（流传很广的 Malisiewicz 的代码就是这样）。
    应当按得分从高到低遍历。
    """
    return nms(boxes, boxes[:, 3], iou_threshold)


@mistake
def places_in_the_sorted_list(boxes, scores, iou_threshold):
    """You sort boxes and scores first and return places in the sorted list. Asked for are
    indices into the input: map them back with `order[keep]`.

    你先把框和得分排了序，返回的是排序之后的位置。题目要的是原数组的下标：
    用 `order[keep]` 映射回去。
    """
    order = np.argsort(-scores, kind="stable")
    return nms(boxes[order], scores[order], iou_threshold)


@mistake
def looks_up_unsorted_boxes(boxes, scores, iou_threshold):
    """You walk through the sorted order but look up box k where box order[k] is meant, so
    indices and boxes belong to different lists. Write `boxes[order[k]]`.

    你是按排好的顺序遍历的，但取框时用了第 k 个，而不是第 order[k] 个，下标和框对不上。
    应当写 `boxes[order[k]]`。
    """
    order = np.argsort(-scores, kind="stable")
    return order[nms(boxes, -np.arange(len(boxes)), iou_threshold)]


@mistake
def slices_the_unsorted(boxes, scores, iou_threshold):
    """You compare the best box with `boxes[1:]`: that is all boxes but the first of the
    input. The ones still in question are `boxes[order[1:]]`.

    你拿最好的框与 `boxes[1:]` 比，那只是输入里除第一个以外的所有框。还没处理的是
    `boxes[order[1:]]`。
    """
    order, keep = np.argsort(-scores, kind="stable"), []
    while order.size:
        keep.append(order[0])
        survivors = np.flatnonzero(iou(boxes[order[0]], boxes[1:]) <= iou_threshold)
        order = order[survivors + 1]
    return np.array(keep, dtype=np.int64)


@mistake
def forgets_the_shift(boxes, scores, iou_threshold):
    """You compare with `order[1:]` and then use the places found there on `order` itself:
    they are off by one, so a kept box comes back. Write `order = order[places + 1]`.

    你是和 `order[1:]` 比较的，得到的位置却直接用在 `order` 上，差了一位，已经保留的框又回来了。
    应当写 `order = order[places + 1]`。
    """
    order, keep = np.argsort(-scores, kind="stable"), []
    while order.size:
        keep.append(order[0])
        order = order[np.flatnonzero(iou(boxes[order[0]], boxes[order[1:]]) <= iou_threshold)]
    return np.array(keep, dtype=np.int64)


@mistake
def removes_while_iterating(boxes, scores, iou_threshold):
    """You remove from a list while a `for` goes through it: each removal skips the next
    element, so every second near-duplicate survives. Build a new list of what stays.

    你在 `for` 遍历列表的同时又从里面删元素：每删一个就会跳过下一个，近似重复的框隔一个漏一个。
    应当另建一个列表，装要留下的。
    """
    order, keep = np.argsort(-scores, kind="stable").tolist(), []
    while order:
        best = order.pop(0)
        keep.append(best)
        for other in order:
            if iou(boxes[best], boxes[[other]])[0] > iou_threshold:
                order.remove(other)
    return np.array(keep, dtype=np.int64)


@mistake
def the_dead_suppress(boxes, scores, iou_threshold):
    """You let a suppressed box suppress others. Only kept boxes may: skip a box that is
    already gone before you look at what it overlaps.

    你让已经被抑制的框继续抑制别人。只有保留下来的框才可以：在看它与谁重叠之前，
    先跳过已经去掉的框。
    """
    order = np.argsort(-scores, kind="stable")
    over = pairwise(boxes[order]) > iou_threshold
    return order[~np.triu(over, 1).any(axis=0)]


@mistake
def last_kept_only(boxes, scores, iou_threshold):
    """You compare each box with the box kept last only. It must pass against every box kept
    so far.

    你只拿每个框与最近保留的那一个框比。它必须与到目前为止保留的每一个框都不冲突。
    """
    keep = []
    for i in np.argsort(-scores, kind="stable"):
        if not keep or iou(boxes[i], boxes[keep[-1:]])[0] <= iou_threshold:
            keep.append(i)
    return np.array(keep, dtype=np.int64)


@mistake
def only_the_best(boxes, scores, iou_threshold):
    """You return after the first round, with the single best box. Is the `return` indented
    one level too deep? Go on until no box is left.

    第一轮结束就返回了，只有得分最高的一个框。是不是 `return` 多缩进了一层？应当一直做到没有框为止。
    """
    return nms(boxes, scores, iou_threshold)[:1]


@mistake
def keeps_nothing(boxes, scores, iou_threshold):
    """You return nothing at all. Is a box ever appended? With `for ... break` the append
    belongs into the loop's `else`; and no box may be compared with itself.

    你什么都没有返回。真的执行过 append 吗？用 `for ... break` 的话，append 应当写在循环的
    `else` 里；另外框不能和自己比。
    """
    return nms(boxes, scores, iou_threshold)[:0]


@mistake
def keeps_everything(boxes, scores, iou_threshold):
    """You keep every box: all overlaps come out as zero or less. Look at the sides of the
    intersection: smaller right edge minus larger left edge, then the *larger* of that and 0.

    你保留了所有的框：算出来的重叠全都不大于 0。检查交集的边长：较小的右边界减去较大的左边界，
    再与 0 取较**大**的。
    """
    return np.argsort(-scores, kind="stable")


@mistake
def keeps_what_overlaps(boxes, scores, iou_threshold):
    """Your comparison is the wrong way round: you go on with the boxes that overlap the best
    one and drop the others. Go on with those at or below the threshold.

    你的比较方向反了：留下继续处理的是与最好的框重叠的框，其余的却去掉了。
    应当留下 IoU 不超过阈值的框。
    """
    return greedy(boxes, scores, -iou_threshold, lambda box, boxes: -iou(box, boxes))


@mistake
def no_clamp(boxes, scores, iou_threshold):
    """You do not clamp width and height of the intersection at 0. For boxes apart on both
    axes both are negative, and their product is a positive "intersection". Use
    `np.maximum(0, ...)` on each.

    交集的宽和高没有截断到 0。两个方向都不相交时负负得正，凭空多出“交集”。
    对宽和高各做一次 `np.maximum(0, ...)`。
    """

    def overlap(box, boxes):
        return over_union(np.prod(sides(box, boxes), axis=1), box, boxes)

    return greedy(boxes, scores, iou_threshold, overlap)


@mistake
def enclosing_box(boxes, scores, iou_threshold):
    """You have min and max the wrong way round: that is the smallest box around both. The
    intersection starts at the larger x1, y1 and ends at the smaller x2, y2.

    min 和 max 用反了，算出来的是同时包住两个框的最小外接框。交集的左上角取较大的 x1、y1，
    右下角取较小的 x2、y2。
    """

    def overlap(box, boxes):
        side = np.maximum(box[2:], boxes[:, 2:]) - np.minimum(box[:2], boxes[:, :2])
        return over_union(np.prod(side, axis=1), box, boxes)

    return greedy(boxes, scores, iou_threshold, overlap)


@mistake
def adds_the_sides(boxes, scores, iou_threshold):
    """You add width and height of the intersection where they must be multiplied.

    交集的宽和高应当相乘，你写成了相加。
    """

    def overlap(box, boxes):
        return over_union(np.sum(np.maximum(sides(box, boxes), 0), axis=1), box, boxes)

    return greedy(boxes, scores, iou_threshold, overlap)


@mistake
def divides_by_the_sum(boxes, scores, iou_threshold):
    """You divide by the sum of both areas. The shared part is in both, so the union is
    A + B - intersection.

    分母用的是两个面积之和。交集被算了两次，并集应当是 A + B - 交集。
    """
    return greedy(
        boxes, scores, iou_threshold, lambda a, b: intersection(a, b) / (area(a) + area(b))
    )


@mistake
def divides_by_the_area_left(boxes, scores, iou_threshold):
    """You divide by the area of the box in question alone: a small box inside a kept big one
    goes, and a big one around a kept small one stays. Divide by the union.

    分母只用了待检查的那个框的面积：保留的大框里的小框会被去掉，套着小框的大框却留下了。
    应当除以并集。
    """
    return greedy(boxes, scores, iou_threshold, lambda a, b: intersection(a, b) / area(b))


@mistake
def malisiewicz_overlap(boxes, scores, iou_threshold):
    """You divide by the area of the box in question alone, with 1 added to every side: the
    overlap of Malisiewicz's code, which many blogs copied. Asked for is IoU: divide by the
    union, and add no 1.

    你用的是 Malisiewicz 代码里的重叠度（很多博客照抄过）：只除以待检查的那个框的面积，
    而且每条边加 1。题目要的是 IoU：除以并集，也不加 1。
    """
    wider = boxes + [0, 0, 1, 1]
    return greedy(wider, scores, iou_threshold, lambda a, b: intersection(a, b) / area(b))


@mistake
def malisiewicz_nms(boxes, scores, iou_threshold):
    """Yours is the widely copied "fast NMS" of Malisiewicz: boxes by their lower edge y2
    instead of by score, overlap over the area of one box, and 1 added to every side. Here:
    best score first, IoU over the union, no +1.

    这就是流传很广的 Malisiewicz 版 “fast NMS”：按下边界 y2 而不是得分排序，重叠只除以一个框的
    面积，每条边还加 1。本题：得分高的在前，除以并集，不加 1。
    """
    return malisiewicz_overlap(boxes, boxes[:, 3], iou_threshold)


@mistake
def divides_by_the_kept_area(boxes, scores, iou_threshold):
    """You divide by the area of the kept box alone: a big box around a kept small one goes,
    and a small one inside a kept big one stays. Divide by the union.

    分母只用了已保留的那个框的面积：套着小框的大框会被去掉，大框里的小框却留下了。应当除以并集。
    """
    return greedy(boxes, scores, iou_threshold, lambda a, b: intersection(a, b) / area(a))


@mistake
def divides_by_the_smaller_area(boxes, scores, iou_threshold):
    """You divide by the smaller of the two areas (IoMin), so one box inside another always
    goes. Divide by the union.

    分母用的是两个面积中较小的那个（IoMin），只要一个框在另一个里面就会被去掉。应当除以并集。
    """
    return greedy(
        boxes,
        scores,
        iou_threshold,
        lambda a, b: intersection(a, b) / np.minimum(area(a), area(b)),
    )


@mistake
def reads_xywh(boxes, scores, iou_threshold):
    """You read a box as x, y, width, height. The last two numbers are the other corner,
    x2 and y2.

    你把框当成了 x, y, 宽, 高。后两个数其实是右下角 x2, y2。
    """
    return nms(np.hstack([boxes[:, :2], boxes[:, :2] + boxes[:, 2:]]), scores, iou_threshold)


@mistake
def reads_x1_x2_y1_y2(boxes, scores, iou_threshold):
    """You read the columns as x1, x2, y1, y2. They are x1, y1, x2, y2.

    你把四列当成了 x1, x2, y1, y2。它们依次是 x1, y1, x2, y2。
    """
    return nms(boxes[:, [0, 2, 1, 3]], scores, iou_threshold)


@mistake
def cuts_to_integers(boxes, scores, iou_threshold):
    """You turn coordinates into integers (`int(...)`, `astype(int)`) and lose the fractions.
    Coordinates are real numbers: leave them alone.

    你把坐标转成了整数（`int(...)` 或 `astype(int)`），小数部分丢了。坐标是实数，不要取整。
    """
    return nms(boxes.astype(int), scores, iou_threshold)


@mistake
def keeps_two_hundred(boxes, scores, iou_threshold):
    """You look at the best 200 boxes only (`top_k=200`). The statement has no such limit.

    你只看得分最高的 200 个框（`top_k=200`）。题目没有这个限制。
    """
    best = np.argsort(-scores, kind="stable")[:200]
    return best[nms(boxes[best], scores[best], iou_threshold)]


@mistake
def drops_scores_at_or_below_zero(boxes, scores, iou_threshold):
    """You drop boxes with a score of 0 or less. There is no score threshold: scores may be
    logits, and do not mark removed boxes by a score of 0 or -1 either.

    你丢掉了得分小于等于 0 的框。题目没有得分阈值：得分可能是 logits。
    也不要用 0 或 -1 当作“已删除”的标记。
    """
    alive = np.flatnonzero(scores > 0)
    return alive[nms(boxes[alive], scores[alive], iou_threshold)]


@mistake
def zero_means_default(boxes, scores, iou_threshold):
    """Your threshold of 0 turns into a default: `iou_threshold or 0.5` takes 0 for "not
    given". Use what was passed.

    阈值为 0 时被换成了默认值：`iou_threshold or 0.5` 会把 0 当成“没有给”。应当直接用传进来的值。
    """
    return nms(boxes, scores, iou_threshold or 0.5)


@mistake
def always_one_half(boxes, scores, iou_threshold):
    """You use a threshold of 0.5 whatever was passed. Use `iou_threshold`.

    不管传进来多少，你用的阈值总是 0.5。应当用参数 `iou_threshold`。
    """
    return nms(boxes, scores, 0.5)


@mistake
def fails_on_nothing(boxes, scores, iou_threshold):
    """You take the best box before you know that there is one: with no boxes that is an
    IndexError. Check first (`while order.size`), and return an empty result.

    你还没确认有没有框就去取最好的那个：没有框时就是 IndexError。先判断（`while order.size`），
    没有框就返回空。
    """
    order = np.argsort(-scores, kind="stable")
    return nms(boxes, scores, iou_threshold) if order[0] >= 0 else order


@mistake
def squeezes_the_last_one(boxes, scores, iou_threshold):
    """Where one box survives you return a bare number, not an array of one: `squeeze()`
    without an axis removes that axis too. Leave it out.

    只剩一个框时，你返回的是一个数，而不是长度为 1 的数组：不带 axis 的 `squeeze()` 会把这一维
    也去掉。不要用它。
    """
    return nms(boxes, scores, iou_threshold).squeeze()
