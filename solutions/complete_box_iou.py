r"""Complete IoU (CIoU) of every pair of boxes.

A regression loss should see three things: how much two boxes overlap, how far apart their
centres are, and how different their shapes are.  CIoU takes one term for each:

    CIoU  = IoU - d^2 / c^2 - alpha v
    d     = distance of the centres,  c = diagonal of the smallest enclosing box
    v     = 4 / pi^2 (atan(w1 / h1) - atan(w2 / h2))^2          in [0, 1)
    alpha = v / ((1 - IoU) + v)

The first two terms alone are DIoU.  alpha lets the shape matter more the better the boxes
overlap; in training it is held constant (no gradient flows through it).  Each term is free
of scale.  -1.5 < CIoU <= 1: the terms reach 0, -1 and -1/2 at worst.

O(N M) time and memory.

**Decisions**, where code in the wild differs (each has a case and a mistake):

* coordinates are continuous, a side is x2 - x1, no +1   torchvision.ops.complete_box_iou
* every box against every box, (N, M)                    the same; the *_loss form pairs rows
* alpha counts at every IoU, no switch at 0.5            torchvision; the journal paper switches
* identical boxes give 1, though alpha is 0 / 0          torchvision, by an eps
* the value, neither 1 - CIoU nor clipped to [-1, 1]     ours: it is what the name says
* no boxes in, an empty (N, M) out                       torchvision

Source: Zheng et al., "Distance-IoU Loss: Faster and Better Learning for Bounding Box
Regression", AAAI 2020, equations 8 to 11.

两两之间的 CIoU（Complete IoU）。

回归损失应当看三件事：重叠多少、中心离多远、形状差多少。CIoU 各给一项：

    CIoU  = IoU - d^2 / c^2 - alpha v
    d     = 两框中心的距离，c = 最小外接框的对角线长
    v     = 4 / pi^2 (atan(w1 / h1) - atan(w2 / h2))^2          取值 [0, 1)
    alpha = v / ((1 - IoU) + v)

只留前两项就是 DIoU。alpha 让重叠越好的框越在意形状；训练时它当常数，不回传梯度。每一项都与
尺度无关。-1.5 < CIoU <= 1：三项最坏分别是 0、-1、-1/2。

时间和内存都是 O(N M)。

**约定**（不同实现有分歧的地方，每条都有用例和对应的错误）：

* 坐标是连续的，边长就是 x2 - x1，不加 1          torchvision.ops.complete_box_iou
* 两两都算，结果是 (N, M)                         同上；*_loss 那个版本才是按行一一对应
* 任何 IoU 下 alpha 都起作用，没有 0.5 的开关     torchvision；期刊版论文有开关
* 完全重合的两个框得 1，尽管 alpha 是 0 / 0       torchvision 靠 eps 做到
* 返回 CIoU 本身，不是 1 - CIoU，也不截到 [-1, 1] 本题约定：函数名就是这个意思
* 没有框时返回空的 (N, M)                         torchvision

出处：Zheng 等，“Distance-IoU Loss”，AAAI 2020，式 8 到 11。
"""

import math

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


def box_iou(boxes1: Floats, boxes2: Floats) -> Floats:
    """IoU of every pair: (N, M)."""
    top = np.maximum(boxes1[:, None, :2], boxes2[:, :2])  # (N, M, 2)
    bottom = np.minimum(boxes1[:, None, 2:], boxes2[:, 2:])  # (N, M, 2)
    inter = np.prod(np.clip(bottom - top, 0, None), axis=2)  # (N, M)
    area1, area2 = (np.prod(b[:, 2:] - b[:, :2], axis=1) for b in (boxes1, boxes2))
    return inter / (area1[:, None] + area2 - inter)


def enclosing(boxes1: Floats, boxes2: Floats) -> Floats:
    """Width and height of the smallest box around every pair: (N, M, 2)."""
    top = np.minimum(boxes1[:, None, :2], boxes2[:, :2])
    bottom = np.maximum(boxes1[:, None, 2:], boxes2[:, 2:])
    return bottom - top


