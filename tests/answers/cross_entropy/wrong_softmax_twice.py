# expect: wrong-answer, diagnosis softmax_twice
import numpy as np


def softmax(x):
    x = x - x.max(axis=1, keepdims=True)
    return np.exp(x) / np.exp(x).sum(axis=1, keepdims=True)


def cross_entropy(logits, target, reduction="mean"):
    probs = softmax(logits)
    nll = -np.log(softmax(probs)[np.arange(len(target)), target])
    if reduction == "none":
        return nll
    return nll.sum() / (len(nll) if reduction == "mean" else 1)
