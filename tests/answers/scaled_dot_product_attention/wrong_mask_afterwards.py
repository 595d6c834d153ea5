# expect: wrong-answer, diagnosis masks_the_weights
import numpy as np


def scaled_dot_product_attention(q, k, v, mask=None, is_causal=False):
    s = np.einsum("...id,...jd->...ij", q, k) / np.sqrt(q.shape[-1])
    if mask is not None and mask.dtype != bool:
        s = s + mask
    m = s.max(-1, keepdims=True)
    e = np.exp(s - np.where(m == -np.inf, 0, m))
    z = e.sum(-1, keepdims=True)
    p = e / np.where(z == 0, 1, z)
    if is_causal:
        p = np.tril(p)
    if mask is not None and mask.dtype == bool:
        p = p * mask
    return p @ v
