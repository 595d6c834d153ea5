"""Torch and plain arithmetic against scaled_dot_product_attention."""

import math

import numpy as np
import torch


def torch_attention(q, k, v, mask=None, is_causal=False):
    """Ask torch.nn.functional.scaled_dot_product_attention."""
    given = [None if a is None else torch.from_numpy(a) for a in (q, k, v, mask)]
    attention = torch.nn.functional.scaled_dot_product_attention
    return attention(*given, is_causal=is_causal).numpy()


def by_hand(q, k, v, mask=None, is_causal=False):
    """Weigh lists of numbers, each query by itself; the ratios exp(a - b) need no maximum."""
    lead, (queries, width) = q.shape[:-2], q.shape[-2:]
    keys = k.shape[-2]
    extra = np.zeros(())
    if mask is not None:
        extra = np.where(mask, 0.0, -math.inf) if mask.dtype.kind == "b" else mask
    extra = np.broadcast_to(extra, (*lead, queries, keys))
    out = np.zeros((*lead, queries, v.shape[-1]))
    for at in np.ndindex(*lead, queries):
        query, batch = q[at].tolist(), at[:-1]
        score = {
            j: math.fsum(a * b for a, b in zip(query, k[batch][j].tolist(), strict=True))
            / math.sqrt(width)
            + float(extra[at][j])
            for j in range(keys)
            if extra[at][j] > -math.inf and not (is_causal and j > at[-1])
        }
        for j, mine in score.items():
            gaps = [other - mine for other in score.values()]
            weight = 0.0 if max(gaps) > 700 else 1 / math.fsum(map(math.exp, gaps))
            out[at] += weight * v[batch][j]
    return out


ORACLES = {"torch": torch_attention, "by hand": by_hand}


def inputs(rng):
    """Make attention of two to four axes and any sizes, with every kind of mask."""
    for kind in range(240):
        sizes = [int(a) for a in rng.integers(1, 6, 6)]
        queries, keys, width, out = sizes[:4]
        lead = tuple(sizes[4 : 4 + kind % 3])
        q = rng.normal(size=(*lead, queries, width)) * rng.choice([1.0, 30.0])
        k = rng.normal(size=(*lead, keys, width))
        v = rng.normal(size=(*lead, keys, out))
        shape = [a if rng.random() < 0.7 else 1 for a in (*lead, queries)] + [keys]
        shape = shape[int(rng.integers(len(lead) + 1)) :]
        match kind % 5:
            case 0:
                yield q, k, v
            case 1:
                yield q, k, v, rng.random(shape) < 0.6
            case 2:
                yield q, k, v, np.where(rng.random(shape) < 0.7, rng.normal(size=shape), -np.inf)
            case 3:
                yield q, k, v, None, True
            case 4:
                yield q, k, v, np.where(rng.random(shape) < 0.5, 0.0, -1e9)
