# expect: accepted
import numpy as np


def scaled_dot_product_attention(q, k, v, mask=None, is_causal=False):
    d = q.shape[-1]
    scores = np.matmul(q, np.swapaxes(k, -2, -1)) / np.sqrt(d)
    if is_causal:
        L, S = scores.shape[-2], scores.shape[-1]
        scores = scores + np.triu(np.full((L, S), -np.inf), k=1)
    if mask is not None:
        if mask.dtype == np.bool_:
            scores = np.where(mask, scores, -np.inf)
        else:
            scores = scores + mask
    m = np.max(scores, axis=-1, keepdims=True)
    m = np.where(np.isfinite(m), m, 0)
    e = np.exp(scores - m)
    s = e.sum(axis=-1, keepdims=True)
    p = np.divide(e, s, out=np.zeros_like(e), where=s != 0)
    return p @ v
