# expect: wrong-answer, diagnosis overflows
import numpy as np


def scaled_dot_product_attention(q, k, v, mask=None, is_causal=False):
    e = q @ np.swapaxes(k, -1, -2) / q.shape[-1] ** 0.5
    if is_causal:
        mask = np.tri(e.shape[-2], e.shape[-1]).astype(bool)
    if mask is None:
        w = np.exp(e)
        return w @ v / w.sum(-1)[..., None]
    if mask.dtype == bool:
        w = np.exp(e) * mask
    else:
        w = np.exp(e + mask)
    total = w.sum(-1)[..., None]
    return np.where(total > 0, w @ v / np.where(total > 0, total, 1), 0)
