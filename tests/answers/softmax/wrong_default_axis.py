# expect: wrong-answer, diagnosis first_axis_by_default
import numpy as np


def softmax(x, axis=0):
    z = x - x.max(axis, keepdims=True)
    return np.exp(z) / np.exp(z).sum(axis, keepdims=True)
