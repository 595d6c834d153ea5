"""Intersection over union, for every pair of boxes.

The intersection of two boxes is a box again.  Its left edge is the larger of the two left
edges, its right edge the smaller of the two right edges, and the same holds vertically.
Where that puts the right edge left of the left edge the boxes are apart, so each side is
clamped at zero *before* the two are multiplied:

    w = max(0, min(x2, x2') - max(x1, x1'))        h = max(0, min(y2, y2') - max(y1, y1'))
    IoU = w h / (A + A' - w h)

The shared part is counted in both areas, hence the one subtraction.  Setting the first
boxes up as (N, 1, 2) against (M, 2) does all pairs at once: O(N M) time and memory.

Decisions, where codes in the wild differ (each has a case and a mistake):

* coordinates are continuous, a width is x2 - x1, no +1      torchvision.ops.box_area, pycocotools
* every pair gets a number, rows follow the first argument   torchvision.ops.box_iou
* boxes that only touch share nothing: 0                     follows from the two above
* a box without area against a real box: 0, never NaN        ours; the formula gives it
* no boxes on either side is an ordinary input               torchvision.ops.box_iou

Source: Everingham et al., "The PASCAL Visual Object Classes (VOC) Challenge", IJCV 2010,
on the evaluation of bounding boxes (its own code adds 1 to each side).

两组框两两之间的交并比。

两个框的交集还是一个框：左边界取两个左边界中较大的，右边界取两个右边界中较小的，上下同理。
如果右边界跑到了左边界的左侧，说明两个框不相交，所以宽和高要**先各自截断到 0，再相乘**：

    w = max(0, min(x2, x2') - max(x1, x1'))        h = max(0, min(y2, y2') - max(y1, y1'))
    IoU = w h / (A + A' - w h)

交集在两个面积里各算了一次，所以要减去一次。把第一组框变成 (N, 1, 2)，与 (M, 2) 广播，
一次就能算完所有的框对：时间和内存都是 O(N M)。

各家代码写法不一、这里必须定下来的地方（每条都有对应的用例和错误）：

* 坐标是连续的，宽就是 x2 - x1，不加 1        torchvision.ops.box_area、pycocotools
* 每一对框都要有一个值，行对应第一个参数      torchvision.ops.box_iou
* 只是边或角挨着的框没有交集：0               由以上两条推出
* 面积为 0 的框与正常框：0，不能是 NaN        本题的约定，公式本来就给出 0
* 任何一边没有框都是正常输入                  torchvision.ops.box_iou

出处：Everingham 等，The PASCAL Visual Object Classes (VOC) Challenge，IJCV 2010，
检测框的评测部分（VOC 自己的代码给每条边都加了 1）。
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
    return (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])


def sides(boxes1: Floats, boxes2: Floats) -> Floats:
    """Width and height of every intersection, negative where boxes are apart: (N, M, 2)."""
    low = np.maximum(boxes1[:, None, :2], boxes2[:, :2])
    return np.minimum(boxes1[:, None, 2:], boxes2[:, 2:]) - low


@reference(Tolerance(rtol=1e-5, atol=1e-5), picture="pairs")
def box_iou(boxes1: Floats, boxes2: Floats) -> Floats:
    """Compute the IoU of every box in `boxes1` with every box in `boxes2`.

    Parameters
    ----------
    boxes1 : (N, 4) float64
        Corners x1, y1, x2, y2 (not x, y, width, height), x1 <= x2 and y1 <= y2. Any real
        numbers, negative ones too; not rounded to pixels. N may be 0.
    boxes2 : (M, 4) float64
        The same, M boxes. M may be 0, and N and M differ.

    Returns
    -------
    iou : (N, M) float64
        Entry [i, j] belongs to boxes1[i] and boxes2[j]; from 0 to 1. Coordinates are
        continuous: a box is x2 - x1 wide. (The VOC kit and Fast R-CNN count pixels and
        add 1 to each side: wrong here.) Boxes that only touch have IoU 0, and so has a
        box without area against a box with area. Two boxes without area never meet here.
        With N = 0 or M = 0 the result is empty, of shape (N, M). An eps of at most 1e-6
        in your denominator is fine.

    计算 `boxes1` 中每个框与 `boxes2` 中每个框的交并比（IoU）。

    Parameters
    ----------
    boxes1 : (N, 4) float64
        左上角和右下角 x1, y1, x2, y2（不是 x, y, 宽, 高），x1 <= x2，y1 <= y2。
        可以是任意实数，包括负数，不取整。N 可以为 0。
    boxes2 : (M, 4) float64
        同上，共 M 个框。M 可以为 0，N 与 M 一般不相等。

    Returns
    -------
    iou : (N, M) float64
        第 [i, j] 个元素是 boxes1[i] 与 boxes2[j] 的 IoU，取值 0 到 1。坐标是连续的：框宽就是
        x2 - x1（VOC 工具包和 Fast R-CNN 按像素个数计算，每条边加 1，本题不加）。只是边或角
        挨着的框 IoU 为 0；面积为 0 的框与面积不为 0 的框 IoU 也为 0；不会让两个面积都为 0
        的框相比。N = 0 或 M = 0 时返回形状为 (N, M) 的空数组。分母上加不超过 1e-6 的 eps
        没有问题。
    """
    overlap = np.maximum(sides(boxes1, boxes2), 0)  # (N, M, 2)
    inter = overlap[..., 0] * overlap[..., 1]  # (N, M)
    union = area(boxes1)[:, None] + area(boxes2) - inter
    return inter / union


# ---- other right programs ----------------------------------------------------


@accepted
def loops(boxes1, boxes2):
    """Two plain loops.

    最朴素的两重循环。
    """
    out = np.zeros((len(boxes1), len(boxes2)))
    for i, (ax1, ay1, ax2, ay2) in enumerate(boxes1):
        for j, (bx1, by1, bx2, by2) in enumerate(boxes2):
            w = min(ax2, bx2) - max(ax1, bx1)
            h = min(ay2, by2) - max(ay1, by1)
            if w > 0 and h > 0:
                union = (ax2 - ax1) * (ay2 - ay1) + (bx2 - bx1) * (by2 - by1) - w * h
                out[i, j] = w * h / union
    return out


@accepted
def columns(boxes1, boxes2):
    """One coordinate at a time, as (N, 1) columns against (M,) rows.

    逐个坐标计算，(N, 1) 的列对 (M,) 的行广播。
    """
    ax1, ay1, ax2, ay2 = np.split(boxes1, 4, axis=1)
    bx1, by1, bx2, by2 = boxes2.T
    w = (np.minimum(ax2, bx2) - np.maximum(ax1, bx1)).clip(min=0)
    h = (np.minimum(ay2, by2) - np.maximum(ay1, by1)).clip(min=0)
    return w * h / ((ax2 - ax1) * (ay2 - ay1) + (bx2 - bx1) * (by2 - by1) - w * h)


@accepted
def row_by_row(boxes1, boxes2):
    """A list of rows, one box against all others at a time.

    逐行计算：每次用一个框对所有框，最后返回列表。
    """
    rows = []
    for box in boxes1:
        inter = np.clip(sides(box[None], boxes2)[0], 0, None).prod(axis=1)
        rows.append(list(inter / (area(box[None]) + area(boxes2) - inter)))
    return rows


@accepted
def small_eps(boxes1, boxes2):
    """An eps of 1e-6 in the denominator.

    分母上加了 1e-6 的 eps。
    """
    inter = np.prod(np.maximum(sides(boxes1, boxes2), 0), axis=2)
    return inter / (area(boxes1)[:, None] + area(boxes2)[None, :] - inter + 1e-6)


@accepted
def single_precision(boxes1, boxes2):
    """Everything in float32.

    全程用 float32 计算。
    """
    return box_iou(boxes1.astype(np.float32), boxes2.astype(np.float32))


# ---- cases: what an answer is tried on ---------------------------------------


def boxes_at(*rows):
    """Write boxes down."""
    return np.array(rows, dtype=float).reshape(-1, 4)


def some_boxes(rng, n, field, side):
    """Draw `n` boxes inside `field` (width, height), sides from `side`, to one decimal."""
    size = rng.uniform(*side, (n, 2))
    corner = rng.uniform(0, 1, (n, 2)) * (np.array(field) - size)
    return np.round(np.hstack([corner, corner + size]), 1)


def two_counts(rng, most):
    """Draw two different numbers of boxes."""
    n, m = rng.choice(np.arange(2, most + 1), 2, replace=False)
    return int(n), int(m)


@example
def a_first_look(rng):
    """Half covered, inside, apart and identical.

    盖住一半、完全在里面、不相交、完全重合。
    """
    first = boxes_at([0, 0, 10, 10], [20, 10, 30, 20])
    second = boxes_at([5, 0, 15, 10], [2, 3, 6, 8], [20, 10, 30, 20])
    return first, second


@example
def wide_and_tall(rng):
    """A wide box against a tall one: 4 shared of 36, so 1/9.

    一个扁框和一个高框：共有 4，并集 36，即 1/9。
    """
    return boxes_at([0, 0, 10, 2]), boxes_at([0, 0, 2, 10])


@example
def no_boxes(rng):
    """No boxes on the first side: the shape is still (0, 2).

    第一组没有框：结果的形状仍是 (0, 2)。
    """
    return np.zeros((0, 4)), boxes_at([0, 0, 4, 3], [1, 2, 6, 9])


@case
def none_on_the_second_side(rng):
    """No boxes on the second side.

    第二组没有框。
    """
    return boxes_at([0, 0, 4, 3], [1, 2, 6, 9], [2, 2, 5, 8]), np.zeros((0, 4))


@case
def apart_on_both_axes(rng):
    """Diagonal neighbours that miss each other on both axes.

    斜对角的框，两个方向都不相交。
    """
    first = boxes_at([10, 40, 20, 52], [12, 45, 18, 50])
    return first, boxes_at([23, 10, 37, 31], [30, 60, 33, 75], [1, 2, 7, 30], [13, 48, 20, 54])


@case
def apart_on_one_axis(rng):
    """Boxes side by side, and boxes one above the other.

    左右并排的框，和上下排列的框。
    """
    first = boxes_at([0, 0, 10, 8], [4, 20, 9, 31])
    return first, boxes_at([13, 1, 22, 7], [2, 9, 7, 16], [3, 2, 8, 14])


@case
def touching(rng):
    """Boxes that share an edge or a corner have IoU 0.

    只有公共边或公共角的框，IoU 为 0。
    """
    return boxes_at([0, 0, 4, 3]), boxes_at([4, 0, 9, 3], [0, 3, 4, 7], [4, 3, 6, 8], [3, 1, 6, 2])


@case
def unit_squares(rng):
    """Boxes about one unit wide, where an extra pixel weighs most.

    边长约为 1 的框：多加 1 个像素影响最大。
    """
    first = boxes_at([0, 0, 1, 1], [0.5, 0, 1.5, 1])
    return first, boxes_at([0, 0.5, 1, 1.5], [0, 0, 0.5, 1], [0.25, 0.25, 1.25, 1])


@case
def one_inside_the_other(rng):
    """A small box inside a big one, in both places of the call.

    小框在大框里面，两个参数位置都试。
    """
    first = boxes_at([10, 20, 50, 60], [15, 30, 25, 50])
    return first, boxes_at([12, 24, 22, 40], [0, 10, 60, 90], [18, 33, 20, 41])


@case
def across(rng):
    """A cross: each box sticks out of the other on two sides.

    十字交叉：每个框都从另一个框的两边伸出来。
    """
    first = boxes_at([3, 8, 13, 10], [6, 1, 9, 20])
    return first, boxes_at([7, 2, 10, 17], [2, 12, 15, 14], [5, 5, 11, 9])


@case
def fractions_of_a_pixel(rng):
    """Corners between pixels: nothing may be rounded.

    角点不在整数上：不能取整。
    """
    first = boxes_at([0.6, 0.7, 3.9, 2.8], [1.9, 0.2, 4.1, 3.4])
    return first, boxes_at([1.5, 0.4, 4.2, 1.9], [0.9, 1.1, 2.9, 4.8], [2.2, 0.3, 3.8, 2.9])


@case
def below_zero(rng):
    """Negative coordinates are ordinary numbers.

    负坐标也是普通的数。
    """
    first = boxes_at([-20, -30, -5, -10], [-8, -4, 6, 12])
    return first, boxes_at([-15, -25, 5, -5], [-3, -9, 10, 4], [-30, -12, -7, 1])


@case
def far_from_the_origin(rng):
    """Small boxes far from the origin, x and y far apart.

    远离原点的小框，x 与 y 相差很大。
    """
    first = boxes_at([1800, 200, 1812, 230], [1805, 210, 1835, 222])
    return first, boxes_at([1806, 205, 1820, 228], [1795, 215, 1809, 240], [1810, 190, 1816, 226])


@case
def without_area(rng):
    """A line and a point, inside real boxes and on their edges: 0.

    退化成线和点的框，落在正常框内部或边上：都是 0。
    """
    first = boxes_at([3, 2, 3, 6], [5, 5, 5, 5], [1, 4, 7, 9], [0, 0, 0, 8])
    return first, boxes_at([0, 0, 10, 8], [5, 3, 9, 11])


@case
def without_area_on_the_second_side(rng):
    """The same with the line and the point in the second argument.

    同上，但线和点在第二个参数里。
    """
    return boxes_at([0, 0, 10, 8], [5, 3, 9, 11]), boxes_at(
        [4, 1, 8, 1], [6, 6, 6, 6], [2, 2, 7, 9]
    )


@case
def as_many_on_both_sides(rng):
    """Three against three: still every pair, not box by box.

    三个对三个：仍然是两两都要算，不是逐个对应。
    """
    first = boxes_at([0, 0, 8, 6], [2, 1, 12, 5], [5, 3, 9, 14])
    return first, boxes_at([1, 1, 9, 9], [4, 0, 6, 10], [0, 4, 11, 7])


@case
def one_against_many(rng):
    """One box against five: the result is (1, 5).

    一个框对五个框：结果是 (1, 5)。
    """
    second = boxes_at([0, 2, 7, 9], [3, 1, 8, 4], [5, 5, 14, 8], [2, 3, 10, 7], [12, 0, 15, 3])
    return boxes_at([2, 3, 10, 7]), second


@case
def many_against_one(rng):
    """Four boxes against one: the result is (4, 1).

    四个框对一个框：结果是 (4, 1)。
    """
    return boxes_at([1, 0, 6, 9], [4, 2, 12, 5], [3, 3, 5, 4], [9, 6, 11, 8]), boxes_at(
        [3, 1, 9, 6]
    )


@cases(40)
def crowded(rng):
    """Random boxes, most of them overlapping.

    随机框，大多相互重叠。
    """
    n, m = two_counts(rng, 7)
    return some_boxes(rng, n, (80, 60), (12, 50)), some_boxes(rng, m, (80, 60), (12, 50))


@cases(25)
def scattered(rng):
    """Random boxes, most of them apart, some below zero.

    随机框，大多不相交，有些坐标为负。
    """
    n, m = two_counts(rng, 9)
    shift = np.array([30, 50, 30, 50])
    first, second = (some_boxes(rng, k, (90, 120), (6, 40)) for k in (n, m))
    return np.round(first - shift, 1), np.round(second - shift, 1)


@small(60)
def on_a_lattice(rng):
    """One to three small boxes with whole corners.

    一到三个角点为整数的小框。
    """
    n, m = rng.integers(1, 4, 2)

    def some(count):
        low = rng.integers(-1, 4, (count, 2))
        return np.hstack([low, low + rng.integers(1, 4, (count, 2))]).astype(float)

    return some(n), some(m)


@sized(400)
def an_image_full(rng, n):
    """As many proposals as anchors, n of each."""
    return some_boxes(rng, n, (640, 480), (10, 120)), some_boxes(rng, n, (640, 480), (10, 120))


# ---- mistakes: wrong programs people write -----------------------------------


@convention
def plus_one(boxes1, boxes2):
    """You count pixels: every side is x2 - x1 + 1. That is the legacy rule of the VOC kit
    and of Fast R-CNN, where x2 is the last pixel inside. Here coordinates are continuous:
    a side is x2 - x1, for the areas and for the intersection alike.

    你按像素个数算边长：x2 - x1 + 1。这是 VOC 工具包和 Fast R-CNN 的老约定，那里 x2 是框内
    最后一个像素。本题坐标是连续的，面积和交集的边长都是 x2 - x1，不加 1。
    """
    return box_iou(boxes1 + [0, 0, 1, 1], boxes2 + [0, 0, 1, 1])


@mistake
def plus_one_in_the_overlap_only(boxes1, boxes2):
    """You add 1 to the sides of the intersection but not to those of the boxes, so a box
    has an IoU above 1 with itself. Here nothing gets a +1.

    你只在交集的边长上加了 1，框自己的面积却没加，于是框与自己的 IoU 超过了 1。本题哪里都不加 1。
    """
    inter = np.prod(np.maximum(sides(boxes1, boxes2) + 1, 0), axis=2)
    return inter / (area(boxes1)[:, None] + area(boxes2) - inter)


@mistake
def plus_one_in_the_areas_only(boxes1, boxes2):
    """You add 1 to the sides of the boxes but not to those of the intersection, so a box
    has an IoU below 1 with itself. Here nothing gets a +1.

    你只在框的面积上加了 1，交集的边长却没加，于是框与自己的 IoU 不到 1。本题哪里都不加 1。
    """
    inter = np.prod(np.maximum(sides(boxes1, boxes2), 0), axis=2)
    wider = [0, 0, 1, 1]
    return inter / (area(boxes1 + wider)[:, None] + area(boxes2 + wider) - inter)


@mistake
def no_clamp(boxes1, boxes2):
    """You multiply width and height without clamping them at 0. For boxes apart on both
    axes both are negative and their product is a positive "intersection"; apart on one
    axis, the IoU comes out negative. Clamp each side at 0 first.

    宽和高没有截断到 0 就相乘了。两个方向都不相交时负负得正，凭空多出“交集”；只有一个方向
    不相交时 IoU 成了负数。先把宽和高各自截断到 0，再相乘。
    """
    inter = np.prod(sides(boxes1, boxes2), axis=2)
    return inter / (area(boxes1)[:, None] + area(boxes2) - inter)


@mistake
def clamps_the_product(boxes1, boxes2):
    """You clamp width times height instead of width and height. Two negative sides multiply
    to something positive, which that clamp lets through: clamp each before multiplying.

    你截断的是宽高的乘积，而不是宽和高本身。两个负数相乘是正数，这样截断拦不住：
    应当先分别截断，再相乘。
    """
    inter = np.maximum(np.prod(sides(boxes1, boxes2), axis=2), 0)
    return inter / (area(boxes1)[:, None] + area(boxes2) - inter)


@mistake
def clamps_one_side(boxes1, boxes2):
    """You clamp only one of width and height at 0, so boxes that overlap along one axis and
    are apart along the other get a negative IoU. Clamp both.

    宽和高你只截断了其中一个：在一个方向上重叠、另一个方向上分开的框，IoU 成了负数。两个都要截断。
    """
    side = sides(boxes1, boxes2)
    inter = np.maximum(side[..., 0], 0) * side[..., 1]
    return inter / (area(boxes1)[:, None] + area(boxes2) - inter)


@mistake
def absolute_sides(boxes1, boxes2):
    """You take the absolute value of the sides of the intersection. A negative side is no
    length: it says that the boxes are apart, and there the side must become 0.

    你对交集的边长取了绝对值。边长为负不是“长度”，而是说明两个框不相交，这时应当取 0。
    """
    inter = np.prod(np.abs(sides(boxes1, boxes2)), axis=2)
    return inter / (area(boxes1)[:, None] + area(boxes2) - inter)


@mistake
def enclosing_box(boxes1, boxes2):
    """You have min and max the wrong way round: that is the smallest box around both. The
    intersection starts at the larger x1, y1 and ends at the smaller x2, y2.

    min 和 max 用反了，算出来的是同时包住两个框的最小外接框。交集的左上角取较大的 x1、y1，
    右下角取较小的 x2、y2。
    """
    low = np.minimum(boxes1[:, None, :2], boxes2[:, :2])
    side = np.maximum(boxes1[:, None, 2:], boxes2[:, 2:]) - low
    inter = np.prod(side, axis=2)
    return inter / (area(boxes1)[:, None] + area(boxes2) - inter)


@mistake
def adds_the_sides(boxes1, boxes2):
    """You add width and height of the intersection where they must be multiplied.

    交集的宽和高应当相乘，你写成了相加。
    """
    inter = np.sum(np.maximum(sides(boxes1, boxes2), 0), axis=2)
    return inter / (area(boxes1)[:, None] + area(boxes2) - inter)


@mistake
def forgets_to_subtract(boxes1, boxes2):
    """You divide by the sum of both areas. The shared part is in both, so the union is
    A + B - intersection; without it identical boxes get 0.5.

    分母用的是两个面积之和。交集被算了两次，并集应当是 A + B - 交集，否则完全重合的框只有 0.5。
    """
    inter = np.prod(np.maximum(sides(boxes1, boxes2), 0), axis=2)
    return inter / (area(boxes1)[:, None] + area(boxes2))


@mistake
def missing_parentheses(boxes1, boxes2):
    """You wrote `inter / a + b - inter`: the division binds first. Put the union in
    parentheses: `inter / (a + b - inter)`.

    你写成了 `inter / a + b - inter`，除法先算了。并集要加括号：`inter / (a + b - inter)`。
    """
    inter = np.prod(np.maximum(sides(boxes1, boxes2), 0), axis=2)
    return inter / area(boxes1)[:, None] + area(boxes2) - inter


@mistake
def divides_by_the_first_area(boxes1, boxes2):
    """You divide by the area of the first box: that is how much of it is covered (IoF), and
    it is not symmetric. Divide by the union.

    分母用的是第一个框的面积，得到的是它被盖住的比例（IoF），而且不对称。应当除以并集。
    """
    inter = np.prod(np.maximum(sides(boxes1, boxes2), 0), axis=2)
    return inter / area(boxes1)[:, None]


@mistake
def divides_by_the_second_area(boxes1, boxes2):
    """You divide by the area of the second box: that is how much of it is covered, and it is
    not symmetric. Divide by the union.

    分母用的是第二个框的面积，得到的是它被盖住的比例，而且不对称。应当除以并集。
    """
    inter = np.prod(np.maximum(sides(boxes1, boxes2), 0), axis=2)
    return inter / area(boxes2)


@mistake
def divides_by_the_smaller_area(boxes1, boxes2):
    """You divide by the smaller of the two areas (IoMin), so a small box inside a big one
    gets 1. Divide by the union.

    分母用的是两个面积中较小的那个（IoMin），大框里的小框会得到 1。应当除以并集。
    """
    inter = np.prod(np.maximum(sides(boxes1, boxes2), 0), axis=2)
    return inter / np.minimum(area(boxes1)[:, None], area(boxes2))


@mistake
def mixes_columns(boxes1, boxes2):
    """Your height of a box is box[3] - box[0], that is y2 - x1. It must be y2 - y1:
    box[3] - box[1]. The columns are x1, y1, x2, y2.

    框的高写成了 box[3] - box[0]，也就是 y2 - x1。应当是 y2 - y1，即 box[3] - box[1]：
    四列依次是 x1, y1, x2, y2。
    """
    inter = np.prod(np.maximum(sides(boxes1, boxes2), 0), axis=2)
    first, second = (boxes[:, [0, 0, 2, 3]] for boxes in (boxes1, boxes2))
    return inter / (area(first)[:, None] + area(second) - inter)


@mistake
def reads_xywh(boxes1, boxes2):
    """You read a box as x, y, width, height. The last two numbers are the other corner,
    x2 and y2.

    你把框当成了 x, y, 宽, 高。后两个数其实是右下角 x2, y2。
    """
    first, second = (np.hstack([b[:, :2], b[:, :2] + b[:, 2:]]) for b in (boxes1, boxes2))
    return box_iou(first, second)


@mistake
def reads_x1_x2_y1_y2(boxes1, boxes2):
    """You read the columns as x1, x2, y1, y2. They are x1, y1, x2, y2.

    你把四列当成了 x1, x2, y1, y2。它们依次是 x1, y1, x2, y2。
    """
    return box_iou(boxes1[:, [0, 2, 1, 3]], boxes2[:, [0, 2, 1, 3]])


@mistake
def cuts_to_integers(boxes1, boxes2):
    """You turn coordinates into integers (`int(...)`, `astype(int)`) and lose the fractions.
    Coordinates are real numbers: leave them alone.

    你把坐标转成了整数（`int(...)` 或 `astype(int)`），小数部分丢了。坐标是实数，不要取整。
    """
    return box_iou(boxes1.astype(int), boxes2.astype(int))


@mistake
def clips_to_one(boxes1, boxes2):
    """You clip the sides of the intersection to [0, 1]. Only the lower bound is right:
    coordinates are not normalised, so a side may be longer than 1.

    你把交集的边长截断到了 [0, 1]。只有下界是对的：坐标没有归一化，边长可以大于 1。
    """
    inter = np.prod(np.clip(sides(boxes1, boxes2), 0, 1), axis=2)
    return inter / (area(boxes1)[:, None] + area(boxes2) - inter)


@mistake
def returns_the_distance(boxes1, boxes2):
    """You return 1 - IoU, the Jaccard distance (the loss). Asked for is the IoU itself.

    你返回的是 1 - IoU，也就是 Jaccard 距离（IoU 损失）。题目要的是 IoU 本身。
    """
    return 1 - box_iou(boxes1, boxes2)


@mistake
def transposed(boxes1, boxes2):
    """Your matrix is (M, N). Rows belong to `boxes1` and columns to `boxes2`: (N, M).

    你返回的矩阵是 (M, N)。行对应 `boxes1`，列对应 `boxes2`，应当是 (N, M)。
    """
    return box_iou(boxes2, boxes1)


@mistake
def flat_list(boxes1, boxes2):
    """You return all pairs in one long row of N * M numbers. Give it the shape (N, M).

    你把所有框对的结果排成了一长串 N * M 个数。形状应当是 (N, M)。
    """
    return box_iou(boxes1, boxes2).ravel()


@mistake
def box_by_box(boxes1, boxes2):
    """You compare box i with box i, by arithmetic on whole columns: that fails where N and M
    differ, and gives one number per row where they agree. Every box meets every other:
    insert an axis, `boxes1[:, None]`, and broadcast.

    你是拿第 i 个框对第 i 个框，整列直接相减：N 与 M 不等时报错，相等时每行只有一个数。
    题目要两两都算：用 `boxes1[:, None]` 加一维再广播。
    """
    low = np.maximum(boxes1[:, :2], boxes2[:, :2])
    inter = np.prod(np.maximum(np.minimum(boxes1[:, 2:], boxes2[:, 2:]) - low, 0), axis=1)
    return inter / (area(boxes1) + area(boxes2) - inter)


@mistake
def zips_the_boxes(boxes1, boxes2):
    """You go through both lists with `zip`, so box i only meets box i. Every box meets every
    other: two loops, one inside the other, and a result of shape (N, M).

    你用 `zip` 同时遍历两组框，第 i 个只和第 i 个比。题目要两两都算：两层循环嵌套，
    结果的形状是 (N, M)。
    """
    return np.array([box_iou(a[None], b[None])[0, 0] for a, b in zip(boxes1, boxes2, strict=False)])


@mistake
def one_pair_only(boxes1, boxes2):
    """You wrote the function for two single boxes: `boxes1[0]` is a whole box here, not an
    x1, so `max` of two of them has no truth value. The arguments are (N, 4) and (M, 4):
    call what you have for every pair, or use `np.maximum` on columns `boxes1[:, 0]`.

    你写的是两个框之间的 IoU：这里 `boxes1[0]` 是一整个框而不是 x1，对它们取 `max` 就会报错。
    参数的形状是 (N, 4) 和 (M, 4)：对每一对框都调用一次，或者对整列 `boxes1[:, 0]`
    用 `np.maximum`。
    """
    x1, y1 = max(boxes1[0], boxes2[0]), max(boxes1[1], boxes2[1])
    x2, y2 = min(boxes1[2], boxes2[2]), min(boxes1[3], boxes2[3])
    return max(0, x2 - x1) * max(0, y2 - y1)


@mistake
def fails_on_nothing(boxes1, boxes2):
    """You stack the rows of the result, and with no boxes there is no row to stack. Start
    from `np.zeros((N, M))`, or compute on whole arrays: they may be empty.

    你最后把每一行堆叠起来，没有框时就没有可堆叠的行。先建好 `np.zeros((N, M))`，
    或者直接对整个数组运算：空数组也能算。
    """
    return np.stack([box_iou(box[None], boxes2)[0] for box in boxes1])