def shift(boxes1: Floats, boxes2: Floats) -> Floats:
    """Vector from centre to centre of every pair: (N, M, 2)."""
    centre1, centre2 = ((b[:, :2] + b[:, 2:]) / 2 for b in (boxes1, boxes2))
    return centre1[:, None] - centre2


def angle(boxes: Floats) -> Floats:
    """Aspect ratio w / h of each box as an angle: (N,), radians."""
    return np.arctan((boxes[:, 2] - boxes[:, 0]) / (boxes[:, 3] - boxes[:, 1]))


def squares(vectors: Floats) -> Floats:
    """Squared length of vectors (N, M, 2): (N, M)."""
    return np.sum(vectors**2, axis=2)


def quotient(top: Floats, bottom: Floats) -> Floats:
    """Divide, 0 / 0 being 0."""
    return np.divide(top, bottom, out=np.zeros_like(top), where=bottom > 0)


@reference(Tolerance(rtol=0.0, atol=1e-4), picture="pairs")
def complete_box_iou(boxes1: Floats, boxes2: Floats) -> Floats:
    """Compute the complete IoU of every box of one set with every box of another.

    Parameters
    ----------
    boxes1 : (N, 4) float64
        Corners x1, y1, x2, y2 in pixels, any sign; x1 < x2 and y1 < y2, no box of area 0.
        N may be 0.  Coordinates are continuous: a side is x2 - x1.  Older code adds 1 to
        every side; here that is wrong.
    boxes2 : (M, 4) float64
        The same; M may be 0 and differs from N.

    Returns
    -------
    (N, M) float
        Entry [i, j] is the CIoU of boxes1[i] and boxes2[j], greater than -1.5 and at most
        1: the value itself, not the loss 1 - CIoU, not clipped.  The shape term counts at
        every IoU (the journal version of the paper and mmdetection drop it below IoU 0.5;
        here, as in torchvision, it stays).  Two identical boxes give exactly 1.  An empty
        result if N or M is 0.  Checked to 1e-4, so float32 or an eps does no harm.

    计算两组框两两之间的 CIoU。

    Parameters
    ----------
    boxes1 : (N, 4) float64
        角点坐标 x1, y1, x2, y2，单位像素，可正可负，x1 < x2，y1 < y2，没有面积为 0 的框。
        N 可以是 0。坐标是连续的，边长就是 x2 - x1。老代码每条边都加 1，在这里算错。
    boxes2 : (M, 4) float64
        同上；M 可以是 0，且与 N 不同。

    Returns
    -------
    (N, M) float
        第 [i, j] 个元素是 boxes1[i] 与 boxes2[j] 的 CIoU，大于 -1.5，不超过 1。返回的是
        CIoU 本身，不是损失 1 - CIoU，也不截断。任何 IoU 下形状项都算（期刊版论文和
        mmdetection 在 IoU 低于 0.5 时去掉它，这里和 torchvision 一样保留）。完全重合的
        两个框恰好得 1。N 或 M 为 0 时返回空结果。误差容许 1e-4，用 float32 或者加 eps
        都没有影响。
    """
    iou = box_iou(boxes1, boxes2)
    distance = squares(shift(boxes1, boxes2)) / squares(enclosing(boxes1, boxes2))
    v = 4 / np.pi**2 * (angle(boxes1)[:, None] - angle(boxes2)) ** 2
    alpha = quotient(v, 1 - iou + v)
    return iou - distance - alpha * v


def terms(boxes1: Floats, boxes2: Floats) -> tuple[Floats, Floats, Floats]:
    """IoU, distance term and v of every pair, for the mistakes below."""
    v = 4 / np.pi**2 * (angle(boxes1)[:, None] - angle(boxes2)) ** 2
    distance = squares(shift(boxes1, boxes2)) / squares(enclosing(boxes1, boxes2))
    return box_iou(boxes1, boxes2), distance, v


# ---- accepted: other right programs ------------------------------------------


