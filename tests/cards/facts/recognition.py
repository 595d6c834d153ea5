"""Margins on the circle, and losses of embeddings."""

import numpy as np
import torch
from cards.fact import formula, holds, number, run
from torch import nn
from torch.nn import functional as F

RNG = np.random.default_rng(0)
THETA = np.linspace(0, np.pi, 100_001)


def worth(angle, m=0.35):
    """Find by search which turn costs as much as the margin of CosFace."""
    turn = np.linspace(0, 1.5, 150_001)
    return turn[abs(np.cos(angle + turn) - (np.cos(angle) - m)).argmin()]


number("arcface-or-cosface", "0.86 rad at 0°", "0° 时 0.86", gives=0.86, within=0.006)(
    lambda: worth(0)
)
number("arcface-or-cosface", "0.38 at 1 rad", "1 弧度时 0.38", gives=0.38, within=0.013)(
    lambda: worth(1)
)
number("arcface-or-cosface", "0.36 at 90°", "90° 时 0.36", gives=0.36, within=0.014)(
    lambda: worth(np.pi / 2)
)
formula("arcface-or-cosface", r"\arccos(\cos\theta - m) - \theta", within=1e-4)(
    lambda: (
        [worth(a) for a in (0, 0.5, 1)],
        [np.arccos(np.cos(a) - 0.35) - a for a in (0, 0.5, 1)],
    )
)

formula("margin-family", r"$3\theta$")(lambda: (4 * THETA - THETA, 3 * THETA))


@formula(
    "arcface-loss",
    r"-\log \frac{e^{s \cos(\theta_y + m)}}{e^{s \cos(\theta_y + m)} + \sum_{j \ne y} e^{s \cos\theta_j}}",
)
def additive_margin():
    x, w = (
        F.normalize(torch.from_numpy(RNG.normal(size=8)), dim=0),
        F.normalize(torch.from_numpy(RNG.normal(size=(5, 8)))),
    )
    theta = torch.arccos(w @ x)
    turned = torch.cos(theta + 0.5 * F.one_hot(torch.tensor(2), 5))
    own, others = torch.exp(64 * turned[2]), torch.exp(64 * torch.cos(theta[[0, 1, 3, 4]])).sum()
    return F.cross_entropy(64 * turned, torch.tensor(2)), -torch.log(own / (own + others))


def float16_step():
    return float(np.float16(1) - np.nextafter(np.float16(1), np.float16(0)))


number("arcface-steps", "0.0005")(float16_step)
number("arcface-steps", "0.03 rad", "0.03 弧度", gives=0.03, within=0.05)(
    lambda: np.arccos(1 - float16_step())
)

number("arcface-large-angle", "cos(π + 0.5) = −0.878")(lambda: np.cos(np.pi + 0.5))
number("arcface-large-angle", "the logit is −1", "logit 是 −1")(lambda: np.cos(THETA + 0.5).min())
number("arcface-large-angle", "151° (π − 0.5)", "151°（π − 0.5）", gives=151, within=0.003)(
    lambda: np.degrees(THETA[np.cos(THETA + 0.5).argmin()])
)
holds(
    "arcface-large-angle",
    r"The substitute $\cos\theta - m \sin m$ falls on",
    r"替代式 $\cos\theta - m \sin m$ 继续递减",
)(lambda: (np.diff(np.cos(THETA) - 0.5 * np.sin(0.5)) < 0).all())


@holds(
    "face-compare",
    "Cosine and Euclidean distance of *normalised* vectors rank alike",
    "*归一化*之后，余弦与欧氏距离的排序一致",
)
def same_ranking():
    x = F.normalize(torch.from_numpy(RNG.normal(size=(50, 8))))
    return torch.equal(
        torch.argsort(x[1:] @ x[0], descending=True), torch.argsort(torch.cdist(x[1:], x[:1])[:, 0])
    )


def triplet(positive, negative, margin=0.2):
    """Put the three on a line."""
    at = [torch.tensor([[float(one)]]) for one in (0, positive, negative)]
    return nn.TripletMarginLoss(margin, eps=0)(*at).item()


formula("triplet-loss", r"\max(0,\; d(a, p) - d(a, n) + m)")(
    lambda: (
        [triplet(0.5, 0.6), triplet(0.5, 0.9)],
        [max(0, 0.5 - 0.6 + 0.2), max(0, 0.5 - 0.9 + 0.2)],
    )
)
formula("triplet-loss", "loss then stays at $m$", "此时损失恒为 $m$")(lambda: (triplet(0, 0), 0.2))
number("triplet-mining", "0.5 − 0.6 + 0.2 = 0.1")(lambda: round(triplet(0.5, 0.6), 6))
number("triplet-mining", "loss 0.4", "损失 0.4")(lambda: round(triplet(0.5, 0.3), 6))
number("triplet-mining", "are **easy**: loss 0", "是**简单**负样本，损失为 0")(
    lambda: triplet(0.5, 0.75) + triplet(0.5, 0.9)
)
holds("triplet-mining", "The one at 0.6", "距离 0.6 的")(
    lambda: [d for d in (0.3, 0.6, 0.75, 0.9) if d > 0.5 and triplet(0.5, d) > 0] == [0.6]
)


@formula("adapt-batch-norm", "`momentum=None` gives a plain average", "`momentum=None` 是普通平均")
def plain_average():
    layer, batches = (
        nn.BatchNorm1d(3, momentum=None).double(),
        torch.from_numpy(RNG.normal(size=(7, 16, 3))),
    )
    for one in batches:
        layer(one)
    return layer.running_mean, batches.mean((0, 1))


holds("adapt-batch-norm", "no weight changes", "权重不变")(lambda: _adapted())


def _adapted():
    layer = nn.BatchNorm1d(3)
    before = layer.weight.clone()
    with torch.no_grad():
        layer(torch.rand(8, 3))
    return torch.equal(layer.weight, before) and (layer.running_mean != 0).all().item()


number("arcface-logit", "from 44.8 to 17.4", "从 44.8 降到 17.4")(
    lambda: (64 * 0.7, 64 * np.cos(np.arccos(0.7) + 0.5))
)
number("face-scale", "give 0.75", "只有 0.75")(
    lambda: torch.softmax(8 * torch.eye(1000)[0].double(), 0)[0]
)


number("arcface-logit", "37.2 against 35.2", "37.2 对 35.2")(
    lambda: (64 * np.cos(np.arccos(0.9) + 0.5), 64 * (0.9 - 0.35))
)
number("face-scale", "0.0027")(lambda: torch.eye(1000)[0].double().softmax(0)[0])


@number("batch-triplets", "11,520")
def triplets():
    label = np.repeat(np.arange(16), 4)
    same = label[:, None] == label
    return ((same.sum(1) - 1) * (~same).sum(1)).sum()


@holds("triplet-root-bug", r"0 \cdot \infty$ = nan")
def spreading():
    x = torch.from_numpy(RNG.normal(size=(4, 3))).requires_grad_()
    distances = run("triplet-root-bug")["distances"](x)
    distances[0, 1].backward()
    return distances.isfinite().all().item() and x.grad.isnan().all().item()
