# expect: wrong-answer, diagnosis nan_where_nothing_is_seen
import numpy as np


def scaled_dot_product_attention(q, k, v, mask=None, is_causal=False):
    L, S = q.shape[-2], k.shape[-2]
    bias = np.zeros((L, S))
    if is_causal:
        bias[~np.tri(L, S, dtype=bool)] = -np.inf
    if mask is not None:
        bias = np.where(mask, 0.0, -np.inf) if mask.dtype == bool else mask
    a = q @ k.swapaxes(-2, -1) * (1 / np.sqrt(q.shape[-1])) + bias
    a = np.exp(a - a.max(axis=-1, keepdims=True))
    a /= a.sum(axis=-1, keepdims=True)
    return a @ v
