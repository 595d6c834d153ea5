# expect: wrong-answer, diagnosis divides_by_classes_too
import numpy as np


def cross_entropy(logits, target, reduction="mean"):
    shifted = logits - logits.max(axis=1, keepdims=True)
    logp = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    table = -np.eye(logits.shape[1])[target] * logp
    if reduction == "mean":
        return np.mean(table)
    if reduction == "sum":
        return np.sum(table)
    return table.sum(axis=1)
