"""Generalized IoU (GIoU) of every pair of boxes.

IoU is 0 for all pairs that do not touch, near or far, so it cannot say which of two misses
is the better one, and as a loss it has no gradient there.  GIoU subtracts the share of the
smallest enclosing box C that neither box fills:

    GIoU = I / U - (C - U) / C,    U = A1 + A2 - I

It is IoU where the pair fills C (identical boxes, one inside the other) and goes to -1 as
the boxes move apart: -1 < GIoU <= IoU <= 1.

O(N M) time and memory: a handful of (N, M) arrays, no loop.

**Decisions**, where code in the wild differs (each has a case and a mistake):

* coordinates are continuous, a side is x2 - x1, no +1    torchvision.ops.generalized_box_iou
* every box against every box, (N, M)                     the same; the *_loss form pairs rows
* C is the axis-aligned enclosing box, not a convex hull  paper, section 3.1
* the value itself, not the loss 1 - GIoU                 ours: it is what the name says
* nothing is clipped: values below 0 are the point of it  paper
* no boxes in, an empty (N, M) out                        torchvision

Source: Rezatofighi et al., "Generalized Intersection over Union: A Metric and a Loss for
Bounding Box Regression", CVPR 2019, algorithm 2.

两两之间的 GIoU（Generalized IoU）。

只要两个框不相交，IoU 一律是 0，离得近还是离得远分不出来，拿它当损失也没有梯度。GIoU 再减去
一项：最小外接框 C 里两个框都没有占到的面积比例。

    GIoU = I / U - (C - U) / C,    U = A1 + A2 - I

两个框正好填满 C 时（完全重合、一个包含另一个）它等于 IoU；两框越离越远时趋近 -1：
-1 < GIoU <= IoU <= 1。

时间和内存都是 O(N M)：几个 (N, M) 的数组，不用循环。

**约定**（不同实现有分歧的地方，每条都有用例和对应的错误）：

* 坐标是连续的，边长就是 x2 - x1，不加 1          torchvision.ops.generalized_box_iou
* 两两都算，结果是 (N, M)                         同上；*_loss 那个版本才是按行一一对应
* C 是与坐标轴平行的最小外接框，不是凸包          论文 3.1 节
* 返回 GIoU 本身，不是损失 1 - GIoU               本题约定：函数名就是这个意思
* 不做任何截断：小于 0 的值正是它的意义所在       论文
* 没有框时返回空的 (N, M)                         torchvision

出处：Rezatofighi 等，“Generalized Intersection over Union”，CVPR 2019，算法 2。
"""

import numpy as np

