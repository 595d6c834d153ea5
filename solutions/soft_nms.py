r"""Soft non-maximum suppression.

Greedy NMS deletes what overlaps the best box, and with it a true second object that stands
close by. Soft-NMS only lowers the scores of what overlaps, the more the greater the overlap,
and lets the scores decide. Pick the box b with the highest *current* score, then for every x
that is not picked yet

    gaussian    s(x) <- s(x) * exp(-IoU(b, x)^2 / sigma)
    linear      s(x) <- s(x) * (1 - IoU(b, x))     where IoU(b, x) > t, else s(x)

and pick again. Scores only fall, so the first pick below the score threshold is the end.
Plain NMS is the same loop with s(x) <- 0.

O(N^2) time, O(N) memory: nothing is deleted, so every pick meets all boxes that are left.

**Decisions**, where code in the wild differs (each has a case and a mistake):

* the next pick is by current scores, not by the first ones  paper, figure 2
* gaussian decays at any overlap, linear only above t        paper, section 3
* linear is strict, IoU == t leaves the score alone          authors' code; the paper has >=
* sigma divides as it is, not squared, not doubled           paper, section 3
* decays of several picks multiply                           paper
* a score below the score threshold goes, also one that
  starts there; a score equal to it stays                    ours; the authors' code tests only
                                                             boxes that overlap a pick
* coordinates are continuous, a side is x2 - x1, no +1       ours; the authors' code adds 1
* the decayed scores come back, in the order picked          OpenCV's softNMSBoxes
* no boxes in, two empty results out                         ours

Source: Bodla, Singh, Chellappa & Davis, "Soft-NMS: Improving Object Detection With One Line of
Code", ICCV 2017.

Soft-NMS。

贪心 NMS 会把和最高分框重叠的全部删掉，挨得近的另一个真实物体也跟着没了。Soft-NMS 不删，只降分：
重叠越多降得越多，去留由分数决定。取*当前*分数最高的框 b，对每个还没取出的 x：

    gaussian    s(x) <- s(x) * exp(-IoU(b, x)^2 / sigma)
    linear      s(x) <- s(x) * (1 - IoU(b, x))     当 IoU(b, x) > t，否则 s(x) 不变

然后再取下一个。分数只降不升，所以一旦取到的框低于分数阈值就可以停了。
把更新换成 s(x) <- 0，就是普通 NMS。

时间 O(N^2)，内存 O(N)：框不会被删，每次取框都要和剩下的全部比一遍。

**约定**（不同实现有分歧的地方，每条都有用例和对应的错误）：

* 下一个取谁看当前分数，不看最初的分数              论文图 2
* gaussian 只要重叠就衰减，linear 只在 IoU > t 时   论文第 3 节
* linear 是严格大于，IoU == t 时分数不变            作者代码；论文公式里是 >=
* sigma 直接当除数，不平方，也不乘 2                论文第 3 节
* 被多个框压到时，衰减系数连乘                      论文
* 当前分数低于分数阈值的框去掉，一开始就低的也去掉；
  恰好等于阈值的保留                                本题约定；作者代码只检查与取出框相交的框
* 坐标是连续的，边长就是 x2 - x1，不加 1            本题约定；作者代码加了 1
* 返回衰减后的分数，顺序与取出的顺序一致            OpenCV 的 softNMSBoxes
* 没有框时返回两个空结果                            本题约定

出处：Bodla、Singh、Chellappa、Davis，“Soft-NMS: Improving Object Detection With One Line of
Code”，ICCV 2017。
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


def decay(overlap: Floats, iou_threshold: float, sigma: float, method: str) -> Floats:
    """Factor by which a score falls, for each overlap with the picked box."""
    if method == "linear":
        return np.where(overlap > iou_threshold, 1 - overlap, 1.0)
    return np.exp(-(overlap**2) / sigma)


@reference(Tolerance(rtol=1e-4, atol=1e-6))
def soft_nms(
    boxes: Floats,
    scores: Floats,
    iou_threshold: float = 0.3,
    sigma: float = 0.5,
    score_threshold: float = 0.001,
    method: str = "gaussian",
) -> tuple[Ints, Floats]:
    """Lower the scores of overlapping boxes instead of deleting them.

    Parameters
    ----------
    boxes : (N, 4) float64
        Corners x1, y1, x2, y2 in pixels, any sign; x1 < x2 and y1 < y2.  N may be 0.
        Coordinates are continuous: a side is x2 - x1.  The authors' code adds 1 to every
        side; here that is wrong.
    scores : (N,) float64
        Confidence, above 0, in no particular order.  No two boxes ever have equal scores,
        at the start or later on.
    iou_threshold : float, default 0.3
        "linear" multiplies a score by 1 - IoU where the IoU with the picked box is strictly
        greater than this, and leaves it alone where it is equal or less.  The paper decays
        at equality too.  "gaussian" has no use for it.
    sigma : float, default 0.5
        "gaussian" multiplies every score by exp(-IoU**2 / sigma), however small the overlap.
        sigma is the divisor as it stands, neither squared nor doubled.
    score_threshold : float, default 0.001
        A box whose current score is below this is dropped, also one that starts below it
        and overlaps nothing.  A score equal to it stays.
    method : str, default "gaussian"
        "gaussian" or "linear".

    Returns
    -------
    indices : (K,) int64
        Indices into `boxes` in the order picked: the highest current score first.
    scores : (K,) float
        The decayed scores in the same order: each as it was when its box was picked.
        Compared with a relative tolerance of 1e-4.
        The two as a tuple, both empty if N is 0.  Leave the inputs as they are.

    不删除重叠的框，只降低它们的分数。

    Parameters
    ----------
    boxes : (N, 4) float64
        角点坐标 x1, y1, x2, y2，单位像素，可正可负，x1 < x2，y1 < y2。N 可以是 0。
        坐标是连续的，边长就是 x2 - x1。论文作者的代码每条边都加 1，在这里算错。
    scores : (N,) float64
        置信度，大于 0，没有排过序。不论开始还是中途，都不会有两个框分数相同。
    iou_threshold : float，默认 0.3
        method 为 "linear" 时，与取出框的 IoU 严格大于它才乘 1 - IoU，等于或小于时分数不变
        （论文公式里等于也衰减）。"gaussian" 用不到它。
    sigma : float，默认 0.5
        method 为 "gaussian" 时，每个分数都乘 exp(-IoU**2 / sigma)，重叠再小也乘。
        sigma 直接当除数，不平方，也不乘 2。
    score_threshold : float，默认 0.001
        当前分数低于它的框去掉；一开始就低于它、又不与任何框重叠的也去掉。恰好等于它的保留。
    method : str，默认 "gaussian"
        "gaussian" 或 "linear"。

    Returns
    -------
    indices : (K,) int64
        在 `boxes` 中的下标，按取出的顺序排：当前分数最高的先取。
    scores : (K,) float
        衰减后的分数，与下标一一对应：各个框被取出那一刻的分数。按相对误差 1e-4 比较。
        两者作为元组返回，N 为 0 时都为空。不要改动输入。
    """
    current = scores.copy()
    left = np.arange(len(scores))
    picked = []
    while left.size:
        best = left[np.argmax(current[left])]
        if current[best] < score_threshold:
            break
        picked.append(best)
        left = left[left != best]
        current[left] *= decay(iou(boxes[best], boxes[left]), iou_threshold, sigma, method)
    indices = np.array(picked, dtype=np.int64)
    return indices, current[indices]


# ---- accepted: other right programs ------------------------------------------


@accepted
def plain_loops(
    boxes, scores, iou_threshold=0.3, sigma=0.5, score_threshold=0.001, method="gaussian"
):
    """Nothing but lists: take the best out, rescale the rest, drop what fell too low.

    全用列表：取出最高的，给剩下的降分，太低的丢掉。
    """
    left = [(float(s), i) for i, s in enumerate(scores) if s >= score_threshold]
    indices, final = [], []
    while left:
        left.sort()
        score, best = left.pop()
        indices.append(best)
        final.append(score)
        ax1, ay1, ax2, ay2 = boxes[best]
        rest = []
        for s, i in left:
            bx1, by1, bx2, by2 = boxes[i]
            inter = max(0, min(ax2, bx2) - max(ax1, bx1)) * max(0, min(ay2, by2) - max(ay1, by1))
            union = (ax2 - ax1) * (ay2 - ay1) + (bx2 - bx1) * (by2 - by1) - inter
            v = inter / union
            if method == "gaussian":
                weight = np.exp(-v * v / sigma)
            else:
                weight = 1 - v if v > iou_threshold else 1
            if s * weight >= score_threshold:
                rest.append((s * weight, i))
        left = rest
    return indices, final


@accepted
def swaps_to_the_front(
    boxes, scores, iou_threshold=0.3, sigma=0.5, score_threshold=0.001, method="gaussian"
):
    """The layout of the authors' code: one table of boxes, scores and indices, whose best row
    is swapped to the front; what is too low is filtered at the end.

    作者代码的写法：框、分数、下标放在一张表里，每轮把最高的一行换到前面，太低的最后再筛。
    """
    n = len(boxes)
    table = np.column_stack([boxes, scores, np.arange(n)])
    for i in range(n):
        m = i + int(np.argmax(table[i:, 4]))
        table[[i, m]] = table[[m, i]]
        v = iou(table[i, :4], table[i + 1 :, :4])
        table[i + 1 :, 4] *= decay(v, iou_threshold, sigma, method)
    table = table[table[:, 4] >= score_threshold]
    return table[:, 5].astype(np.int64), table[:, 4]


@accepted
def whole_matrix(
    boxes, scores, iou_threshold=0.3, sigma=0.5, score_threshold=0.001, method="gaussian"
):
    """All factors at once in float32 with an eps; picked boxes are masked out.

    用 float32 一次算好所有衰减系数，分母带 eps；取过的框用掩码挡住。
    """
    b, s = boxes.astype(np.float32), scores.astype(np.float32)
    side = np.minimum(b[:, None, 2:], b[None, :, 2:]) - np.maximum(b[:, None, :2], b[None, :, :2])
    side = np.maximum(side, 0)
    inter = side[..., 0] * side[..., 1]
    size = (b[:, 2] - b[:, 0]) * (b[:, 3] - b[:, 1])
    weights = decay(
        inter / (size[:, None] + size - inter + np.float32(1e-6)), iou_threshold, sigma, method
    )
    free, order = np.ones(len(b), dtype=bool), []
    while free.any():
        best = int(np.where(free, s, -1).argmax())
        if s[best] < score_threshold:
            break
        order.append(best)
        free[best] = False
        s = np.where(free, s * weights[best], s)
    return order, s[order]


# ---- cases: what an answer is tried on ---------------------------------------


def quarters(values: Floats) -> Floats:
    """Round to quarter pixels: short to read, exact in float32 too."""
    return np.round(np.asarray(values, float) * 4) / 4


def off_the_lines(
    boxes,
    scores,
    iou_threshold=0.3,
    sigma=0.5,
    score_threshold=0.001,
    method="gaussian",
    equal=False,
):
    """Whether rounding cannot change the answer: no two scores close when one is picked, none
    near the score threshold, no IoU near the IoU threshold (`equal`: but on it).
    """
    current, left = scores.copy(), np.arange(len(scores))
    while left.size:
        if (abs(current[left] / score_threshold - 1) < 0.01).any():
            return False
        left = left[current[left] >= score_threshold]
        left = left[np.argsort(-current[left])]
        if left.size == 0:
            break
        if left.size > 1 and current[left[1]] > 0.98 * current[left[0]]:
            return False
        best, left = left[0], left[1:]
        v = iou(boxes[best], boxes[left])
        close = (abs(v - iou_threshold) < 2e-3) & ~(equal & (v == iou_threshold))
        if method == "linear" and close.any():
            return False
        current[left] *= decay(v, iou_threshold, sigma, method)
    return True


def settled(make):
    """Draw from `make` until rounding cannot change the answer."""
    inputs = make()
    while not off_the_lines(*inputs):
        inputs = make()
    return inputs


def distinct_scores(rng, n):
    """Draw n different scores of two digits between 0.3 and 1."""
    return rng.permutation(np.arange(30, 100))[:n] / 100


def views(rng, n, objects, spread, jitter):
    """Draw n boxes, each a jittered view of one of several objects around (0, 0)."""
    which = rng.integers(0, objects, n)
    centre = rng.uniform(-spread, spread, (objects, 2))[which] + rng.normal(0, jitter, (n, 2))
    half = rng.uniform(8, 20, (objects, 2))[which] * rng.uniform(0.8, 1.25, (n, 2))
    return quarters(np.hstack([centre - half, centre + half]))


@example
def overtaken(rng):
    """The second-best box falls behind the third, which overlaps nothing.

    第二名被降分，落到了谁也不挨着的第三名后面。
    """
    boxes = np.array([[2, 0, 12, 10], [0, 0, 10, 10], [30, 5, 42, 14]], float)
    return boxes, np.array([0.8, 0.9, 0.6])


@example
def equal_to_the_iou_threshold(rng):
    """Linear, IoU exactly 0.5, threshold 0.5: the score is left alone.

    linear，IoU 恰好是 0.5，阈值也是 0.5：分数不变。
    """
    boxes = np.array([[0, 0, 4, 2], [0, 0, 4, 4]], float)
    return boxes, np.array([0.5, 0.75]), 0.5, 0.5, 0.001, "linear"


@example
def nothing(rng):
    """No boxes at all: two empty results.

    一个框都没有：返回两个空结果。
    """
    return np.zeros((0, 4)), np.zeros(0)


@case
def one_box(rng):
    """A single box.

    只有一个框。
    """
    return np.array([[3.0, 4, 9, 8]]), np.array([0.7])


@case
def a_slight_overlap(rng):
    """Gaussian: an IoU of 0.2 decays too, though the IoU threshold is 0.3.

    gaussian：IoU 阈值是 0.3，IoU 只有 0.2 也要衰减。
    """
    boxes = np.array([[0, 0, 12, 10], [8, 0, 20, 10]], float)
    return boxes, np.array([0.9, 0.7]), 0.3, 0.25, 0.01, "gaussian"


@case
def a_slight_overlap_linear(rng):
    """Linear: an IoU of 0.2 is below the threshold and costs nothing.

    linear：IoU 只有 0.2，没到阈值，分数不变。
    """
    boxes = np.array([[0, 0, 12, 10], [8, 0, 20, 10]], float)
    return boxes, np.array([0.9, 0.7]), 0.3, 0.25, 0.01, "linear"


@case
def linear_over_the_threshold(rng):
    """Linear: an IoU of 0.6 leaves 0.4 of the score.

    linear：IoU 是 0.6，分数只剩 0.4 倍。
    """
    boxes = np.array([[0, 0, 10, 8], [2.5, 0, 12.5, 8]], float)
    return boxes, np.array([0.2, 0.4]), 0.5, 0.5, 0.01, "linear"


@case
def hit_twice(rng):
    """A box between two others is lowered by both.

    夹在两个框中间的框，被两边各降一次分。
    """
    boxes = np.array([[5, 0, 15, 8], [0, 0, 10, 8], [10, 0, 20, 8]], float)
    return boxes, np.array([0.6, 0.9, 0.8])


@case
def hit_twice_linear(rng):
    """Linear: a box between two others is lowered by both.

    linear：夹在两个框中间的框，被两边各降一次分。
    """
    boxes = np.array([[4, 0, 14, 8], [0, 0, 10, 8], [8, 0, 18, 8]], float)
    return boxes, np.array([0.6, 0.9, 0.8]), 0.3, 0.5, 0.001, "linear"


@case
def twins(rng):
    """Linear: the second of two identical boxes has nothing left and goes.

    linear：两个完全一样的框，第二个降到 0，去掉。
    """
    boxes = np.array([[0, 0, 7, 9], [20, 0, 28, 6], [0, 0, 7, 9]], float)
    return boxes, np.array([0.7, 0.5, 0.8]), 0.3, 0.5, 0.05, "linear"


@case
def starts_too_low(rng):
    """A box that overlaps nothing starts below the score threshold and goes.

    一个不与任何框重叠的框，一开始就低于分数阈值，去掉。
    """
    boxes = np.array([[40, 0, 50, 6], [0, 0, 10, 7], [60, 3, 72, 9]], float)
    return boxes, np.array([0.1, 0.9, 0.5]), 0.3, 0.5, 0.2, "gaussian"


@case
def around_the_default_threshold(rng):
    """Defaults: 0.0015 is above the score threshold of 0.001, 0.0007 below.

    默认的分数阈值是 0.001：0.0015 在它之上，0.0007 在它之下。
    """
    boxes = np.array([[0, 0, 10, 6], [30, 0, 41, 7], [60, 0, 68, 9]], float)
    return boxes, np.array([0.0007, 0.0015, 0.4])


@case
def all_too_low(rng):
    """Every box starts below the score threshold: nothing is left.

    所有框一开始就低于分数阈值：什么都不剩。
    """
    return np.array([[0.0, 0, 9, 7], [20, 0, 31, 8]]), np.array([0.1, 0.2]), 0.3, 0.5, 0.4


@case
def falls_too_low(rng):
    """A box falls below the score threshold on the way and goes.

    一个框中途降到分数阈值以下，去掉。
    """
    boxes = np.array([[1, 0, 11, 9], [0, 0, 10, 9], [30, 0, 41, 9]], float)
    return boxes, np.array([0.8, 0.9, 0.4]), 0.3, 0.5, 0.3, "gaussian"


@case
def equal_to_the_score_threshold(rng):
    """A score of 0.25, a score threshold of 0.25: the box stays.

    分数是 0.25，分数阈值也是 0.25：保留。
    """
    boxes = np.array([[0, 0, 10, 6], [30, 0, 40, 7]], float)
    return boxes, np.array([0.25, 0.75]), 0.3, 0.5, 0.25, "gaussian"


@case
def apart_on_both_axes(rng):
    """Boxes that miss each other on both axes.

    在两个方向上都错开的框。
    """
    boxes = np.array([[12, 9, 20, 16], [0, 0, 8, 6], [8.5, 6.5, 11, 8.5]], float)
    return boxes, np.array([0.5, 0.9, 0.7])


@case
def apart_on_one_axis(rng):
    """Boxes that miss each other on one axis only.

    只在一个方向上错开的框。
    """
    boxes = np.array([[1, 9, 7, 14], [0, 0, 8, 6], [11, 1, 15, 5]], float)
    return boxes, np.array([0.5, 0.9, 0.7])


@case
def neighbours(rng):
    """Small boxes that share an edge or a corner: no overlap.

    几个小框，只共用一条边或一个角：没有重叠。
    """
    boxes = np.array([[2, 0, 4, 1], [0, 0, 2, 1], [2, 1, 3, 3]], float)
    return boxes, np.array([0.6, 0.9, 0.3])


@case
def one_inside_another(rng):
    """A small box inside a large one, which scores less.

    大框里套着一个分数更高的小框。
    """
    boxes = np.array([[0, 0, 10, 8], [1, 1, 9, 6]], float)
    return boxes, np.array([0.6, 0.8]), 0.6, 1.0, 0.01


@case
def half_by_the_old_rule(rng):
    """Linear: IoU 1/3, but exactly 1/2 if a pixel is added to every side.

    linear：IoU 是 1/3；如果每条边都加 1，就恰好是 1/2。
    """
    boxes = np.array([[0, 0, 3, 1], [0, 0, 1, 1]], float)
    return boxes, np.array([0.5, 0.7]), 0.5, 0.5, 0.01, "linear"


@case
def five_in_a_heap(rng):
    """Five almost identical boxes.

    五个几乎重合的框。
    """
    boxes = np.tile([10.0, 10, 40, 35], (5, 1)) + np.arange(5)[:, None] / 2
    return boxes, np.array([0.5, 0.6, 0.9, 0.7, 0.8]), 0.3, 0.5, 0.001


@cases(25)
def crowds(rng):
    """Defaults: jittered views of a few objects.

    全用默认参数：几个物体的许多抖动框。
    """
    n = int(rng.integers(6, 10))
    return settled(lambda: (views(rng, n, 3, 25, 4), distinct_scores(rng, n)))


@cases(30)
def other_settings(rng):
    """Gaussian: sigma and the score threshold away from their defaults.

    gaussian：sigma 和分数阈值都不是默认值。
    """
    n, sigma = int(rng.integers(5, 9)), float(rng.choice([0.2, 0.3, 0.8, 1.5]))
    low = float(rng.choice([0.02, 0.1, 0.25]))
    return settled(
        lambda: (views(rng, n, 2, 25, 4), distinct_scores(rng, n), 0.4, sigma, low, "gaussian")
    )


@cases(30)
def linear_crowds(rng):
    """Linear: jittered views of a few objects.

    linear：几个物体的许多抖动框。
    """
    n, t = int(rng.integers(5, 10)), float(rng.choice([0.2, 0.3, 0.5]))
    low = float(rng.choice([0.02, 0.15]))
    return settled(
        lambda: (views(rng, n, 2, 20, 5), distinct_scores(rng, n), t, 0.5, low, "linear")
    )


def three_on_a_grid(rng):
    """Draw three boxes with corners on a 5 x 5 grid, and their scores."""
    corner = rng.integers(0, 3, (3, 2))
    boxes = np.hstack([corner, corner + rng.integers(1, 4, (3, 2))]).astype(float)
    return boxes, rng.permutation([0.375, 0.5, 0.875])


@small(20)
def on_a_grid(rng):
    """Three boxes on a grid, defaults.

    三个框落在网格上，全用默认参数。
    """
    return settled(lambda: three_on_a_grid(rng))


@small(25)
def on_a_grid_linear(rng):
    """Linear: three boxes on a grid, the best two often with an IoU equal to the threshold.

    linear：三个框落在网格上，分数最高的两个 IoU 常常恰好等于阈值。
    """
    on_the_line = rng.random() < 0.5
    t = float(rng.choice([0.25, 0.5]))
    while True:
        boxes, scores = three_on_a_grid(rng)
        _, second, best = np.argsort(scores)
        touches = iou(boxes[best], boxes[[second]])[0] == t
        inputs = (boxes, scores, t, 0.5, 0.03, "linear")
        if touches == on_the_line and off_the_lines(*inputs, equal=True):
            return inputs


@sized(250)
def interview(rng, n):
    """Draw n boxes, five or so on every object."""
    return views(rng, n, n // 5 + 1, 300, 4), (rng.permutation(n) + 1) / n


# ---- mistakes: wrong programs people write -----------------------------------
# Every one has the contract's defaults: inputs may stop after the scores.


def lowered_by(boxes, scores, score_threshold, weight):
    """Soft-NMS with any factor `weight(overlap, current scores of the others)`."""
    current, left, picked = scores.copy(), np.arange(len(scores)), []
    while left.size:
        best = left[np.argmax(current[left])]
        if current[best] < score_threshold:
            break
        picked.append(best)
        left = left[left != best]
        current[left] *= weight(iou(boxes[best], boxes[left]), current[left])
    indices = np.array(picked, dtype=np.int64)
    return indices, current[indices]


def with_overlap(boxes, scores, iou_threshold, sigma, score_threshold, method, overlap):
    """Soft-NMS by another measure of overlap."""
    current, left, picked = scores.copy(), np.arange(len(scores)), []
    while left.size:
        best = left[np.argmax(current[left])]
        if current[best] < score_threshold:
            break
        picked.append(best)
        left = left[left != best]
        current[left] *= decay(overlap(boxes[best], boxes[left]), iou_threshold, sigma, method)
    indices = np.array(picked, dtype=np.int64)
    return indices, current[indices]


@mistake
def keeps_the_first_order(
    boxes, scores, iou_threshold=0.3, sigma=0.5, score_threshold=0.001, method="gaussian"
):
    """You sort once and walk down that order. After a decay another box may be the best:
    look for the highest current score again in every round.

    只在开头排了一次序，之后就照这个顺序走。降分之后最高的可能换人了：
    每一轮都要重新找当前分数最高的框。
    """
    order, current, picked = np.argsort(-scores, kind="stable"), scores.copy(), []
    for rank, best in enumerate(order):
        if current[best] < score_threshold:
            continue
        picked.append(best)
        rest = order[rank + 1 :]
        current[rest] *= decay(iou(boxes[best], boxes[rest]), iou_threshold, sigma, method)
    indices = np.array(picked, dtype=np.int64)
    return indices, current[indices]


@mistake
def sorts_again_only_at_the_end(
    boxes, scores, iou_threshold=0.3, sigma=0.5, score_threshold=0.001, method="gaussian"
):
    """You decay in the order of the first scores and sort the result. Whoever is picked first
    lowers the other, so the order matters on the way: look for the highest current score in
    every round.

    按最初的分数顺序逐个衰减，最后才排序。先取出的框会压低后面的框，所以顺序在途中就有影响：
    每一轮都要重新找当前分数最高的框。
    """
    order, current = np.argsort(-scores, kind="stable"), scores.copy()
    for rank, best in enumerate(order):
        rest = order[rank + 1 :]
        current[rest] *= decay(iou(boxes[best], boxes[rest]), iou_threshold, sigma, method)
    order = np.argsort(-current, kind="stable")
    order = order[current[order] >= score_threshold]
    return order, current[order]


@mistake
def does_not_square(
    boxes, scores, iou_threshold=0.3, sigma=0.5, score_threshold=0.001, method="gaussian"
):
    """Your gaussian is exp(-IoU / sigma): the IoU is not squared, so slight overlaps cost far
    too much. Use exp(-IoU**2 / sigma).

    高斯衰减写成了 exp(-IoU / sigma)，IoU 没有平方，稍微重叠一点就降得太多。
    应当是 exp(-IoU**2 / sigma)。
    """
    if method == "linear":
        return soft_nms(boxes, scores, iou_threshold, sigma, score_threshold, method)
    return lowered_by(boxes, scores, score_threshold, lambda v, s: np.exp(-v / sigma))


@mistake
def squares_sigma(
    boxes, scores, iou_threshold=0.3, sigma=0.5, score_threshold=0.001, method="gaussian"
):
    """You divide by sigma**2. In Soft-NMS sigma itself is the divisor: exp(-IoU**2 / sigma).

    除的是 sigma 的平方。Soft-NMS 里 sigma 本身就是除数：exp(-IoU**2 / sigma)。
    """
    return soft_nms(boxes, scores, iou_threshold, sigma**2, score_threshold, method)


@mistake
def normal_density(
    boxes, scores, iou_threshold=0.3, sigma=0.5, score_threshold=0.001, method="gaussian"
):
    """You divide by 2 * sigma**2, as a normal density does. Here sigma itself is the divisor:
    exp(-IoU**2 / sigma).

    套用了正态分布的写法，除以 2 * sigma**2。这里 sigma 本身就是除数：exp(-IoU**2 / sigma)。
    """
    return soft_nms(boxes, scores, iou_threshold, 2 * sigma**2, score_threshold, method)


@mistake
def raises_the_scores(
    boxes, scores, iou_threshold=0.3, sigma=0.5, score_threshold=0.001, method="gaussian"
):
    """The sign of your exponent is wrong: exp(+IoU**2 / sigma) raises the score of a box the
    more it overlaps. It must fall.

    指数的符号反了：exp(+IoU**2 / sigma) 让重叠越多的框分数越高。应当是越低。
    """
    return soft_nms(
        boxes,
        scores,
        iou_threshold,
        -sigma if method == "gaussian" else sigma,
        score_threshold,
        method,
    )


@mistake
def gaussian_only_over_the_threshold(
    boxes, scores, iou_threshold=0.3, sigma=0.5, score_threshold=0.001, method="gaussian"
):
    """Your gaussian decays only where IoU > iou_threshold. That gate belongs to "linear":
    the gaussian is smooth and lowers every overlapping box.

    高斯衰减只在 IoU > iou_threshold 时才做。这个条件是 "linear" 的：
    高斯本身是平滑的，只要重叠就要降分。
    """
    if method == "linear":
        return soft_nms(boxes, scores, iou_threshold, sigma, score_threshold, method)
    return lowered_by(
        boxes,
        scores,
        score_threshold,
        lambda v, s: np.where(v > iou_threshold, np.exp(-(v**2) / sigma), 1.0),
    )


@mistake
def linear_at_any_overlap(
    boxes, scores, iou_threshold=0.3, sigma=0.5, score_threshold=0.001, method="gaussian"
):
    """Your linear decay ignores iou_threshold: it multiplies by 1 - IoU at any overlap.
    At or below the threshold the score stays as it is.

    线性衰减没有看 iou_threshold，只要重叠就乘 1 - IoU。IoU 不超过阈值时分数应当不变。
    """
    return soft_nms(boxes, scores, 0.0, sigma, score_threshold, method)


@mistake
def multiplies_by_the_iou(
    boxes, scores, iou_threshold=0.3, sigma=0.5, score_threshold=0.001, method="gaussian"
):
    """Your linear decay multiplies by IoU, so the closest duplicates lose least.
    Multiply by 1 - IoU.

    线性衰减乘的是 IoU，越是重复的框反而降得越少。应当乘 1 - IoU。
    """
    if method == "gaussian":
        return soft_nms(boxes, scores, iou_threshold, sigma, score_threshold, method)
    return lowered_by(
        boxes, scores, score_threshold, lambda v, s: np.where(v > iou_threshold, v, 1.0)
    )


@mistake
def compares_the_score(
    boxes, scores, iou_threshold=0.3, sigma=0.5, score_threshold=0.001, method="gaussian"
):
    """Your linear decay asks whether the *score* exceeds iou_threshold. It is the IoU with the
    picked box that must exceed it.

    线性衰减拿*分数*去和 iou_threshold 比了。该比的是与取出框的 IoU。
    """
    if method == "gaussian":
        return soft_nms(boxes, scores, iou_threshold, sigma, score_threshold, method)
    return lowered_by(
        boxes, scores, score_threshold, lambda v, s: np.where(s > iou_threshold, 1 - v, 1.0)
    )


@mistake
def always_gaussian(
    boxes, scores, iou_threshold=0.3, sigma=0.5, score_threshold=0.001, method="gaussian"
):
    """You never look at `method`: the gaussian decay is used for "linear" too.

    没有看 `method`，"linear" 也用了高斯衰减。
    """
    return soft_nms(boxes, scores, iou_threshold, sigma, score_threshold)


@mistake
def always_linear(
    boxes, scores, iou_threshold=0.3, sigma=0.5, score_threshold=0.001, method="gaussian"
):
    """You never look at `method`: the linear decay is used for "gaussian" too, which is the
    default.

    没有看 `method`，"gaussian" 也用了线性衰减，而默认正是 gaussian。
    """
    return soft_nms(boxes, scores, iou_threshold, sigma, score_threshold, "linear")


@mistake
def deletes_instead(
    boxes, scores, iou_threshold=0.3, sigma=0.5, score_threshold=0.001, method="gaussian"
):
    """You wrote plain NMS: boxes over the IoU threshold are deleted. Soft-NMS keeps them with a
    lower score, and only the score threshold removes a box.

    写成了普通 NMS：超过 IoU 阈值的框直接删了。Soft-NMS 只降分不删，去掉谁由分数阈值决定。
    """
    return lowered_by(
        boxes, scores, score_threshold, lambda v, s: np.where(v > iou_threshold, 0.0, 1.0)
    )


@mistake
def returns_the_first_scores(
    boxes, scores, iou_threshold=0.3, sigma=0.5, score_threshold=0.001, method="gaussian"
):
    """You return the scores as they came in. The decayed ones are the result of Soft-NMS:
    without them nothing was softened.

    返回的还是输入时的分数。Soft-NMS 的结果就是衰减后的分数，不返回它等于什么都没做。
    """
    indices, _ = soft_nms(boxes, scores, iou_threshold, sigma, score_threshold, method)
    return indices, scores[indices]


@mistake
def decays_from_the_first_score(
    boxes, scores, iou_threshold=0.3, sigma=0.5, score_threshold=0.001, method="gaussian"
):
    """Each round you start again from the first score, so only the last decay counts.
    Multiply the current score, so that the decays of several picks multiply.

    每一轮都从最初的分数算起，只有最后一次衰减留了下来。
    应当在当前分数上继续乘，几次衰减要连乘。
    """
    current, left, picked = scores.copy(), np.arange(len(scores)), []
    while left.size:
        best = left[np.argmax(current[left])]
        if current[best] < score_threshold:
            break
        picked.append(best)
        left = left[left != best]
        v = iou(boxes[best], boxes[left])
        current[left] = scores[left] * decay(v, iou_threshold, sigma, method)
    indices = np.array(picked, dtype=np.int64)
    return indices, current[indices]


@mistake
def lowers_the_picked_too(
    boxes, scores, iou_threshold=0.3, sigma=0.5, score_threshold=0.001, method="gaussian"
):
    """You decay boxes that were picked already. A score is final once its box is picked: apply
    the decay to the boxes that are left only.

    已经取出的框也被降了分。框一旦取出，分数就定了：只给还没取出的框降分。
    """
    current, free, picked = scores.copy(), np.ones(len(scores), dtype=bool), []
    while free.any():
        best = int(np.where(free, current, -1.0).argmax())
        if current[best] < score_threshold:
            break
        picked.append(best)
        free[best] = False
        others = np.arange(len(scores)) != best
        v = iou(boxes[best], boxes[others])
        current[others] *= decay(v, iou_threshold, sigma, method)
    indices = np.array(picked, dtype=np.int64)
    return indices, current[indices]


@mistake
def lowers_itself(
    boxes, scores, iou_threshold=0.3, sigma=0.5, score_threshold=0.001, method="gaussian"
):
    """You decay the picked box by its IoU with itself, which is 1. Take it out before you
    lower the rest.

    取出的框拿自己和自己算 IoU（等于 1），把自己也降了分。先把它拿出来，再给剩下的降分。
    """
    current, left, picked = scores.copy(), np.arange(len(scores)), []
    while left.size:
        best = left[np.argmax(current[left])]
        if current[best] < score_threshold:
            break
        picked.append(best)
        current[left] *= decay(iou(boxes[best], boxes[left]), iou_threshold, sigma, method)
        left = left[left != best]
    indices = np.array(picked, dtype=np.int64)
    return indices, current[indices]


@mistake
def swaps_views(
    boxes, scores, iou_threshold=0.3, sigma=0.5, score_threshold=0.001, method="gaussian"
):
    """You swap rows with `b[i], b[m] = b[m], b[i]`. Rows of an array are views, so both rows
    end up equal and one box is lost. Write `b[[i, m]] = b[[m, i]]`.

    用 `b[i], b[m] = b[m], b[i]` 交换两行。数组的行是视图，结果两行变得一样，丢了一个框。
    应当写 `b[[i, m]] = b[[m, i]]`。
    """
    b, current, index = boxes.copy(), scores.copy(), np.arange(len(scores))
    for i in range(len(b)):
        m = i + int(np.argmax(current[i:]))
        b[i], b[m] = b[m], b[i]
        current[[i, m]] = current[[m, i]]
        index[[i, m]] = index[[m, i]]
        v = iou(b[i], b[i + 1 :])
        current[i + 1 :] *= decay(v, iou_threshold, sigma, method)
    stay = current >= score_threshold
    return index[stay], current[stay]


@mistake
def moves_scores_not_boxes(
    boxes, scores, iou_threshold=0.3, sigma=0.5, score_threshold=0.001, method="gaussian"
):
    """You swap scores and indices to the front but leave the boxes where they are, so from
    then on scores belong to other boxes. Swap all three, or none and keep a list of what is
    left.

    把分数和下标换到了前面，框却没有跟着换，之后分数和框就对不上了。
    三者要一起换；或者都不换，另外记住还剩哪些框。
    """
    current, index = scores.copy(), np.arange(len(scores))
    for i in range(len(boxes)):
        m = i + int(np.argmax(current[i:]))
        current[[i, m]] = current[[m, i]]
        index[[i, m]] = index[[m, i]]
        v = iou(boxes[i], boxes[i + 1 :])
        current[i + 1 :] *= decay(v, iou_threshold, sigma, method)
    stay = current >= score_threshold
    return index[stay], current[stay]


@mistake
def positions_after_sorting(
    boxes, scores, iou_threshold=0.3, sigma=0.5, score_threshold=0.001, method="gaussian"
):
    """You sort boxes and scores first and return positions in the sorted arrays. Map them back
    to the input: `order[indices]`.

    先把框和分数排了序，返回的却是排序后数组里的位置。要映射回输入：`order[indices]`。
    """
    order = np.argsort(-scores, kind="stable")
    return soft_nms(boxes[order], scores[order], iou_threshold, sigma, score_threshold, method)


@mistake
def index_order(
    boxes, scores, iou_threshold=0.3, sigma=0.5, score_threshold=0.001, method="gaussian"
):
    """You list what is kept by index. Both results are due in the order picked, the highest
    decayed score first.

    结果是按下标排的。两个返回值都应当按取出的顺序排，衰减后分数最高的在前。
    """
    indices, final = soft_nms(boxes, scores, iou_threshold, sigma, score_threshold, method)
    order = np.argsort(indices)
    return indices[order], final[order]


@mistake
def worst_first(
    boxes, scores, iou_threshold=0.3, sigma=0.5, score_threshold=0.001, method="gaussian"
):
    """You pick the lowest current score each round; pick the highest. Here bad boxes take
    score away from good ones.

    每轮取的是当前分数最低的框，应当取最高的。现在是差框在给好框降分。
    """
    current, left, picked = scores.copy(), np.arange(len(scores)), []
    while left.size:
        left = left[current[left] >= score_threshold]
        if left.size == 0:
            break
        worst = left[np.argmin(current[left])]
        picked.append(worst)
        left = left[left != worst]
        current[left] *= decay(iou(boxes[worst], boxes[left]), iou_threshold, sigma, method)
    indices = np.array(picked, dtype=np.int64)
    return indices, current[indices]


@mistake
def drops_nothing(
    boxes, scores, iou_threshold=0.3, sigma=0.5, score_threshold=0.001, method="gaussian"
):
    """You never use score_threshold: every box comes back. Drop a box whose current score is
    below it.

    没有用到 score_threshold，所有框都返回了。当前分数低于它的框要去掉。
    """
    return soft_nms(boxes, scores, iou_threshold, sigma, 0.0, method)


@mistake
def threshold_at_the_start_only(
    boxes, scores, iou_threshold=0.3, sigma=0.5, score_threshold=0.001, method="gaussian"
):
    """You compare only the first scores with score_threshold. A box that falls below it on the
    way must go too.

    只在开头拿最初的分数和 score_threshold 比了一次。中途降到阈值以下的框也要去掉。
    """
    able = np.flatnonzero(scores >= score_threshold)
    indices, final = soft_nms(boxes[able], scores[able], iou_threshold, sigma, 0.0, method)
    return able[indices], final


@mistake
def fixed_score_threshold(
    boxes, scores, iou_threshold=0.3, sigma=0.5, score_threshold=0.001, method="gaussian"
):
    """Your score threshold is a fixed 0.001; use the argument.

    分数阈值写死成了 0.001，应当用传进来的参数。
    """
    return soft_nms(boxes, scores, iou_threshold, sigma, 0.001, method)


@mistake
def fixed_sigma(
    boxes, scores, iou_threshold=0.3, sigma=0.5, score_threshold=0.001, method="gaussian"
):
    """Your sigma is a fixed 0.5; use the argument.

    sigma 写死成了 0.5，应当用传进来的参数。
    """
    return soft_nms(boxes, scores, iou_threshold, 0.5, score_threshold, method)


@mistake
def crashes_on_nothing(
    boxes, scores, iou_threshold=0.3, sigma=0.5, score_threshold=0.001, method="gaussian"
):
    """You take the maximum of no scores, which raises. With no boxes return two empty results.

    没有框的时候还去求分数的最大值，直接抛异常。没有框时应当返回两个空结果。
    """
    np.argmax(scores)
    return soft_nms(boxes, scores, iou_threshold, sigma, score_threshold, method)


@mistake
def no_clamp(boxes, scores, iou_threshold=0.3, sigma=0.5, score_threshold=0.001, method="gaussian"):
    """You do not clamp the sides of the intersection at 0: two negative sides multiply into a
    positive area for boxes that miss each other on both axes. Clamp each side first.

    交集的边长没有和 0 取最大值：两个方向都错开时负负得正，凭空多出一块面积。
    先把每条边截到 0 以上，再相乘。
    """

    def overlap(box, others):
        low, high = np.maximum(box[:2], others[:, :2]), np.minimum(box[2:], others[:, 2:])
        inter = np.prod(high - low, axis=1)
        return inter / (area(box) + area(others) - inter)

    return with_overlap(boxes, scores, iou_threshold, sigma, score_threshold, method, overlap)


@mistake
def divides_by_the_smaller(
    boxes, scores, iou_threshold=0.3, sigma=0.5, score_threshold=0.001, method="gaussian"
):
    """You divide by the smaller area, so a small box inside a large one counts as the same.
    IoU divides by the union.

    分母用的是较小框的面积，大框里的小框就被当成了重复框。IoU 的分母是并集。
    """
    return with_overlap(
        boxes,
        scores,
        iou_threshold,
        sigma,
        score_threshold,
        method,
        lambda a, b: intersection(a, b) / np.minimum(area(a), area(b)),
    )


@mistake
def divides_by_one_area(
    boxes, scores, iou_threshold=0.3, sigma=0.5, score_threshold=0.001, method="gaussian"
):
    """You divide by the area of one of the two boxes. IoU divides by the union.

    分母只用了其中一个框的面积。IoU 的分母是并集。
    """
    return with_overlap(
        boxes,
        scores,
        iou_threshold,
        sigma,
        score_threshold,
        method,
        lambda a, b: intersection(a, b) / area(b),
    )


@mistake
def counts_the_overlap_twice(
    boxes, scores, iou_threshold=0.3, sigma=0.5, score_threshold=0.001, method="gaussian"
):
    """Your union is A1 + A2: the intersection is counted twice. Subtract it once.

    并集写成了 A1 + A2，交集算了两次。要减去一次交集。
    """
    return with_overlap(
        boxes,
        scores,
        iou_threshold,
        sigma,
        score_threshold,
        method,
        lambda a, b: intersection(a, b) / (area(a) + area(b)),
    )


@convention
def decays_at_equality(
    boxes, scores, iou_threshold=0.3, sigma=0.5, score_threshold=0.001, method="gaussian"
):
    """Your linear decay acts where IoU >= threshold, as the paper's formula has it. The
    authors' code and OpenCV say `>`, and so do we: IoU equal to it leaves the score alone.

    线性衰减在 IoU >= 阈值时就生效，论文的公式是这样写的。
    作者的代码和 OpenCV 都是 `>`，这里也一样：恰好等于阈值时分数不变。
    """
    return soft_nms(
        boxes, scores, np.nextafter(iou_threshold, -1.0), sigma, score_threshold, method
    )


@convention
def plus_one(boxes, scores, iou_threshold=0.3, sigma=0.5, score_threshold=0.001, method="gaussian"):
    """You use the legacy pixel convention, x2 - x1 + 1, as the authors' code does.
    Coordinates are continuous here: a side is x2 - x1.

    用的是老的像素约定 x2 - x1 + 1，论文作者的代码就是这样。这里坐标是连续的，边长就是 x2 - x1。
    """
    return soft_nms(boxes + [0, 0, 1, 1], scores, iou_threshold, sigma, score_threshold, method)


@convention
def plus_one_and_decays_at_equality(
    boxes, scores, iou_threshold=0.3, sigma=0.5, score_threshold=0.001, method="gaussian"
):
    """Two other conventions at once: sides are x2 - x1 + 1 (legacy pixels), and your linear
    decay acts at equality (>=, the paper's formula). Here a side is x2 - x1 and the test
    is `>`.

    同时用了两个别处的约定：边长 x2 - x1 + 1（老的像素约定），线性衰减在等于阈值时也生效
    （论文公式里的 >=）。这里边长就是 x2 - x1，严格大于才衰减。
    """
    below = np.nextafter(iou_threshold, -1.0)
    return soft_nms(boxes + [0, 0, 1, 1], scores, below, sigma, score_threshold, method)


@convention
def spares_boxes_without_overlap(
    boxes, scores, iou_threshold=0.3, sigma=0.5, score_threshold=0.001, method="gaussian"
):
    """You compare a score with score_threshold only when it is decayed, as the authors' Cython
    code does, so a box that starts too low and overlaps nothing stays. Here it goes.

    只在降分的时候才和 score_threshold 比（作者的 Cython 代码就是这样），所以一开始就太低、
    又不与任何框重叠的框留了下来。这里要去掉。
    """
    current, left, picked = scores.copy(), np.arange(len(scores)), []
    while left.size:
        best = left[np.argmax(current[left])]
        picked.append(best)
        left = left[left != best]
        v = iou(boxes[best], boxes[left])
        current[left] *= decay(v, iou_threshold, sigma, method)
        left = left[(v == 0) | (current[left] >= score_threshold)]
    indices = np.array(picked, dtype=np.int64)
    return indices, current[indices]


@convention
def plus_one_and_spares_boxes_without_overlap(
    boxes, scores, iou_threshold=0.3, sigma=0.5, score_threshold=0.001, method="gaussian"
):
    """Two habits of the authors' Cython code: sides are x2 - x1 + 1, and a score is compared
    with score_threshold only when it is decayed. Here a side is x2 - x1, and a box that starts
    too low goes even if it overlaps nothing.

    作者 Cython 代码的两个做法都照搬了：边长 x2 - x1 + 1，并且只在降分时才和 score_threshold 比。
    这里边长就是 x2 - x1；一开始就太低的框，即使不与任何框重叠也要去掉。
    """
    return spares_boxes_without_overlap(
        boxes + [0, 0, 1, 1], scores, iou_threshold, sigma, score_threshold, method
    )


@convention
def drops_at_the_score_threshold(
    boxes, scores, iou_threshold=0.3, sigma=0.5, score_threshold=0.001, method="gaussian"
):
    """You keep scores > score_threshold, as several PyTorch ports do. Here a score equal to
    it stays.

    只保留分数 > score_threshold 的框，一些 PyTorch 移植版是这样。这里恰好等于阈值的要保留。
    """
    above = np.nextafter(score_threshold, 1.0)
    return soft_nms(boxes, scores, iou_threshold, sigma, above, method)
