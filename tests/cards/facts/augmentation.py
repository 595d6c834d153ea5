"""Mixing, masking and drawing, with the numbers that come out."""

import numpy as np
import torch
from cards.fact import formula, holds, number
from scipy import stats
from torch.nn import functional as F


@formula("mixup", "`lam * ce(out, y_i) + (1 - lam) * ce(out, y_j)`")
def mixed_labels():
    logits, lam = torch.randn(1, 5).double(), 0.3
    mixed = F.cross_entropy(logits, torch.tensor([[0, lam, 0, 1 - lam, 0]]).double())
    one, other = (F.cross_entropy(logits, torch.tensor([i])) for i in (1, 3))
    return mixed, lam * one + (1 - lam) * other


holds("mixup", "keeps most λ near 0 or 1", "多数 λ 接近 0 或 1")(
    lambda: 2 * stats.beta.cdf(0.1, 0.2, 0.2) > 0.5
)


@number("gridmask", "25 %")
def inverted_grid():
    y, x = np.indices((192, 192)) % 96
    return ((y < 48) & (x < 48)).mean()


@number("small-data", "±10 points", "±10 个百分点", within=0.2)
def uncertainty():
    """Half the 95 % interval for 43 of 50 right."""
    low, high = stats.binomtest(43, 50).proportion_ci(method="wilson")
    return 100 * (high - low) / 2


@formula("gradient-reversal", "−λ")
def reversed_gradient():
    class Reverse(torch.autograd.Function):
        @staticmethod
        def forward(ctx, x):
            return x.clone()

        @staticmethod
        def backward(ctx, grad):
            return -0.3 * grad

    x = torch.randn(4, requires_grad=True)
    (Reverse.apply(x) ** 2).sum().backward()
    return x.grad, -0.3 * 2 * x.detach()


holds(
    "augmentation-pipeline",
    "Random erasing, filled with 0, now the mean colour",
    "填 0（此时等于均值颜色）",
)(lambda: np.allclose(0 * np.array([0.229, 0.224]) + [0.485, 0.456], [0.485, 0.456]))

number("imbalance-harm", "72 %")(lambda: stats.binom.pmf(0, 32, 0.01))
number("imbalance-harm", "99 %")(lambda: (np.zeros(100) == np.eye(100)[0]).mean())