from drill.problem import (
    Floats,
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


def area(boxes: Floats) -> Floats:
    """Area of boxes (N, 4): (N,)."""
    return np.prod(boxes[:, 2:] - boxes[:, :2], axis=1)


def overlap(boxes1: Floats, boxes2: Floats) -> tuple[Floats, Floats]:
    """Area of intersection and of union of every pair, (N, M) each."""
    top = np.maximum(boxes1[:, None, :2], boxes2[None, :, :2])  # (N, M, 2)
    bottom = np.minimum(boxes1[:, None, 2:], boxes2[None, :, 2:])  # (N, M, 2)
    inter = np.prod(np.clip(bottom - top, 0, None), axis=2)  # (N, M)
    return inter, area(boxes1)[:, None] + area(boxes2) - inter


def enclosing(boxes1: Floats, boxes2: Floats) -> Floats:
    """Width and height of the smallest box around every pair: (N, M, 2)."""
    top = np.minimum(boxes1[:, None, :2], boxes2[None, :, :2])
    bottom = np.maximum(boxes1[:, None, 2:], boxes2[None, :, 2:])
    return bottom - top


@reference(Tolerance(rtol=1e-5, atol=1e-5), picture="pairs")
def generalized_box_iou(boxes1: Floats, boxes2: Floats) -> Floats:
    """Compute the generalized IoU of every box of one set with every box of another.

    Parameters
    ----------
    boxes1 : (N, 4) float64
        Corners x1, y1, x2, y2 in pixels, any sign; x1 <= x2 and y1 <= y2.  N may be 0.
        Coordinates are continuous: a side is x2 - x1.  Older code (py-faster-rcnn and its
        descendants) adds 1 to every side; here that is wrong.  A box may have area 0,
        never both boxes of a pair.
    boxes2 : (M, 4) float64
        The same; M may be 0 and differs from N.

    Returns
    -------
    (N, M) float
        Entry [i, j] is the GIoU of boxes1[i] and boxes2[j], greater than -1 and at most 1:
        the value itself, not the loss 1 - GIoU, not clipped.  The enclosing region is the
        smallest axis-aligned box.  An empty result if N or M is 0.
        Checked to 1e-5, so a small eps (1e-6 or less) in a denominator does no harm.

    计算两组框两两之间的 GIoU。

    Parameters
    ----------
    boxes1 : (N, 4) float64
        角点坐标 x1, y1, x2, y2，单位像素，可正可负，x1 <= x2，y1 <= y2。N 可以是 0。
        坐标是连续的，边长就是 x2 - x1。老代码（py-faster-rcnn 一系）每条边都加 1，在这里
        算错。框的面积可以是 0，但同一对里不会两个都是 0。
    boxes2 : (M, 4) float64
        同上；M 可以是 0，且与 N 不同。

    Returns
    -------
    (N, M) float
        第 [i, j] 个元素是 boxes1[i] 与 boxes2[j] 的 GIoU，大于 -1，不超过 1。返回的是
        GIoU 本身，不是损失 1 - GIoU，也不截断。外接区域指与坐标轴平行的最小外接框。
        N 或 M 为 0 时返回空结果。误差容许 1e-5，分母里加一个不超过 1e-6 的 eps 没有影响。
    """
    inter, union = overlap(boxes1, boxes2)
    hull = np.prod(enclosing(boxes1, boxes2), axis=2)
    return inter / union - (hull - union) / hull


# ---- accepted: other right programs ------------------------------------------


@accepted
def plain_loops(boxes1, boxes2):
    """Two Python loops and nothing but arithmetic.

    两层 Python 循环，只用四则运算。
    """
    rows = []
    for ax1, ay1, ax2, ay2 in boxes1.tolist():
        row = []
        for bx1, by1, bx2, by2 in boxes2.tolist():
            w = max(0.0, min(ax2, bx2) - max(ax1, bx1))
            h = max(0.0, min(ay2, by2) - max(ay1, by1))
            union = (ax2 - ax1) * (ay2 - ay1) + (bx2 - bx1) * (by2 - by1) - w * h
            hull = (max(ax2, bx2) - min(ax1, bx1)) * (max(ay2, by2) - min(ay1, by1))
            row.append(w * h / union - 1 + union / hull)
        rows.append(row)
    return rows


@accepted
def column_by_column(boxes1, boxes2):
    """Columns as (N, 1) against (M,), with an eps, as loss code is often written.

    按列拆开，(N, 1) 对 (M,) 广播，分母带 eps，损失函数里常见的写法。
    """
    eps = 1e-7
    ax1, ay1, ax2, ay2 = np.split(boxes1, 4, axis=1)  # (N, 1) each
    bx1, by1, bx2, by2 = boxes2.T  # (M,) each
    w = (np.minimum(ax2, bx2) - np.maximum(ax1, bx1)).clip(0)
    h = (np.minimum(ay2, by2) - np.maximum(ay1, by1)).clip(0)
    union = (ax2 - ax1) * (ay2 - ay1) + (bx2 - bx1) * (by2 - by1) - w * h + eps
    hull = (np.maximum(ax2, bx2) - np.minimum(ax1, bx1)) * (
        np.maximum(ay2, by2) - np.minimum(ay1, by1)
    ) + eps
    return w * h / union - (hull - union) / hull


@accepted
def single_precision(boxes1, boxes2):
    """One row at a time, in float32.

    一次算一行，内部用 float32。
    """
    boxes1, boxes2 = boxes1.astype(np.float32), boxes2.astype(np.float32)
    areas1, areas2 = area(boxes1), area(boxes2)
    result = np.zeros((len(boxes1), len(boxes2)), np.float32)
    for i, box in enumerate(boxes1):
        low, high = np.minimum(box, boxes2), np.maximum(box, boxes2)
        side = np.maximum(low[:, 2:] - high[:, :2], 0)
        inter = side[:, 0] * side[:, 1]
        union = areas1[i] + areas2 - inter
        hull = (high[:, 2] - low[:, 0]) * (high[:, 3] - low[:, 1])
        result[i] = inter / union - (hull - union) / hull
    return result


# ---- cases: what an answer is tried on ---------------------------------------


def quarters(values: Floats) -> Floats:
    """Round to quarter pixels: short to read, exact in float32 too."""
    return np.round(np.asarray(values, float) * 4) / 4


def some_boxes(rng, n, spread, low, high):
    """Draw n boxes with centres within `spread` of (0, 0) and sides from `low` to `high`."""
    corner = rng.uniform(-spread, spread, (n, 2))
    return quarters(np.hstack([corner, corner + rng.uniform(low, high, (n, 2))]))


@example
def near_and_apart(rng):
    """One box against two: one overlaps it, one lies apart.

    一个框对两个框：一个与它相交，一个与它分开。
    """
    return np.array([[0.0, 0, 4, 2]]), np.array([[2.0, 1, 6, 3], [6.0, 0, 8, 2]])


@example
def one_inside_another(rng):
    """One box inside the other: GIoU equals IoU.

    一个框在另一个里面：GIoU 等于 IoU。
    """
    return np.array([[0.0, 0, 10, 8]]), np.array([[2.0, 3, 7, 7], [0.0, 0, 10, 8]])


@example
def nothing(rng):
    """No boxes on the left: an empty result.

    左边没有框：返回空结果。
    """
    return np.zeros((0, 4)), np.array([[0.0, 0, 4, 2], [1.0, 1, 3, 5], [2.0, 0, 5, 1]])


@case
def nothing_on_the_right(rng):
    """Two boxes against none.

    右边没有框。
    """
    return np.array([[0.0, 0, 4, 2], [1.0, 1, 3, 5]]), np.zeros((0, 4))


@case
def apart_on_both_axes(rng):
    """Boxes that miss each other on both axes: the overlap is 0.

    两个方向上都错开：交集是 0。
    """
    return np.array([[0.0, 0, 4, 2]]), np.array([[7.0, 5, 9, 10], [-6.0, -9, -1, -3]])


@case
def apart_on_one_axis(rng):
    """Boxes that miss each other on one axis only.

    只在一个方向上错开。
    """
    return np.array([[0.0, 0, 6, 4]]), np.array([[1.0, 7, 4, 9], [8.0, 1, 13, 3]])


@case
def wide_and_tall(rng):
    """A wide box across a tall one: IoU 1/9, GIoU -0.53.

    一横一竖：IoU 是 1/9，GIoU 是 -0.53。
    """
    return np.array([[0.0, 0, 10, 2]]), np.array([[0.0, 0, 2, 10], [4.0, -4, 6, 6]])


@case
def neighbours(rng):
    """Equal boxes side by side, touching: GIoU 0, though they share no area.

    同样大小的两个框紧挨着：没有公共面积，GIoU 是 0。
    """
    return np.array([[0.0, 0, 5, 3]]), np.array([[5.0, 0, 10, 3], [0.0, 3, 5, 6]])


@case
def unit_squares(rng):
    """Squares of one pixel, where +1 weighs most.

    边长 1 个像素的框，加 1 的影响最大。
    """
    return np.array([[0.0, 0, 1, 1]]), np.array([[0.5, 0, 1.5, 1], [3.0, 0, 4, 1]])


@case
def a_flat_box(rng):
    """A box of area 0 against real ones.

    面积为 0 的框对正常的框。
    """
    return np.array([[2.0, 3, 7, 3]]), np.array([[0.0, 0, 10, 8], [12.0, 1, 15, 6]])


@cases(35)
def scattered(rng):
    """Boxes all over the place, mostly apart.

    四处散落、大多不相交的框。
    """
    n, m = rng.integers(1, 4), rng.integers(4, 7)
    return some_boxes(rng, n, 60, 12, 40), some_boxes(rng, m, 60, 12, 40)


@cases(35)
def crowded(rng):
    """Boxes of all shapes around one place, mostly overlapping.

    挤在一处、大多相交、形状各异的框。
    """
    n, m = rng.integers(5, 8), rng.integers(2, 5)
    return some_boxes(rng, n, 15, 10, 60), some_boxes(rng, m, 15, 10, 60)


@cases(20)
def fine_corners(rng):
    """Corners between the pixels, boxes of a few pixels.

    只有几个像素大、角点落在像素之间的框。
    """
    n, m = rng.integers(1, 3), rng.integers(3, 5)
    return some_boxes(rng, n, 2, 1, 4), some_boxes(rng, m, 2, 1, 4)


@small(40)
def on_a_grid(rng):
    """One box against two, corners on a 6 x 6 grid.

    一个框对两个框，角点落在 6 x 6 的网格上。
    """
    corner = rng.integers(0, 4, (3, 2))
    boxes = np.hstack([corner, corner + rng.integers(1, 4, (3, 2))]).astype(float)
    return boxes[:1], boxes[1:]


@sized(250)
def interview(rng, n):
    """Draw n boxes against a few more than n."""
    return some_boxes(rng, n, 300, 10, 120), some_boxes(rng, n + 3, 300, 10, 120)


# ---- mistakes: wrong programs people write -----------------------------------


@mistake
def no_penalty(boxes1, boxes2):
    """You return plain IoU: 0 for every pair that does not touch.
    Subtract the share of the enclosing box that the union leaves empty.

    返回的是普通的 IoU，凡是不相交的框都得 0。
    还要减去外接框中没有被并集占到的面积比例。
    """
    inter, union = overlap(boxes1, boxes2)
    return inter / union


@mistake
def penalty_over_union(boxes1, boxes2):
    """You divide the empty part by the union, (C - U) / U, so it has no lower bound.
    Divide by the enclosing box: (C - U) / C.

    惩罚项除以了并集，成了 (C - U) / U，没有下界。
    应当除以外接框的面积：(C - U) / C。
    """
    inter, union = overlap(boxes1, boxes2)
    hull = np.prod(enclosing(boxes1, boxes2), axis=2)
    return inter / union - (hull - union) / union


@mistake
def penalty_without_union(boxes1, boxes2):
    """You take (C - I) / C: the empty part of C is what the *union* leaves over, not the
    intersection. Identical boxes hide it, nested ones show it. Use (C - U) / C.

    惩罚项写成了 (C - I) / C：C 里空着的部分是减去并集剩下的，不是减去交集。
    完全重合的框看不出来，一大一小嵌套就露馅了。应当是 (C - U) / C。
    """
    inter, union = overlap(boxes1, boxes2)
    hull = np.prod(enclosing(boxes1, boxes2), axis=2)
    return inter / union - (hull - inter) / hull


@mistake
def subtracts_the_full_part(boxes1, boxes2):
    """You subtract U / C, the part that is filled; subtract the empty part, 1 - U / C.
    Two identical boxes must give 1, and yours give 0.

    减掉的是 U / C，也就是占满的部分；该减的是空着的部分 1 - U / C。
    完全重合的两个框应当得 1，你得到 0。
    """
    inter, union = overlap(boxes1, boxes2)
    hull = np.prod(enclosing(boxes1, boxes2), axis=2)
    return inter / union - union / hull


@mistake
def adds_the_penalty(boxes1, boxes2):
    """You add the penalty: the farther apart, the better the score. Subtract it.

    惩罚项的符号反了，变成了加：框离得越远分数越高。应当减。
    """
    inter, union = overlap(boxes1, boxes2)
    hull = np.prod(enclosing(boxes1, boxes2), axis=2)
    return inter / union + (hull - union) / hull


@mistake
def returns_the_loss(boxes1, boxes2):
    """You return the loss 1 - GIoU. The value itself is asked for.

    返回的是损失 1 - GIoU，题目要的是 GIoU 本身。
    """
    return 1 - generalized_box_iou(boxes1, boxes2)


@mistake
def clips_at_zero(boxes1, boxes2):
    """You clip the result to [0, 1]. The values below 0 are what GIoU is for: they rank
    boxes that do not touch. Clip the sides of the intersection, not the result.

    把结果截断到了 [0, 1]。小于 0 的值正是 GIoU 的意义：给不相交的框分出远近。
    要截断的是交集的边长，不是结果。
    """
    return np.clip(generalized_box_iou(boxes1, boxes2), 0, 1)


@mistake
def no_clamp(boxes1, boxes2):
    """You do not clamp the sides of the intersection at 0: two negative sides multiply into
    a positive area for boxes that miss each other on both axes. Clamp each side first.

    交集的边长没有和 0 取最大值：两个方向都错开时，负负得正，凭空多出一块面积。
    先把每条边截到 0 以上，再相乘。
    """
    top = np.maximum(boxes1[:, None, :2], boxes2[:, :2])
    side = np.minimum(boxes1[:, None, 2:], boxes2[:, 2:]) - top
    inter = np.prod(side, axis=2)
    union = area(boxes1)[:, None] + area(boxes2) - inter
    hull = np.prod(enclosing(boxes1, boxes2), axis=2)
    return inter / union - (hull - union) / hull


@mistake
def clamps_the_product(boxes1, boxes2):
    """You clamp w * h at 0 instead of w and h each: two negative sides still multiply into a
    positive area. Clamp the sides before you multiply.

    截断的是乘积 w * h，而不是 w 和 h 各自：两条负的边相乘还是正的。
    先分别截断，再相乘。
    """
    top = np.maximum(boxes1[:, None, :2], boxes2[:, :2])
    side = np.minimum(boxes1[:, None, 2:], boxes2[:, 2:]) - top
    inter = np.clip(np.prod(side, axis=2), 0, None)
    union = area(boxes1)[:, None] + area(boxes2) - inter
    hull = np.prod(enclosing(boxes1, boxes2), axis=2)
    return inter / union - (hull - union) / hull


@mistake
def clamps_width_only(boxes1, boxes2):
    """You clamp the width of the intersection at 0 but not its height, so boxes one above
    the other get a negative intersection. Clamp both.

    交集只截断了宽，没有截断高：上下错开的两个框会得到负的交集面积。宽高都要截断。
    """
    top = np.maximum(boxes1[:, None, :2], boxes2[:, :2])
    side = np.minimum(boxes1[:, None, 2:], boxes2[:, 2:]) - top
    inter = np.clip(side[..., 0], 0, None) * side[..., 1]
    union = area(boxes1)[:, None] + area(boxes2) - inter
    hull = np.prod(enclosing(boxes1, boxes2), axis=2)
    return inter / union - (hull - union) / hull


@mistake
def hull_inside_out(boxes1, boxes2):
    """Your enclosing box takes the larger of the left edges and the smaller of the right
    ones: that is the intersection again. Take min of x1, y1 and max of x2, y2.

    外接框取成了较大的左边界和较小的右边界，那还是交集。
    外接框应当是 x1、y1 取最小，x2、y2 取最大。
    """
    inter, union = overlap(boxes1, boxes2)
    top = np.maximum(boxes1[:, None, :2], boxes2[:, :2])
    hull = np.prod(np.minimum(boxes1[:, None, 2:], boxes2[:, 2:]) - top, axis=2)
    return inter / union - (hull - union) / hull


@mistake
def hull_diagonal(boxes1, boxes2):
    """You take the squared diagonal w^2 + h^2 of the enclosing box for C. That is DIoU's
    denominator; GIoU compares areas, C = w * h.

    C 用成了外接框对角线的平方 w^2 + h^2，那是 DIoU 的分母。
    GIoU 比的是面积，C = w * h。
    """
    inter, union = overlap(boxes1, boxes2)
    hull = np.sum(enclosing(boxes1, boxes2) ** 2, axis=2)
    return inter / union - (hull - union) / hull


@mistake
def convex_hull(boxes1, boxes2):
    """You take the convex hull of the two boxes for C. That is the definition for shapes in
    general; for axis-aligned boxes C is the smallest axis-aligned box.

    C 取成了两个框的凸包。一般形状的定义确实是凸包，但对与坐标轴平行的框，
    C 取与坐标轴平行的最小外接框。
    """
    inter, union = overlap(boxes1, boxes2)
    hull = np.prod(enclosing(boxes1, boxes2), axis=2)
    x1, y1, x2, y2 = (boxes1[:, None] - boxes2).transpose(2, 0, 1)
    for legs in (-x1 * y1, x2 * y1, x1 * y2, -x2 * y2):  # a triangle off each corner
        hull = hull - np.clip(legs, 0, None) / 2
    return inter / union - (hull - union) / hull


@mistake
def counts_the_overlap_twice(boxes1, boxes2):
    """Your union is A1 + A2: the intersection is counted twice. Subtract it once.

    并集写成了 A1 + A2，交集算了两次。要减去一次交集。
    """
    inter, union = overlap(boxes1, boxes2)
    both = union + inter
    hull = np.prod(enclosing(boxes1, boxes2), axis=2)
    return inter / both - (hull - both) / hull


@mistake
def row_by_row(boxes1, boxes2):
    """You compare box i with box i only (as the *_loss functions do). Every box of the first
    set meets every box of the second: the result is (N, M). Add an axis: boxes1[:, None].

    只算了第 i 个对第 i 个（那是 *_loss 一类函数的做法）。
    这里要两两都算，结果是 (N, M)：给 boxes1 加一维，写成 boxes1[:, None]。
    """
    top = np.maximum(boxes1[:, :2], boxes2[:, :2])
    inter = np.prod(np.clip(np.minimum(boxes1[:, 2:], boxes2[:, 2:]) - top, 0, None), axis=1)
    union = area(boxes1) + area(boxes2) - inter
    outer = np.maximum(boxes1[:, 2:], boxes2[:, 2:]) - np.minimum(boxes1[:, :2], boxes2[:, :2])
    hull = np.prod(outer, axis=1)
    return inter / union - (hull - union) / hull


@mistake
def transposed(boxes1, boxes2):
    """Your matrix is (M, N): rows belong to boxes1, columns to boxes2.

    矩阵转置了，成了 (M, N)：行对应 boxes1，列对应 boxes2。
    """
    return generalized_box_iou(boxes2, boxes1)


@mistake
def cuts_to_integers(boxes1, boxes2):
    """You cut the coordinates to integers; corners lie between the pixels too.

    把坐标截成了整数，而角点完全可以落在像素之间。
    """
    return generalized_box_iou(boxes1.astype(int), boxes2.astype(int))


@mistake
def reads_xywh(boxes1, boxes2):
    """You read x1, y1, x2, y2 as x, y, width, height: the last two are a corner.

    把 x1, y1, x2, y2 当成了 x, y, w, h：后两个数是右下角坐标，不是宽高。
    """
    read = [np.hstack([b[:, :2], b[:, :2] + b[:, 2:]]) for b in (boxes1, boxes2)]
    return generalized_box_iou(*read)


@mistake
def columns_x_x_y_y(boxes1, boxes2):
    """You read the columns as x1, x2, y1, y2; they are x1, y1, x2, y2.

    列的顺序读成了 x1, x2, y1, y2，实际是 x1, y1, x2, y2。
    """
    return generalized_box_iou(boxes1[:, [0, 2, 1, 3]], boxes2[:, [0, 2, 1, 3]])


@convention
def plus_one(boxes1, boxes2):
    """You use the legacy pixel convention, x2 - x1 + 1 (py-faster-rcnn, early mmdetection).
    Coordinates are continuous here, as in torchvision: a side is x2 - x1.

    用的是老的像素约定 x2 - x1 + 1（py-faster-rcnn、早期 mmdetection）。
    这里坐标是连续的，和 torchvision 一样，边长就是 x2 - x1。
    """
    return generalized_box_iou(boxes1 + [0, 0, 1, 1], boxes2 + [0, 0, 1, 1])
