# expect: wrong-answer, diagnosis global_max
import numpy as np


def softmax(x, axis=-1):
    # shift so that nothing overflows
    x = x - np.max(x)
    exp_x = np.exp(x)
    denom = np.expand_dims(exp_x.sum(axis), axis)
    return exp_x / denom
