# expect: wrong-answer, diagnosis hides_with_a_finite_number
# masked_fill(mask == 0, -1e9), as in many tutorials
import math

import numpy as np


def softmax(x):
    e = np.exp(x - np.max(x, axis=-1, keepdims=True))
    return e / np.sum(e, axis=-1, keepdims=True)


def scaled_dot_product_attention(query, key, value, mask=None, is_causal=False):
    d_k = query.shape[-1]
    scores = np.matmul(query, np.swapaxes(key, -2, -1)) / math.sqrt(d_k)
    if is_causal:
        mask = np.tril(np.ones(scores.shape[-2:], dtype=bool))
    if mask is not None:
        if mask.dtype == bool:
            scores = np.where(mask == 0, -1e9, scores)
        else:
            scores = scores + mask
    return np.matmul(softmax(scores), value)
