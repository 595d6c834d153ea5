"""Details of detectors: run, counted, and measured on polygons."""

import itertools

import numpy as np
import torch
from cards.fact import formula, gradient, holds, number, run
from scipy import stats
from shapely import affinity, box
from torch.nn import functional as F

RNG = np.random.default_rng(0)


@holds("centernet-targets", "the **maximum** is taken", "取**最大值**")
def overlapping_peaks():
    x = np.arange(20)
    one, other = np.exp(-((x - 8) ** 2) / 8), np.exp(-((x - 10) ** 2) / 8)
    return np.maximum(one, other).max() == 1 < (one + other).max()


def falloff():
    return stats.norm.pdf(1) / stats.norm.pdf(0)


number("centernet-focal", "Y = 0.61")(falloff)
number("centernet-focal", "0.024")(lambda: (1 - falloff()) ** 4)


def squared(w, truth):
    """Give YOLOv1's error of a width."""
    return F.mse_loss(torch.tensor(float(w)).sqrt(), torch.tensor(float(truth)).sqrt()).item()


number("yolov1-root", "= 0.28")(lambda: squared(25, 20))
number("yolov1-root", "= 0.016")(lambda: squared(405, 400))
holds(
    "yolov1-root",
    "10 % on a large box still costs more than 10 % on a small one",
    "大框差 10% 的损失仍比小框差 10% 大",
)(lambda: squared(440, 400) > squared(22, 20))


def shape_distance(one, other):
    """Give 1 − IoU of two sizes on a common centre."""
    a, b = (box(-w / 2, -h / 2, w / 2, h / 2) for w, h in (one, other))
    return 1 - a.intersection(b).area / a.union(b).area


formula("yolov2-priors", "IoU measures that relative to size", "IoU 衡量的是相对大小的重叠")(
    lambda: (shape_distance((10, 20), (16, 12)), shape_distance((100, 200), (160, 120)))
)


def focus(x):
    """Slice as YOLOv5 does, down the columns of each block."""
    return torch.cat([x[..., i::2, j::2] for j in (0, 1) for i in (0, 1)], 1)


number("focus-and-passthrough", "320×320×12")(
    lambda: focus(torch.empty(1, 3, 640, 640))[0].permute(1, 2, 0).shape
)
number("focus-and-passthrough", "13×13×2048")(
    lambda: F.pixel_unshuffle(torch.empty(512, 26, 26), 2).permute(1, 2, 0).shape
)


@formula(
    "focus-and-passthrough",
    "equals one 6×6 convolution with stride 2",
    "等价于一个步长 2 的 6×6 卷积",
)
def one_convolution():
    x, w = torch.rand(1, 3, 12, 12).double(), torch.rand(4, 12, 3, 3).double()
    large = torch.zeros(4, 3, 6, 6).double()
    for n, (j, i) in enumerate(itertools.product((0, 1), repeat=2)):
        large[:, :, i::2, j::2] = w[:, 3 * n : 3 * n + 3]
    return F.conv2d(focus(x), w, padding=1), F.conv2d(x, large, stride=2, padding=2)


