"""Normalisation layers of PyTorch against what the cards say of them."""

import numpy as np
import torch
from cards.fact import formula, gradient, holds, number, run
from scipy import stats
from torch import nn
from torch.nn import functional as F

RNG = np.random.default_rng(0)
X = torch.from_numpy(RNG.normal(2, 3, (4, 6, 5, 5)))


def trained(channels=6):
    """Give a batch norm that has seen data and has learned a scale and shift."""
    layer = nn.BatchNorm2d(channels).double()
    layer.weight.data, layer.bias.data = (
        torch.from_numpy(RNG.uniform(0.5, 2, channels)) for _ in "wb"
    )
    layer(torch.from_numpy(RNG.normal(2, 3, (8, channels, 5, 5))))
    return layer.eval().requires_grad_(False)


def per_channel(v):
    return v[:, None, None]


@formula(
    "batch-norm-inference",
    r"y = \gamma \frac{x - \mu_{run}}{\sqrt{\sigma^2_{run} + \epsilon}} + \beta",
)
def at_inference():
    layer = trained()
    gamma, beta, mean, var = map(
        per_channel, (layer.weight, layer.bias, layer.running_mean, layer.running_var)
    )
    return layer(X), gamma * (X - mean) / (var + layer.eps).sqrt() + beta


def scaled_by(a):
    """Give the output of BN behind weights that are multiplied by a, and their gradient."""
    w = torch.from_numpy(np.random.default_rng(1).normal(size=(3, 6, 3, 3)))

    def normalised(w):
        return F.batch_norm(F.conv2d(X, w), None, None, training=True, eps=1e-30) ** 3

    return normalised(a * w), gradient(normalised, a * w)


formula("batch-norm-why", "nothing in the output", "输出不变")(
    lambda: (scaled_by(5.0)[0], scaled_by(1.0)[0])
)
formula("batch-norm-why", "divides their gradient by $a$", "梯度变为 $1/a$")(
    lambda: (scaled_by(5.0)[1], scaled_by(1.0)[1] / 5)
)


@number("batch-norm-why", "1.38")
def skewness():
    u = np.linspace(-1, 1, 400_001) ** 4
    return stats.skew((u - u.mean()) / u.std())


@formula(
    "batch-norm-vs-layer-norm",
    "| one channel, over the batch (N, H, W) |",
    "| 每个通道，跨 batch（N、H、W） |",
)
def statistics_of_both():
    tokens = torch.from_numpy(RNG.normal(size=(2, 3, 8)))
    batch, layer = nn.BatchNorm2d(6).double()(X), nn.LayerNorm(8).double()(tokens)
    zeros = [batch.mean((0, 2, 3)), layer.mean(-1).flatten()]
    return torch.cat(zeros).detach(), np.zeros(12)


def groups(n):
    return F.group_norm(X, n)


formula(
    "norm-statistics",
    "with G = 1 it has the statistics of that layer norm",
    "G = 1 时统计量与这种 LN 相同",
)(lambda: (groups(1), F.layer_norm(X, X.shape[1:])))
formula("norm-statistics", "with G = C those of instance norm", "G = C 时与 IN 相同")(
    lambda: (groups(6), F.instance_norm(X))
)
formula("norm-statistics", "N·H·W")(lambda: (X.mean(1).numel(), 4 * 5 * 5))
formula("norm-statistics", "Instance norm: N·C", "IN：N·C")(lambda: (X.mean((2, 3)).numel(), 4 * 6))
formula("norm-statistics", "groups: N·G", "分 G 组的 GN：N·G")(
    lambda: (X.view(4, 3, 2, 5, 5).mean((2, 3, 4)).numel(), 4 * 3)
)
formula("norm-statistics", "Batch norm: C", "BN：C")(
    lambda: (nn.BatchNorm2d(6).running_mean.shape, (6,))
)

formula("batch-norm-gamma-beta", "C·H·W pairs", "C·H·W 对")(
    lambda: (nn.LayerNorm(X.shape[1:]).weight.numel(), 6 * 5 * 5)
)


@formula("batch-norm-gamma-beta", r"\gamma = \sqrt{\sigma^2 + \epsilon}")
def undone():
    var, mean = torch.var_mean(X, (0, 2, 3), correction=0)
    return F.batch_norm(X, None, None, (var + 1e-5).sqrt(), mean, training=True), X


@formula(
    "batch-norm-fold",
    r"s = \frac{\gamma}{\sqrt{\sigma^2 + \epsilon}}, \quad W' = s W, \quad b' = s (b - \mu) + \beta",
)
def folded():
    norm, conv = trained(3), nn.Conv2d(6, 3, 3).double()
    s = norm.weight / (norm.running_var + norm.eps).sqrt()
    bias = s * (conv.bias - norm.running_mean) + norm.bias
    return norm(conv(X)).detach(), F.conv2d(X, s[:, None, None, None] * conv.weight, bias).detach()


@formula("batch-norm-fold", r"$\mu - \beta / s$")
def zero_behind():
    norm = trained()
    s = norm.weight / (norm.running_var + norm.eps).sqrt()
    return norm(per_channel(norm.running_mean - norm.bias / s)[None]).flatten(), np.zeros(6)


@holds("eval-or-no-grad", "even without gradients", "*而且照样更新滑动统计量*")
def still_updates():
    layer = nn.BatchNorm2d(6).double()
    with torch.no_grad():
        layer(X)
    return layer.running_mean.abs().min() > 0


@holds("eval-or-no-grad", "Gradients are still recorded", "梯度照常记录")
def still_records():
    return nn.Sequential(nn.Linear(3, 3), nn.Dropout()).eval()(torch.ones(1, 3)).requires_grad


formula("eval-or-no-grad", "dropout becomes the identity", "dropout 变成恒等")(
    lambda: (nn.Dropout(0.5).eval()(X), X)
)
formula("dropout-before-bn", "$E[x^2]/(1 - p)$", within=0.02)(
    lambda: ((F.dropout(X.repeat(200, 1, 1, 1), 0.4) ** 2).mean(), (X**2).mean() / 0.6)
)


@holds("dropout-before-bn", "the outputs come out too small", "输出就偏小")
def variance_shift():
    """Compare both orders at test time, after training on values of variance 1."""
    x, found = torch.from_numpy(RNG.normal(size=(512, 20))), []
    for layers in (nn.Dropout(0.5), nn.BatchNorm1d(20)), (nn.BatchNorm1d(20), nn.Dropout(0.5)):
        net = nn.Sequential(*layers).double()
        for _ in range(30):
            net(x)
        found.append(net.eval()(x).var())
    return found[0] < 0.6 < 0.9 < found[1]


@formula(
    "small-batch-norm",
    "still normalises by the statistics of its own 2 images",
    "仍然只用自己的 2 张图做归一化",
)
def accumulated():
    def own(x):
        var, mean = torch.var_mean(x, (0, 2, 3), correction=0, keepdim=True)
        return (x - mean) / (var + 1e-5).sqrt()

    layer = nn.BatchNorm2d(6).double()
    return torch.cat([layer(one) for one in X.split(2)]).detach(), torch.cat(
        [*map(own, X.split(2))]
    )


@formula("layer-norm-axis-bug", "that is *batch norm*", "这其实是 *BN*")
def across_the_batch():
    x = RNG.normal(size=(3, 4, 6))
    wanted = nn.BatchNorm1d(6).double()(torch.from_numpy(x).flatten(0, 1)).detach()
    return run("layer-norm-axis-bug")["layer_norm"](x, 1, 0).reshape(12, 6), wanted
