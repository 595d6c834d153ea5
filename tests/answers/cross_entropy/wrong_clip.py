# expect: wrong-answer, diagnosis clips_at_1e_7
import numpy as np


def cross_entropy(logits, target, reduction="mean"):
    e = np.exp(logits - logits.max(1)[:, None])
    p = np.clip(e / e.sum(1)[:, None], 1e-7, 1 - 1e-7)
    losses = np.array([-np.log(p[i, t]) for i, t in enumerate(target)])
    return losses if reduction == "none" else getattr(np, reduction)(losses)
