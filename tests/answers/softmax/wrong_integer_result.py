# expect: wrong-answer, diagnosis integer_result
import numpy as np


def softmax(x, axis=-1):
    out = np.zeros_like(x)
    src = np.moveaxis(x, axis, -1)
    dst = np.moveaxis(out, axis, -1)
    for idx in np.ndindex(*src.shape[:-1]):
        row = src[idx]
        e = np.exp(row - row.max())
        dst[idx] = e / e.sum()
    return out
