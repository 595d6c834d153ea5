# expect: accepted
import numpy as np


def cross_entropy(scores, classes, reduction="mean"):
    n, c = scores.shape
    y = np.zeros((n, c))
    y[np.arange(n), classes] = 1
    scores = scores.astype(np.float64)
    m = scores.max(axis=1, keepdims=True)
    lse = m + np.log(np.exp(scores - m).sum(axis=1, keepdims=True))
    per_sample = np.sum(y * (lse - scores), axis=1)
    return {"none": per_sample, "sum": per_sample.sum(), "mean": per_sample.sum() / n}[reduction]
