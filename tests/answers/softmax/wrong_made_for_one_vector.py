# expect: wrong-answer, diagnosis made_for_one_vector
import numpy as np


def softmax(x, axis=-1):
    """Compute softmax values for each set of scores in x."""
    e_x = np.exp(x - np.max(x))
    return e_x / e_x.sum(axis=0)
