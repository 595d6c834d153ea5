"""Smaller networks, counted; what codes stand for, looked up."""

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F


def pruned_conv(p, q):
    full = nn.Conv2d(100, 100, 3, bias=False, device="meta").weight
    return 100 * full[p:, q:].numel() / full.numel()


def pose_stages(s):
    def work(stages):
        return sum([43.0, *[18.6] * (stages - 1)])

    return work(6) / work(s)


def large_kernel_swap(k):
    chain, seen = [], 1
    while seen < k:
        chain.append(nn.Conv2d(16, 16, 3, bias=False, device="meta"))
        seen += 2
    large = nn.Conv2d(16, 16, k, bias=False, device="meta")
    return large.weight.numel() / sum(one.weight.numel() for one in chain)


def cpm_receptive_field(n, k):
    """Ask autograd; stage 1 is 9, pool, 9, pool, 9, pool, 5, 9 and 1×1."""
    side = 1000
    x = torch.ones(1, 1, side, dtype=torch.float64, requires_grad=True)
    y = x
    for size, stride in ((9, 1), (2, 2), (9, 1), (2, 2), (9, 1), (2, 2), (5, 1), (9, 1), (1, 1)):
        y = _mean(y, size, stride)
    for _ in range(n):
        y = _mean(y, k, 1)
    y[0, 0, y.shape[-1] // 2].backward()
    seen = x.grad[0, 0].nonzero()
    return int(seen.max() - seen.min()) + 1


def low_rank_parameters(n, m, r):
    layers = nn.Linear(n, r, bias=False, device="meta"), nn.Linear(r, m, bias=False, device="meta")
    return sum(one.weight.numel() for one in layers)


def amdahl(f, s):
    """Take 100 ms, of which the network gets its share."""
    network, rest = f, 100 - f
    return 100 / (network / s + rest)


def model_size(p, b):
    weights = round(p * 10**6)
    return (weights * b // 8) / 10**6


def distillation_temperature(d, t):
    return (torch.tensor([d, 0.0], dtype=torch.float64) / t).softmax(0)[0].item()


def quantisation_zero_point(a, b):
    values = np.linspace(a, b, 256)
    return int(np.abs(values).argmin())


def batch_throughput(b, t):
    done, clock = 0, 0
    while clock < 10**6:  # a thousand seconds and more, in whole batches
        done, clock = done + b, clock + t
    return done / clock * 1000


def _mean(x, size, stride):
    return F.conv1d(x, torch.full((1, 1, size), 1 / size, dtype=x.dtype), stride=stride)
