# expect: wrong-answer, diagnosis log_of_softmax
import numpy as np


def softmax(x):
    e = np.exp(x - x.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def cross_entropy(logits, target, reduction="mean"):
    p = softmax(logits)
    loss = -np.log(p[range(len(target)), target])
    if reduction == "none":
        return loss
    return loss.mean() if reduction == "mean" else loss.sum()
