# expect: wrong-answer, diagnosis target_as_one_hot
import numpy as np


def cross_entropy(y_pred, y_true, reduction="mean"):
    y_pred = y_pred - y_pred.max(axis=1, keepdims=True)
    log_p = y_pred - np.log(np.exp(y_pred).sum(axis=1, keepdims=True))
    loss = -np.sum(y_true * log_p, axis=1)
    if reduction == "mean":
        return np.mean(loss)
    if reduction == "sum":
        return np.sum(loss)
    return loss