@accepted
def plain_loops(boxes1, boxes2):
    """Two Python loops, heights over widths, and the 0 / 0 caught by an if.

    两层 Python 循环，用高比宽，0 / 0 用 if 挡住。
    """
    rows = []
    for ax1, ay1, ax2, ay2 in boxes1.tolist():
        row = []
        for bx1, by1, bx2, by2 in boxes2.tolist():
            aw, ah, bw, bh = ax2 - ax1, ay2 - ay1, bx2 - bx1, by2 - by1
            w = max(0.0, min(ax2, bx2) - max(ax1, bx1))
            h = max(0.0, min(ay2, by2) - max(ay1, by1))
            iou = w * h / (aw * ah + bw * bh - w * h)
            dx, dy = (ax1 + ax2 - bx1 - bx2) / 2, (ay1 + ay2 - by1 - by2) / 2
            cw, ch = max(ax2, bx2) - min(ax1, bx1), max(ay2, by2) - min(ay1, by1)
            v = 4 / math.pi**2 * (math.atan(ah / aw) - math.atan(bh / bw)) ** 2
            shape = v * v / (1 - iou + v) if v > 0 else 0.0
            row.append(iou - (dx * dx + dy * dy) / (cw * cw + ch * ch) - shape)
        rows.append(row)
    return rows


@accepted
def with_eps(boxes1, boxes2):
    """Column by column with an eps in every denominator, as loss code is often written.

    按列拆开，每个分母都带 eps，损失函数里常见的写法。
    """
    eps = 1e-7
    ax1, ay1, ax2, ay2 = np.split(boxes1, 4, axis=1)  # (N, 1) each
    bx1, by1, bx2, by2 = boxes2.T  # (M,) each
    aw, ah, bw, bh = ax2 - ax1, ay2 - ay1 + eps, bx2 - bx1, by2 - by1 + eps
    w = (np.minimum(ax2, bx2) - np.maximum(ax1, bx1)).clip(0)
    h = (np.minimum(ay2, by2) - np.maximum(ay1, by1)).clip(0)
    iou = w * h / (aw * ah + bw * bh - w * h + eps)
    cw = np.maximum(ax2, bx2) - np.minimum(ax1, bx1)
    ch = np.maximum(ay2, by2) - np.minimum(ay1, by1)
    rho2 = ((bx1 + bx2 - ax1 - ax2) ** 2 + (by1 + by2 - ay1 - ay2) ** 2) / 4
    v = 4 / np.pi**2 * (np.arctan(bw / bh) - np.arctan(aw / ah)) ** 2
    alpha = v / (v - iou + (1 + eps))
    return iou - (rho2 / (cw**2 + ch**2 + eps) + v * alpha)


@accepted
def single_precision(boxes1, boxes2):
    """One row at a time, in float32.

    一次算一行，内部用 float32。
    """
    boxes1, boxes2 = boxes1.astype(np.float32), boxes2.astype(np.float32)
    result = np.zeros((len(boxes1), len(boxes2)), np.float32)
    wh2 = boxes2[:, 2:] - boxes2[:, :2]
    for i, box in enumerate(boxes1):
        low, high = np.minimum(box, boxes2), np.maximum(box, boxes2)
        wh = box[2:] - box[:2]
        inter = np.maximum(low[:, 2:] - high[:, :2], 0).prod(1)
        iou = inter / (wh.prod() + wh2.prod(1) - inter)
        gap = (box[:2] + box[2:] - boxes2[:, :2] - boxes2[:, 2:]) / 2
        hull = high[:, 2:] - low[:, :2]
        v = 4 / np.pi**2 * (np.arctan2(*wh) - np.arctan2(*wh2.T)) ** 2
        result[i] = iou - (gap**2).sum(1) / (hull**2).sum(1) - v * v / (1 - iou + v + 1e-9)
    return result


# ---- cases: what an answer is tried on ---------------------------------------


def quarters(values: Floats) -> Floats:
    """Round to quarter pixels: short to read, exact in float32 too."""
    return np.round(np.asarray(values, float) * 4) / 4


def some_boxes(rng, n, spread, low, high):
    """Draw n boxes with corners within `spread` of (0, 0) and sides from `low` to `high`."""
    corner = rng.uniform(-spread, spread, (n, 2))
    side = low * (high / low) ** rng.uniform(0, 1, (n, 2))
    return quarters(np.hstack([corner, corner + side]))


