# expect: accepted
# masked_fill with a big negative number, and zero the rows with nothing left
import numpy as np


def scaled_dot_product_attention(q, k, v, mask=None, is_causal=False):
    L, S = q.shape[-2], k.shape[-2]
    scores = (q / np.sqrt(q.shape[-1])) @ np.moveaxis(k, -1, -2)
    allowed = np.ones((L, S), dtype=bool)
    if is_causal:
        allowed = ~np.triu(np.ones((L, S), dtype=bool), 1)
    elif mask is not None and mask.dtype == bool:
        allowed = mask
    elif mask is not None:
        allowed = ~np.isneginf(mask)
        scores = scores + np.where(allowed, mask, 0)
    scores = np.where(allowed, scores, np.finfo(scores.dtype).min)
    scores -= scores.max(-1, keepdims=True)
    w = np.exp(scores)
    w = w * allowed
    total = w.sum(-1, keepdims=True)
    total[total == 0] = 1
    return (w / total) @ v
