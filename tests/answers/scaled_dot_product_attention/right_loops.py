# expect: accepted
import math

import numpy as np


def scaled_dot_product_attention(Q, K, V, attn_mask=None, causal=False):
    if Q.ndim > 2:
        if attn_mask is not None:
            attn_mask = np.broadcast_to(attn_mask, Q.shape[:-1] + (K.shape[-2],))
        return np.stack([
            scaled_dot_product_attention(
                Q[b], K[b], V[b], None if attn_mask is None else attn_mask[b], causal)
            for b in range(len(Q))
        ])
    L, E = Q.shape
    S = len(K)
    if attn_mask is not None:
        attn_mask = np.broadcast_to(attn_mask, (L, S))
    out = np.zeros((L, V.shape[1]))
    for i in range(L):
        s = [-math.inf] * S
        for j in range(S):
            if causal and j > i:
                continue
            d = sum(Q[i, e] * K[j, e] for e in range(E)) / math.sqrt(E)
            if attn_mask is None:
                s[j] = d
            elif attn_mask.dtype == bool:
                if attn_mask[i, j]:
                    s[j] = d
            else:
                s[j] = d + attn_mask[i, j]
        m = max(s)
        if m == -math.inf:
            continue
        p = [math.exp(a - m) for a in s]
        z = sum(p)
        for j in range(S):
            out[i] += p[j] / z * V[j]
    return out
