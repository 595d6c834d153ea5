"""Boxes, anchors and matchings, made and searched."""

import itertools

import numpy as np
import torch
from cards.fact import formula, holds, number, run
from scipy.optimize import linear_sum_assignment
from torch.nn import functional as F

RNG = np.random.default_rng(0)


@formula("box-regression-targets", r"t_x = \frac{x - x_a}{w_a}, \quad t_w = \log \frac{w}{w_a}")
def encoded_and_decoded():
    x, w, x_a, w_a = 130.0, 80, 100, 50
    t_x, t_w = (x - x_a) / w_a, np.log(w / w_a)
    return [x_a + w_a * t_x, w_a * np.exp(t_w)], [x, w]


formula("box-regression-targets", "equally far from 0", "到 0 的距离相等")(
    lambda: (np.log(100 / 50), -np.log(25 / 50))
)

number("roi-align", "8 px", "8 个像素", gives=8)(
    lambda: max(abs(16 * np.rint(x / 16) - x) for x in np.arange(0, 800, 0.5))
)


def places(width, height, anchors):
    """Count the anchors of an FPN from P3 to P7 by running its strides."""
    x, count = torch.zeros(1, 1, height, width), 0
    for level in range(1, 8):
        x = F.max_pool2d(x, 3, 2, 1)
        count += anchors * x.numel() if level >= 3 else 0
    return count


number("one-stage-or-two-stage", "100,000", "10 万", within=0.3)(lambda: places(800, 600, 9))


@holds("centernet-peaks", "`heat == max_pool2d(heat, 3, stride=1, padding=1)`")
def peaks():
    y, x = torch.meshgrid(torch.arange(64), torch.arange(64), indexing="ij")
    centres = [(10, 12), (30, 50), (33, 41)]
    heat = torch.stack([(-((y - a) ** 2 + (x - b) ** 2) / 18).exp() for a, b in centres]).amax(0)
    found = (heat == F.max_pool2d(heat[None], 3, stride=1, padding=1)[0]) & (heat > 0.1)
    return found.nonzero().tolist() == [list(one) for one in centres]


@formula("detr-matching", "the one-to-one matching of least total cost", "总代价最小的一对一匹配")
def hungarian():
    cost = RNG.random((6, 6))
    every = itertools.permutations(range(6))
    return cost[linear_sum_assignment(cost)].sum(), min(
        cost[range(6), list(one)].sum() for one in every
    )


number("retinanet-anchors", "76,725")(lambda: places(640, 640, 9))


@number("box-decode-bug", "twice as far", "多移一倍", gives=2)
def moved():
    """Give how far a box of width 10 moves, over the 3 px that were asked for."""
    deltas = np.array([[0.3, 0, np.log(2), 0]])
    decoded = run("box-decode-bug")["decode"](np.array([[0.0, 0, 10, 10]]), deltas)[0]
    return ((decoded[0] + decoded[2]) / 2 - 5) / 3


number("yolo-output-size", "= 1470")(lambda: np.empty((7, 7, 2 * 5 + 20)).size)
