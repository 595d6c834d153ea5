"""Softmax by torch, by SciPy, and by the bare formula on decimals that do not overflow."""

from decimal import Decimal, localcontext

import numpy as np
import scipy.special
import torch


def by_torch(x, axis=-1):
    """Torch in float64."""
    return torch.softmax(torch.from_numpy(x).double(), dim=axis).numpy()


def by_scipy(x, axis=-1):
    """SciPy, with the axis given (its default is the whole array)."""
    return scipy.special.softmax(x, axis=axis)


def by_decimals(x, axis=-1):
    """Python loops over 40-digit decimals whose exponents do not overflow: the bare formula."""
    if x.size > 200 or np.abs(x).max() > 1e6:
        return NotImplemented
    out = np.empty(x.shape)
    axis %= x.ndim
    with localcontext() as context:
        context.prec = 40
        for place in np.ndindex(x.shape):
            line = [(*place[:axis], k, *place[axis + 1 :]) for k in range(x.shape[axis])]
            total = sum(Decimal(float(x[k])).exp() for k in line)
            out[place] = float(Decimal(float(x[place])).exp() / total)
    return out


ORACLES = {"torch": by_torch, "scipy": by_scipy, "decimals": by_decimals}


def inputs(rng):
    """Yield every rank and axis, every scale, integers, and edges."""
    for k in range(240):
        rank = 1 + k % 4
        shape = tuple(int(side) for side in rng.integers(1, 6, rank))
        axis = int(rng.integers(-rank, rank))
        scale = float(rng.choice([0.1, 1.0, 10.0, 1000.0, 10000.0]))
        x = rng.normal(0, scale, shape) + rng.choice([0.0, 0.0, 5000.0, -20000.0])
        yield (np.round(x).astype(np.int64) if k % 5 == 0 else x), axis
    yield np.array([0.0]), 0
    yield np.zeros((1, 1, 1, 1)), 2
    yield np.array([1e300, -1e300, 1e300]), -1
    yield np.array([5e-324, 0.0, -0.0]), -1
    yield np.array([709.0, 710.0, 711.0]), -1
    yield np.array([-745.0, -746.0, -747.0]), -1