@formula("yolov5-neck", "equivalent SPPF", "结果等价、速度更快的 SPPF")
def pooled_in_a_row():
    x = torch.rand(1, 2, 20, 20)
    at_once = [F.max_pool2d(x, k, 1, k // 2) for k in (5, 9, 13)]
    rows = [x]
    for _ in range(3):
        rows.append(F.max_pool2d(rows[-1], 5, 1, 2))
    return torch.cat(rows[1:]), torch.cat(at_once)


T = torch.linspace(-30, 30, 10_001)

number("yolov5-decode", "−0.5 to 1.5", "−0.5 到 1.5")(
    lambda: ((2 * T.sigmoid() - 0.5).min(), (2 * T.sigmoid() - 0.5).max())
)
number("yolov5-decode", "at most 4 times", "最多是 anchor 的 4 倍", gives=4)(
    lambda: ((2 * T.sigmoid()) ** 2).max()
)
formula(
    "yolov5-decode", "$t = 0$ gives exactly the anchor", "$t = 0$ 时恰好是位于格子中央的 anchor"
)(lambda: ([2 * T[5000].sigmoid() - 0.5, (2 * T[5000].sigmoid()) ** 2], [0.5, 1]))

number("yolov5-assignment", "= 27")(
    lambda: len(list(itertools.product(("own", "left", "upper"), range(3), range(3))))
)


def least_loss(weight, target=0.7):
    """Find the prediction at which the weighted cross-entropy is least."""
    p = torch.linspace(0.001, 0.999, 999).double()
    return p[
        (weight * F.binary_cross_entropy(p, torch.full_like(p, target), reduction="none")).argmin()
    ]


formula("objectness-weight", "where the prediction equals the target", "总在预测等于目标")(
    lambda: ([least_loss(weight) for weight in (0.1, 1, 7)], [0.7] * 3)
)

number("objectness-zero", "−7 to −4", "−7 到 −4")(
    lambda: tuple(np.log(8 / (640 / stride) ** 2) for stride in (8, 32))
)


def cells(side):
    return sum(3 * (side // stride) ** 2 for stride in (8, 16, 32))


number("objectness-image-size", "25,200")(lambda: cells(640))
number("objectness-image-size", "100,800")(lambda: cells(1280))


@number("objectness-image-size", "2² = 4")
def pull_on_a_positive():
    """Take one positive among all predictions, and compare the gradients of the mean."""

    def pull(side):
        target = torch.zeros(cells(side)).double()
        target[0] = 1
        loss = F.binary_cross_entropy_with_logits
        return gradient(lambda z: loss(z, target), torch.full((cells(side),), -4.0))[0].item()

    return pull(640) / pull(1280)


number("wordtree-descent", "0.9, 0.72, 0.43", "0.9、0.72、0.43")(
    lambda: tuple(np.cumprod([0.9, 0.8, 0.6]))
)
number("detr-sequence", "25 · 33 = 825")(
    lambda: F.avg_pool2d(torch.empty(1, 800, 1056), 32).numel()
)
formula("detr-cost-or-loss", "L1 depends on the size of the box", "L1 与框的大小有关")(
    lambda: (
        F.l1_loss(torch.tensor([10.0, 20]), torch.tensor([12.0, 20])) * 10,
        F.l1_loss(torch.tensor([100.0, 200]), torch.tensor([120.0, 200])),
    )
)


def rotated(x, y, w, h, angle):
    return affinity.rotate(box(x - w / 2, y - h / 2, x + w / 2, y + h / 2), angle)


def shoelace(polygon):
    x, y = np.array(polygon.exterior.coords).T
    return abs(np.sum(x[:-1] * y[1:] - x[1:] * y[:-1])) / 2


PAIRS = [
    (rotated(0, 0, 3, 2, a), rotated(*RNG.normal(0, 0.5, 2), 3, 2, b))
    for a, b in RNG.uniform(0, 180, (300, 2))
]

formula("rotated-iou", r"\frac{1}{2} \left| \sum_i (x_i y_{i+1} - x_{i+1} y_i) \right|")(
    lambda: (
        [shoelace(a & b) for a, b in PAIRS[:20] if a & b],
        [(a & b).area for a, b in PAIRS[:20] if a & b],
    )
)
formula("rotated-iou", "inter / (w₁h₁ + w₂h₂ − inter)", "交集 / (w₁h₁ + w₂h₂ − 交集)")(
    lambda: (
        [(a & b).area / (6 + 6 - (a & b).area) for a, b in PAIRS],
        [(a & b).area / (a | b).area for a, b in PAIRS],
    )
)
number("rotated-iou", "at most 8 corners", "最多 8 个顶点", gives=8)(
    lambda: max(len((a & b).exterior.coords) - 1 for a, b in PAIRS if a & b)
)
number("polygon-clipping-steps", "4 + 4 = 8")(
    lambda: max(len((a & b).exterior.coords) - 1 for a, b in PAIRS if a & b)
)
holds(
    "polygon-clipping-steps", "positive on the left of the edge from a to b", "从 a 到 b，左侧为正"
)(lambda: np.linalg.det([[1, 0], [0, 1]]) > 0 > np.linalg.det([[1, 0], [0, -1]]))

number("angle-boundary", "differ by 2°", "只差 2°", gives=2)(
    lambda: np.degrees(np.arccos(abs(np.cos(np.radians(89) - np.radians(-89)))))
)
number("angle-boundary", "178°", "178°", gives=178)(
    lambda: F.l1_loss(torch.tensor(89.0), torch.tensor(-89.0))
)


@holds("angle-boundary", "The boxes are nearly the same", "两个框几乎相同")
def half_a_turn():
    one, other = rotated(0, 0, 8, 4, 89), rotated(0, 0, 8, 4, -89)
    return (one & other).area / (one | other).area > 0.9


holds("iou-by-hand", "their product would be a positive area", "相乘会变成正的面积")(
    lambda: (2 - 4) * (2 - 4) > 0
)
formula("iou-by-hand", "(N, M, ...)", "(N, M, ...)")(
    lambda: (
        np.maximum(RNG.random((5, 4))[:, None, :2], RNG.random((3, 4))[:, :2]).shape,
        (5, 3, 2),
    )
)

number("rcnn-accurate-yolo-fast", "98 boxes", "98 个框", gives=98)(
    lambda: torch.empty(7, 7, 2).numel()
)
number("rotated-iou-corners-bug", "0.83")(
    lambda: (rotated(0, 0, 2, 2, 0) & rotated(0, 0, 2, 2, 45)).area / 4
)
number("rotated-iou-corners-bug", "0.707")(
    lambda: (
        (rotated(0, 0, 2, 2, 0) & rotated(0, 0, 2, 2, 45)).area
        / (rotated(0, 0, 2, 2, 0) | rotated(0, 0, 2, 2, 45)).area
    )
)
number("objectness-sigmoid-bug", "0.00002")(lambda: torch.tensor([-6.0, -5]).sigmoid().prod())
number("objectness-sigmoid-bug", "0.94")(lambda: torch.tensor([3.0, 4]).sigmoid().prod())


def square(angle):
    return np.array(rotated(0, 0, 2, 2, angle).exterior.coords)[:4]


number("rotated-iou-corners-bug", "This gives 0.5", "得到 0.5")(
    lambda: run("rotated-iou-corners-bug")["rotated_iou"](square(0), square(45))
)


def turned(w, h, angle):
    """Compare a box with itself after a turn."""
    one, other = rotated(0, 0, w, h, 0), rotated(0, 0, w, h, angle)
    return (one & other).area / (one | other).area


number("quarter-turn-iou", "1/7")(lambda: turned(8, 2, 90))
number("quarter-turn-iou", "0.14", within=0.04)(lambda: 1 - turned(1, 1, 10))
holds("quarter-turn-iou", "a box of 8 : 1 over half of it", "一半以上")(
    lambda: turned(8, 1, 10) < 0.5
)


def lost(stride):
    """Compare the faulty box of no size with the middle of its cell."""
    found = run("fcos-decode-bug")["decode"](torch.zeros(4, 3, 3), stride)[1, 1]
    return stride // 2 + stride - found[0]


number("fcos-decode-bug", "by 4 px on P3", "P3 上偏 4", gives=4)(lambda: lost(8))
number("fcos-decode-bug", "64 px on P7", "偏 64 像素", gives=64)(lambda: lost(128))
number("objectness-sigmoid-bug", "+30", gives=30)(
    lambda: run("objectness-sigmoid-bug")["scores"](torch.tensor([[0, 0, 0, 0, -6.0, -5]])).item()
)
number("centernet-output-size", "1,376,256")(
    lambda: sum(torch.empty(n, 128, 128).numel() for n in (80, 2, 2))
)
number("focus-weights", "6912")(lambda: torch.nn.Conv2d(12, 64, 3, bias=False).weight.numel())
formula("focus-export-bug", "(0,0), (1,0), (0,1), (1,1)", "(0,0)、(1,0)、(0,1)、(1,1)")(
    one_convolution
)


@holds("nms-by-hand", "equal stays", "等于保留")
def exactly_half():
    from cards.facts.post_processing import iou, nms

    two = np.array([[0.0, 0, 3, 1], [1, 0, 4, 1]])
    return iou(two, two)[0, 1] == 0.5 and len(nms(two, np.array([0.9, 0.8]), 0.5)[0]) == 2
