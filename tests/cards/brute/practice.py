"""Memory of tensors that are there, averages step by step."""

import itertools

import numpy as np
import torch


def linear_scaling(r, g, b, a):
    """Keep the step per image: as much as the recipe's, for every image of an update."""
    images = sum(1 for _ in itertools.product(range(g), range(b), range(a)))
    return sum(r / 256 for _ in range(images))


def adam_memory(n):
    def size(dtype):
        return torch.empty(n * 10**6, dtype=dtype, device="meta").nbytes

    weights = gradients = size(torch.bfloat16)
    return (weights + gradients + 3 * size(torch.float32)) / 10**9


def loss_scale(g):
    scale = 1
    while g * scale < torch.finfo(torch.float16).smallest_normal:
        scale *= 2
    return scale


def dropout_variance(m, s, p):
    """List every outcome: two values one deviation from the mean, dropped or kept."""
    outcomes = np.array([0, 0, (m - s) / (1 - p), (m + s) / (1 - p)])
    shares = np.array([p, p, 1 - p, 1 - p]) / 2
    return shares @ outcomes**2 - (shares @ outcomes) ** 2


def ema_share(d, n):
    share = 1.0
    for _ in range(n):
        share = d * share + (1 - d) * 0.0
    return share