def clear(make, rng):
    """Draw until no IoU lies at 0.5, where the journal paper and mmdetection switch."""
    while True:
        boxes1, boxes2 = make(rng)
        if (np.abs(box_iou(boxes1, boxes2) - 0.5) > 1e-3).all():
            return boxes1, boxes2


@example
def two_shapes(rng):
    """A lying box against an upright one and against one of its own shape.

    一个横的框，对一个竖的框和一个同样形状的框。
    """
    return np.array([[0.0, 0, 8, 4]]), np.array([[2.0, 1, 5, 7], [4.0, 2, 12, 6]])


@example
def the_same_box(rng):
    """Identical boxes give 1; one of the same shape and centre gives its IoU.

    完全重合的框得 1；中心、形状都相同的框得到的就是 IoU。
    """
    return np.array([[0.0, 0, 8, 4]]), np.array([[0.0, 0, 8, 4], [2.0, 1, 6, 3]])


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
    return np.array([[0.0, 0, 8, 4]]), np.array([[13.0, 9, 18, 19], [-12.0, -19, -2, -6]])


@case
def concentric(rng):
    """A lying and an upright box on one centre: only the shapes differ.

    中心相同的一横一竖：只有形状项起作用。
    """
    return np.array([[0.0, 4, 12, 8]]), np.array([[4.0, 0, 8, 12], [3.0, 3, 9, 9]])


@case
def overlapping_well(rng):
    """IoU above 0.5, shapes unlike.

    IoU 大于 0.5，形状不同。
    """
    return np.array([[0.0, 0, 12, 8]]), np.array([[1.0, 0, 10, 9], [0.0, 0, 9, 8]])


@case
def overlapping_badly(rng):
    """IoU below 0.5, shapes unlike: the shape term still counts.

    IoU 小于 0.5，形状不同：形状项照样要算。
    """
    return np.array([[0.0, 0, 12, 4]]), np.array([[6.0, 1, 10, 13], [9.0, 0, 15, 9]])


@case
def far_and_thin(rng):
    """A flat box far from an upright one: CIoU below -1.

    一个扁框离一个细长的框很远：CIoU 小于 -1。
    """
    return np.array([[0.0, 0, 64, 2]]), np.array([[400.0, 300, 403, 360], [80.0, -90, 82, -20]])


@cases(35)
def scattered(rng):
    """Boxes all over the place, mostly apart.

    四处散落、大多不相交的框。
    """
    n, m = rng.integers(1, 4), rng.integers(4, 7)
    return clear(lambda r: (some_boxes(r, n, 50, 10, 60), some_boxes(r, m, 50, 10, 60)), rng)


@cases(35)
def crowded(rng):
    """Boxes of all shapes around one place, mostly overlapping.

    挤在一处、大多相交、形状各异的框。
    """
    n, m = rng.integers(5, 8), rng.integers(2, 5)
    return clear(lambda r: (some_boxes(r, n, 8, 10, 60), some_boxes(r, m, 8, 10, 60)), rng)


@cases(20)
def nearly_right(rng):
    """Predictions a few pixels off their ground truth.

    与真值只差几个像素的预测框。
    """
    truth = np.array([[0.0, 0, 40, 24], [70.0, 10, 90, 60], [20.0, 80, 75, 100]])
    return clear(lambda r: (quarters(truth[:2] + r.uniform(-4, 4, (2, 4))), truth), rng)


@small(40)
def on_a_grid(rng):
    """One box against two, corners on a 6 x 6 grid.

    一个框对两个框，角点落在 6 x 6 的网格上。
    """

    def make(r):
        corner = r.integers(0, 4, (3, 2))
        boxes = np.hstack([corner, corner + r.integers(1, 4, (3, 2))]).astype(float)
        return boxes[:1], boxes[1:]

    return clear(make, rng)


@sized(180)
def interview(rng, n):
    """Draw n boxes against a few more than n."""
    return some_boxes(rng, n, 300, 10, 120), some_boxes(rng, n + 3, 300, 10, 120)


# ---- mistakes: wrong programs people write -----------------------------------


