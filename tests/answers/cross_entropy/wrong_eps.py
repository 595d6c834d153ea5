# expect: wrong-answer, diagnosis adds_1e_12
import numpy as np


def cross_entropy(logits, target, reduction="mean"):
    logits = logits - np.max(logits, axis=1, keepdims=True)
    probs = np.exp(logits)
    probs = probs / probs.sum(axis=1, keepdims=True)
    one_hot = np.eye(probs.shape[1])[target]
    loss = -(one_hot * np.log(probs + 1e-12)).sum(axis=1)
    if reduction == "mean":
        return loss.mean()
    if reduction == "sum":
        return loss.sum()
    return loss
