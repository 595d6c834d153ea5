# expect: wrong-answer, diagnosis momentum_of_the_old_and_biased
import numpy as np


def batch_norm(x, moving_mean, moving_var, gamma, beta, training, momentum=0.1, eps=1e-5):
    shape = (1, x.shape[1], 1, 1)
    if training:
        mean, variance = x.mean(axis=(0, 2, 3)), x.var(axis=(0, 2, 3))
        moving_mean = moving_mean * momentum + mean * (1 - momentum)
        moving_var = moving_var * momentum + variance * (1 - momentum)
    else:
        mean, variance = moving_mean, moving_var
    inv = gamma / np.sqrt(variance + eps)
    return x * inv.reshape(shape) + (beta - mean * inv).reshape(shape), moving_mean, moving_var
