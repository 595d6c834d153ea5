"""Optimisers take their steps; initial weights are drawn."""

import torch
from cards.brute.within import within
from torch import nn


@within(1e-3)
def momentum_step(m, lr, g):
    weight = torch.zeros(1, dtype=torch.float64, requires_grad=True)
    optimiser = torch.optim.SGD([weight], lr=lr, momentum=m)
    for _ in range(round(8 / (1 - m))):
        before = weight.item()
        weight.grad = torch.full_like(weight, g)
        optimiser.step()
    return before - weight.item()


@within(0.01)
def he_std(k, c):
    layer = nn.Conv2d(c, 400_000 // (c * k * k), k)
    generator = torch.Generator().manual_seed(0)
    nn.init.kaiming_normal_(layer.weight, nonlinearity="relu", generator=generator)
    return layer.weight.std().item()
