# expect: wrong-answer, diagnosis always_axis_one
import numpy as np


def softmax(x, axis=-1):
    biggest = np.max(x, axis=1, keepdims=True)
    e = np.exp(x - biggest)
    return e / np.sum(e, axis=1, keepdims=True)
