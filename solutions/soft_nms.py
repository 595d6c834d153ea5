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
* gaussian decays at any overlap, linear only above t        paper, equations 1 and 3
* linear is strict, IoU == t leaves the score alone          authors' code; the paper has >=
* sigma divides as it is, not squared, not doubled           paper, equation 3
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
* gaussian 只要重叠就衰减，linear 只在 IoU > t 时   论文公式 (1)、(3)
* linear 是严格大于，IoU == t 时分数不变            作者代码；论文公式里是 >=
* sigma 直接当除数，不平方，也不乘 2                论文公式 (3)
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
    boxes, scores, iou_threshold=0.3, sigma=0.5, score_threshold=0.001, method="gaussian"
):
    """Whether rounding cannot change the answer: no two scores close when one is picked, none
    near the score threshold, no IoU near the IoU threshold.
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
        if method == "linear" and (abs(v - iou_threshold) < 2e-3).any():
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
        third, second, best = np.argsort(scores)
        exact = iou(boxes[best], boxes[[second]])[0] == t
        # just below the threshold, so that equality does not count as too close to it
        if exact == on_the_line and off_the_lines(boxes, scores, t - 0.005, 0.5, 0.03, "linear"):
            return boxes, scores, t, 0.5, 0.03, "linear"


@sized(250)
def interview(rng, n):
    """Draw n boxes, five or so on every object."""
    return views(rng, n, n // 5 + 1, 300, 4), (rng.permutation(n) + 1) / n


# ---- mistakes: wrong programs people write -----------------------------------