@mistake
def adds_the_terms(boxes1, boxes2):
    """You add the distance and the shape term: the farther, the better. That is the sign of
    the *loss*, 1 - IoU + d^2 / c^2 + alpha v. In CIoU itself both are subtracted.

    距离项和形状项写成了加号，离得越远分数越高。加号是损失 1 - IoU + d^2 / c^2 + alpha v 里的，
    CIoU 本身两项都是减。
    """
    iou, distance, v = terms(boxes1, boxes2)
    return iou + distance + quotient(v, 1 - iou + v) * v


@mistake
def returns_the_loss(boxes1, boxes2):
    """You return the loss 1 - CIoU. The value itself is asked for.

    返回的是损失 1 - CIoU，题目要的是 CIoU 本身。
    """
    return 1 - complete_box_iou(boxes1, boxes2)


@mistake
def only_the_distance(boxes1, boxes2):
    """You return DIoU: overlap and centres are there, the shape term alpha v is missing.

    返回的是 DIoU：有重叠、有中心距离，缺了形状项 alpha v。
    """
    iou, distance, _ = terms(boxes1, boxes2)
    return iou - distance


@mistake
def no_alpha(boxes1, boxes2):
    """You subtract v unweighted. It is weighted by alpha = v / ((1 - IoU) + v).

    v 没有乘权重就减掉了。权重是 alpha = v / ((1 - IoU) + v)。
    """
    iou, distance, v = terms(boxes1, boxes2)
    return iou - distance - v


@mistake
def alpha_alone(boxes1, boxes2):
    """You subtract alpha and not alpha times v.

    只减了 alpha，忘了乘 v。
    """
    iou, distance, v = terms(boxes1, boxes2)
    return iou - distance - quotient(v, 1 - iou + v)


@mistake
def alpha_with_iou(boxes1, boxes2):
    """Your alpha is v / (IoU + v). It is v / ((1 - IoU) + v): the better the overlap, the
    more the shape counts.

    alpha 写成了 v / (IoU + v)，应当是 v / ((1 - IoU) + v)：重叠越好，形状越重要。
    """
    iou, distance, v = terms(boxes1, boxes2)
    return iou - distance - quotient(v, iou + v) * v


@mistake
def four_over_pi(boxes1, boxes2):
    """You scale by 4 / pi; it is 4 / pi^2, the square of 2 / pi, which brings v into [0, 1).

    系数写成了 4 / pi，应当是 4 / pi^2，也就是 (2 / pi) 的平方，这样 v 才落在 [0, 1)。
    """
    iou, distance, v = terms(boxes1, boxes2)
    v = v * np.pi
    return iou - distance - quotient(v, 1 - iou + v) * v


@mistake
def angle_not_squared(boxes1, boxes2):
    """You do not square the difference of the two angles. v is a squared difference.

    两个 arctan 之差没有平方，v 里是差的平方。
    """
    iou, distance, _ = terms(boxes1, boxes2)
    v = 4 / np.pi**2 * np.abs(angle(boxes1)[:, None] - angle(boxes2))
    return iou - distance - quotient(v, 1 - iou + v) * v


@mistake
def no_arctan(boxes1, boxes2):
    """You compare w / h itself, which has no upper bound: a thin box swamps everything.
    Take the arctan of each ratio first.

    直接比较了 w / h，它没有上界，一个细长的框就能淹没其他项。先各自取 arctan 再相减。
    """
    iou, distance, _ = terms(boxes1, boxes2)
    v = 4 / np.pi**2 * (np.tan(angle(boxes1))[:, None] - np.tan(angle(boxes2))) ** 2
    return iou - distance - quotient(v, 1 - iou + v) * v


@mistake
def one_ratio_upside_down(boxes1, boxes2):
    """You take w / h of one box and h / w of the other: two boxes of one shape then differ.
    Either ratio will do, but the same for both.

    一个框用了 w / h，另一个用了 h / w，形状相同的框也会算出差别。用哪个都行，两边要一致。
    """
    iou, distance, _ = terms(boxes1, boxes2)
    v = 4 / np.pi**2 * (angle(boxes1)[:, None] + angle(boxes2) - np.pi / 2) ** 2
    return iou - distance - quotient(v, 1 - iou + v) * v


