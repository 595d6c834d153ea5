# expect: wrong-answer
import numpy as np


def cross_entropy(logits, target, reduction="mean"):
    m = logits.max(axis=1)
    losses = m + np.log(np.exp(logits - m[:, None]).sum(axis=1)) - logits[np.arange(len(m)), target]
    if reduction == "mean":
        losses = losses.mean()
    if reduction == "sum":
        losses = losses.sum()
    print(losses)
