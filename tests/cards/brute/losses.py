"""Losses as PyTorch computes them; overlaps of polygons."""

import torch
from shapely import box, unary_union
from torch.nn import functional as F


def first_loss(c):
    return F.cross_entropy(torch.zeros(4, c, dtype=torch.float64), torch.zeros(4).long()).item()


def focal_factor(g, p):
    logit = torch.logit(torch.tensor(p, dtype=torch.float64))
    plain = F.binary_cross_entropy_with_logits(logit, torch.ones_like(logit))
    return (plain / ((1 - torch.exp(-plain)) ** g * plain)).item()


def prior_bias(p):
    low, high = -20.0, 20.0
    for _ in range(60):
        middle = (low + high) / 2
        under = torch.sigmoid(torch.tensor(middle, dtype=torch.float64)) < p
        low, high = (middle, high) if under else (low, middle)
    return low


def smooth_l1_value(e, b):
    error = torch.tensor([float(e)], dtype=torch.float64)
    return F.smooth_l1_loss(error, torch.zeros_like(error), beta=b).item()


def smoothed_target(e, k):
    """Read the target off the gradient, which is prediction minus target."""
    logits = torch.linspace(-1, 1, k, dtype=torch.float64).requires_grad_()
    F.cross_entropy(logits, torch.tensor(0), label_smoothing=e).backward()
    return (logits.softmax(0) - logits.grad)[0].item()


def giou_apart(a, d):
    one, other = box(0, 0, a, a), box(a + d, 0, 2 * a + d, a)
    union = unary_union([one, other]).area
    around = box(*unary_union([one, other]).bounds).area
    return 1 - (one.intersection(other).area / union - (around - union) / around)
