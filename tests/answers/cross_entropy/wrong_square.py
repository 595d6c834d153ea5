# expect: wrong-answer, diagnosis column_minus_row
import numpy as np


def cross_entropy(logits, target, reduction="mean"):
    m = logits.max(axis=1, keepdims=True)
    lse = np.log(np.exp(logits - m).sum(axis=1, keepdims=True)) + m
    loss = lse - logits[np.arange(len(target)), target]
    if reduction == "mean":
        return loss.mean()
    if reduction == "sum":
        return loss.sum()
    return loss
