# expect: runtime-error, diagnosis transposes_every_axis
# fine for matrices, not for a batch
import math

import numpy as np


def scaled_dot_product_attention(q, k, v, mask=None, is_causal=False):
    scores = q @ k.T / math.sqrt(k.shape[-1])
    if is_causal:
        mask = np.tril(np.ones(scores.shape, dtype=bool))
    if mask is not None and mask.dtype == bool:
        scores = np.where(mask, scores, -np.inf)
    elif mask is not None:
        scores = scores + mask
    w = np.exp(scores - np.nan_to_num(scores.max(axis=1, keepdims=True), neginf=0.0))
    return w @ v / np.maximum(w.sum(axis=1, keepdims=True), 1e-12)
