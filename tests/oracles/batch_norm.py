"""Batch normalisation by torch, and by exact fractions in plain Python loops."""

from fractions import Fraction
from math import sqrt

import numpy as np
import torch


def by_torch(x, old_mean, old_var, weight, bias, training, momentum=0.1, eps=1e-5):
    """Torch in float64; it changes its copies of the running statistics in place."""
    mean, var = torch.tensor(old_mean), torch.tensor(old_var)
    y = torch.nn.functional.batch_norm(
        torch.tensor(x),
        mean,
        var,
        torch.tensor(weight),
        torch.tensor(bias),
        training,
        momentum,
        eps,
    )
    return y.numpy(), mean.numpy(), var.numpy()


def by_fractions(x, old_mean, old_var, weight, bias, training, momentum=0.1, eps=1e-5):
    """Python loops; everything but the root is exact."""
    y = np.empty(x.shape)
    new_mean, new_var = [], []
    share = Fraction(momentum)
    for c in range(x.shape[1]):
        values = [Fraction(value) for value in x[:, c].ravel().tolist()]
        mean, var = Fraction(old_mean[c]), Fraction(old_var[c])
        moved_mean, moved_var = mean, var
        if training:
            batch_mean = sum(values) / len(values)
            squares = sum((value - batch_mean) ** 2 for value in values)
            moved_mean = mean + share * (batch_mean - mean)
            moved_var = var + share * (squares / (len(values) - 1) - var)
            mean, var = batch_mean, squares / len(values)
        root = sqrt(var + Fraction(eps))
        results = [float(value - mean) / root * weight[c] + bias[c] for value in values]
        y[:, c] = np.reshape(results, y[:, c].shape)
        new_mean.append(float(moved_mean))
        new_var.append(float(moved_var))
    return y, np.array(new_mean), np.array(new_var)


ORACLES = {"torch": by_torch, "fractions": by_fractions}


def inputs(rng):
    """Yield all shapes, offsets, both modes and odd settings, now and then a constant channel."""
    made = 0
    while made < 220:
        shape = tuple(int(side) for side in rng.integers(1, 5, 4))
        training, c = bool(rng.integers(2)), shape[1]
        if training and np.prod(shape) == c:
            continue
        x = rng.normal(0, rng.choice([0.1, 1.0, 30.0]), shape) + rng.choice([0.0, 5.0, -100.0])
        if made % 11 == 0:
            x[:, 0] = 3.0
        statistics = rng.normal(0, 2, c), rng.uniform(0.01, 4, c)
        momentum = float(rng.choice([0.0, 0.1, 0.5, 0.9, 1.0]))
        eps = float(rng.choice([1e-8, 1e-5, 1e-3, 1.0]))
        yield x, *statistics, rng.normal(0, 1, c), rng.normal(0, 1, c), training, momentum, eps
        made += 1
