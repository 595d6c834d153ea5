# expect: accepted
# float32 inside, the rows that see nothing repaired at the end
import numpy as np


def softmax(x):
    x = x - x.max(axis=-1, keepdims=True)
    x = np.exp(x)
    return x / (x.sum(axis=-1, keepdims=True) + 1e-7)


def scaled_dot_product_attention(query, key, value, mask=None, is_causal=False):
    query, key, value = (a.astype(np.float32) for a in (query, key, value))
    logits = np.einsum("...qd,...kd->...qk", query, key) * np.float32(query.shape[-1] ** -0.5)
    if is_causal:
        rows = np.arange(query.shape[-2])[:, None]
        cols = np.arange(key.shape[-2])[None, :]
        mask = rows >= cols
    if mask is not None:
        if mask.dtype == bool:
            mask = np.where(mask, 0.0, -np.inf)
        logits = logits + mask.astype(np.float32)
    with np.errstate(all="ignore"):
        weights = np.nan_to_num(softmax(logits), nan=0.0)
    return np.einsum("...qk,...kd->...qd", weights, value)
