# expect: accepted
import numpy as np


def log_softmax(z):
    z = z - np.max(z, axis=-1, keepdims=True)
    return z - np.log(np.sum(np.exp(z), axis=-1, keepdims=True))


def cross_entropy(logits, target, reduction="mean"):
    nll = -log_softmax(logits)[np.arange(target.shape[0]), target]
    if reduction == "mean":
        return nll.mean()
    if reduction == "sum":
        return nll.sum()
    return nll
