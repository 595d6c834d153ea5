"""Layers of known networks, built and counted."""

import torch
from torch import nn
from torch.nn import functional as F


def lenet_connections(n, k):
    maps = F.conv2d(torch.ones(1, 1, n, n), torch.ones(6, 1, k, k))
    return int(maps.sum()) + maps.numel()


def lenet_c3(k):
    seen = [3] * 6 + [4] * 9 + [6]
    return sum(one.numel() for c in seen for one in nn.Conv2d(c, 1, k).parameters())


def vgg_dense(n, u):
    x = torch.empty(1, 512, n, n, device="meta")
    for _ in range(5):
        x = F.max_pool2d(x, 2)
    return nn.Linear(x.numel(), u, bias=False, device="meta").weight.numel() / 10**6


def bottleneck_weights(c):
    inside = c // 4
    layers = (c, inside, 1), (inside, inside, 3), (inside, c, 1)
    return sum(nn.Conv2d(*one, bias=False, device="meta").weight.numel() for one in layers)


def window_saving(n, m):
    tokens = torch.empty(1, 1, n, n, device="meta")
    windows = tokens.unfold(2, m, m).unfold(3, m, m).reshape(-1, m * m)
    return n**4 / sum(len(window) ** 2 for window in windows)


def deformable_offsets(k, g):
    taps = [(group, y, x) for group in range(g) for y in range(k) for x in range(k)]
    return len([(tap, what) for tap in taps for what in ("dy", "dx", "mask")])


def bilinear_slope(a, b, c, d, v):
    pixels = torch.tensor([[[[a, b], [c, d]]]], dtype=torch.float64)
    x = torch.tensor(0.25, dtype=torch.float64, requires_grad=True)
    grid = torch.stack([2 * x - 1, torch.tensor(2 * v - 1, dtype=torch.float64)])
    F.grid_sample(pixels, grid.reshape(1, 1, 1, 2), align_corners=True).backward()
    return x.grad.item()
