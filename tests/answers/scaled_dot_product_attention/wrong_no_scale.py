# expect: wrong-answer, diagnosis no_scale
import numpy as np


def scaled_dot_product_attention(q, k, v, mask=None, is_causal=False):
    s = q @ k.swapaxes(-1, -2)
    if is_causal:
        mask = np.tril(np.ones(s.shape[-2:])) == 1
    if mask is not None:
        if mask.dtype == bool:
            s[~np.broadcast_to(mask, s.shape)] = -np.inf
        else:
            s = s + mask
    top = s.max(-1, keepdims=True)
    top[top == -np.inf] = 0
    w = np.exp(s - top)
    z = w.sum(-1, keepdims=True)
    z[z == 0] = 1
    return w / z @ v
