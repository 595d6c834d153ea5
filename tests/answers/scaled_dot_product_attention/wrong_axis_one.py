# expect: wrong-answer, diagnosis softmax_over_axis_one
# softmax copied from a two-dimensional example
import numpy as np


def softmax(z):
    t = np.exp(z - np.max(z, axis=1, keepdims=True))
    s = np.sum(t, axis=1, keepdims=True)
    return np.nan_to_num(t / s) if z.ndim == 2 else t / s


def scaled_dot_product_attention(q, k, v, mask=None, is_causal=False):
    axes = list(range(k.ndim))
    axes[-1], axes[-2] = axes[-2], axes[-1]
    s = np.matmul(q, k.transpose(axes)) / np.sqrt(k.shape[-1])
    if is_causal:
        s = s + np.where(np.tri(*s.shape[-2:]) == 0, -np.inf, 0)
    elif mask is not None:
        s = s + (np.where(mask, 0, -np.inf) if mask.dtype == bool else mask)
    return np.matmul(softmax(s), v)