@mistake
def zero_over_zero(boxes1, boxes2):
    """Identical boxes make alpha 0 / 0: you return NaN. Add a small eps to its denominator;
    the shape term is 0 there.

    两个框完全重合时 alpha 是 0 / 0，结果成了 NaN。给分母加一个很小的 eps，这时形状项就是 0。
    """
    iou, distance, v = terms(boxes1, boxes2)
    return iou - distance - v / (1 - iou + v) * v


@mistake
def distance_not_squared(boxes1, boxes2):
    """You take d / c; both are squared, d^2 / c^2.

    距离项写成了 d / c，分子分母都要平方：d^2 / c^2。
    """
    iou, distance, v = terms(boxes1, boxes2)
    return iou - np.sqrt(distance) - quotient(v, 1 - iou + v) * v


@mistake
def squares_one_side_only(boxes1, boxes2):
    """You divide the squared distance by the diagonal itself, d^2 / c. Both are squared.

    分子是距离的平方，分母却是没平方的对角线：d^2 / c。两个都要平方。
    """
    iou, _, v = terms(boxes1, boxes2)
    diagonal = np.sqrt(squares(enclosing(boxes1, boxes2)))
    return iou - squares(shift(boxes1, boxes2)) / diagonal - quotient(v, 1 - iou + v) * v


@mistake
def hull_area(boxes1, boxes2):
    """You divide the distance by the area w h of the enclosing box. c is its diagonal:
    c^2 = w^2 + h^2.

    距离项除以了外接框的面积 w h。c 是它的对角线：c^2 = w^2 + h^2。
    """
    iou, _, v = terms(boxes1, boxes2)
    hull = np.prod(enclosing(boxes1, boxes2), axis=2)
    return iou - squares(shift(boxes1, boxes2)) / hull - quotient(v, 1 - iou + v) * v


@mistake
def hull_inside_out(boxes1, boxes2):
    """Your enclosing box takes the larger of the left edges and the smaller of the right
    ones: that is the intersection. Take min of x1, y1 and max of x2, y2.

    外接框取成了较大的左边界和较小的右边界，那是交集。应当是 x1、y1 取最小，x2、y2 取最大。
    """
    iou, _, v = terms(boxes1, boxes2)
    top = np.maximum(boxes1[:, None, :2], boxes2[:, :2])
    hull = np.minimum(boxes1[:, None, 2:], boxes2[:, 2:]) - top
    return iou - squares(shift(boxes1, boxes2)) / squares(hull) - quotient(v, 1 - iou + v) * v


@mistake
def centre_is_half_size(boxes1, boxes2):
    """Your centre is (x2 - x1) / 2, which is half the width. It is (x1 + x2) / 2.

    中心写成了 (x2 - x1) / 2，那是半个宽度。中心是 (x1 + x2) / 2。
    """
    iou, _, v = terms(boxes1, boxes2)
    half1, half2 = ((b[:, 2:] - b[:, :2]) / 2 for b in (boxes1, boxes2))
    distance = squares(half1[:, None] - half2) / squares(enclosing(boxes1, boxes2))
    return iou - distance - quotient(v, 1 - iou + v) * v


@mistake
def corner_distance(boxes1, boxes2):
    """You measure the distance of the top left corners; it is that of the centres.

    算的是左上角之间的距离，应当是中心之间的距离。
    """
    iou, _, v = terms(boxes1, boxes2)
    between = boxes1[:, None, :2] - boxes2[:, :2]
    distance = squares(between) / squares(enclosing(boxes1, boxes2))
    return iou - distance - quotient(v, 1 - iou + v) * v


@mistake
def clips_to_one(boxes1, boxes2):
    """You clip the result to [-1, 1]. CIoU reaches -1.5, and the gradient dies where it is
    clipped.

    把结果截断到了 [-1, 1]。CIoU 最低接近 -1.5，截断的地方梯度也没了。
    """
    return np.clip(complete_box_iou(boxes1, boxes2), -1, 1)


