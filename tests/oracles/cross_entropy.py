"""Cross-entropy by torch, by SciPy, and by the bare formula on decimals that do not overflow."""

from decimal import Decimal, localcontext

import numpy as np
import scipy.special
import torch


def by_torch(logits, target, reduction="mean"):
    """Torch in float64."""
    loss = torch.nn.functional.cross_entropy(
        torch.from_numpy(logits).double(), torch.from_numpy(target), reduction=reduction
    )
    return loss.numpy()


def by_scipy(logits, target, reduction="mean"):
    """SciPy's log-softmax, one entry per row."""
    losses = -scipy.special.log_softmax(logits.astype(float), axis=1)[range(len(target)), target]
    return losses if reduction == "none" else getattr(losses, reduction)()


def by_decimals(logits, target, reduction="mean"):
    """Python loops: minus the logarithm of a probability, in decimals of 40 digits."""
    if logits.size > 200 or np.abs(logits).max() > 1e6:
        return NotImplemented
    losses = []
    with localcontext() as context:
        context.prec = 40
        for row, right in zip(logits.tolist(), target.tolist(), strict=True):
            powers = [Decimal(value).exp() for value in row]
            losses.append(-(powers[right] / sum(powers)).ln())
        if reduction == "none":
            return np.array([float(loss) for loss in losses])
        return float(sum(losses) / (len(losses) if reduction == "mean" else 1))


ORACLES = {"torch": by_torch, "scipy": by_scipy, "decimals": by_decimals}


def inputs(rng):
    """Yield every reduction and scale, integers, one row, one class, and edges."""
    for k in range(240):
        n, c = (int(side) for side in rng.integers(1, 8, 2))
        scale = float(rng.choice([0.1, 1.0, 10.0, 1000.0, 10000.0]))
        logits = rng.normal(0, scale, (n, c)) + rng.choice([0.0, 0.0, 5000.0, -20000.0])
        if k % 5 == 0:
            logits = np.round(logits).astype(np.int64)
        yield logits, rng.integers(0, c, n), ("mean", "sum", "none")[k % 3]
    for reduction in ("mean", "sum", "none"):
        yield np.array([[3.0]]), np.array([0]), reduction
        yield np.array([[1e300, -1e300]]), np.array([1]), reduction
        yield np.array([[745.0, 0.0], [746.0, 0.0], [0.0, 0.0]]), np.array([1, 1, 0]), reduction
        yield np.array([[40.0, 0.0, 0.0]]), np.array([0]), reduction
