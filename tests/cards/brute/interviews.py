"""Votes are listed, images shrunk level by level, batches counted, a value table looked up."""

from itertools import product

import torch
from torch.utils.data import DataLoader


def majority_vote(p):
    chances = {True: p, False: 1 - p}
    return sum(
        chances[a] * chances[b] * chances[c]
        for a, b, c in product((True, False), repeat=3)
        if a + b + c > 1
    )


def pyramid_levels(n, f):
    side, levels = 12 * n / f, 0
    while side >= 12:
        side, levels = side * 0.709, levels + 1
    return levels


def dqn_target(r, d, g, a, b):
    values = torch.tensor([[a, b]], dtype=torch.float64)
    best = values.max(1).values.masked_fill(torch.tensor([bool(d)]), 0)
    return (r + g * best).item()


def updates_per_run(n, b, e):
    loader = DataLoader(range(n), batch_sampler=torch.utils.data.BatchSampler(range(n), b, False))
    return sum(len(loader) for _ in range(e))