@mistake
def no_clamp(boxes1, boxes2):
    """You do not clamp the sides of the intersection at 0: two negative sides multiply into
    a positive area for boxes that miss each other on both axes. Clamp each side first.

    交集的边长没有和 0 取最大值：两个方向都错开时，负负得正，凭空多出一块面积。
    先把每条边截到 0 以上，再相乘。
    """
    _, distance, v = terms(boxes1, boxes2)
    top = np.maximum(boxes1[:, None, :2], boxes2[:, :2])
    inter = np.prod(np.minimum(boxes1[:, None, 2:], boxes2[:, 2:]) - top, axis=2)
    area1, area2 = (np.prod(b[:, 2:] - b[:, :2], axis=1) for b in (boxes1, boxes2))
    iou = inter / (area1[:, None] + area2 - inter)
    return iou - distance - quotient(v, 1 - iou + v) * v


@mistake
def gradient_surrogate(boxes1, boxes2):
    """You return the expression of the authors' first code that is built to have the right
    *gradient*: 8 / pi^2 (atan - atan) (w - 2 w) h in place of v. Its value is no CIoU.

    返回的是作者最初代码里为了凑出正确*梯度*而写的式子：把 v 换成了
    8 / pi^2 (atan - atan) (w - 2 w) h，它的值并不是 CIoU。
    """
    iou, distance, v = terms(boxes1, boxes2)
    w, h = (boxes1[:, None, 2:] - boxes1[:, None, :2]).transpose(2, 0, 1)
    surrogate = 8 / np.pi**2 * (angle(boxes2) - angle(boxes1)[:, None]) * (w - 2 * w) * h
    return iou - distance - quotient(v, 1 - iou + v) * surrogate


@mistake
def row_by_row(boxes1, boxes2):
    """You compare box i with box i only (as the *_loss functions do). Every box of the first
    set meets every box of the second: the result is (N, M). Add an axis: boxes1[:, None].

    只算了第 i 个对第 i 个（那是 *_loss 一类函数的做法）。
    这里要两两都算，结果是 (N, M)：给 boxes1 加一维，写成 boxes1[:, None]。
    """
    one, other = np.broadcast_arrays(boxes1, boxes2)
    return np.array(
        [complete_box_iou(a[None], b[None])[0, 0] for a, b in zip(one, other, strict=True)]
    )


@mistake
def transposed(boxes1, boxes2):
    """Your matrix is (M, N): rows belong to boxes1, columns to boxes2.

    矩阵转置了，成了 (M, N)：行对应 boxes1，列对应 boxes2。
    """
    return complete_box_iou(boxes2, boxes1)


@mistake
def reads_xywh(boxes1, boxes2):
    """You read x1, y1, x2, y2 as x, y, width, height: the last two are a corner.

    把 x1, y1, x2, y2 当成了 x, y, w, h：后两个数是右下角坐标，不是宽高。
    """
    read = [np.hstack([b[:, :2], b[:, :2] + b[:, 2:]]) for b in (boxes1, boxes2)]
    return complete_box_iou(*read)


@convention
def silent_below_half(boxes1, boxes2):
    """You set alpha to 0 where the IoU is below 0.5. So do the journal version of the paper
    (Zheng et al. 2021) and mmdetection; the first version and torchvision, and this
    question, keep the shape term at every IoU.

    IoU 低于 0.5 时把 alpha 置成了 0。期刊版论文（Zheng 等，2021）和 mmdetection 是这样做的；
    论文第一版、torchvision 和本题在任何 IoU 下都保留形状项。
    """
    iou, distance, v = terms(boxes1, boxes2)
    return iou - distance - quotient(v, 1 - iou + v) * v * (iou > 0.5)


@convention
def plus_one(boxes1, boxes2):
    """You use the legacy pixel convention, x2 - x1 + 1 (py-faster-rcnn, early mmdetection).
    Coordinates are continuous here, as in torchvision: a side is x2 - x1.

    用的是老的像素约定 x2 - x1 + 1（py-faster-rcnn、早期 mmdetection）。
    这里坐标是连续的，和 torchvision 一样，边长就是 x2 - x1。
    """
    return complete_box_iou(boxes1 + [0, 0, 1, 1], boxes2 + [0, 0, 1, 1])
