# expect: wrong-answer, diagnosis learned_part_on_the_last_axis
import numpy as np


def batch_norm(x, running_mean, running_var, weight, bias, training, momentum=0.1, eps=1e-5):
    if training:
        mean, var = x.mean(axis=(0, 2, 3)), x.var(axis=(0, 2, 3))
        m = x.size / x.shape[1]
        running_mean = (1 - momentum) * running_mean + momentum * mean
        running_var = (1 - momentum) * running_var + momentum * var * m / (m - 1)
    else:
        mean, var = running_mean, running_var
    x_norm = (x - mean[None, :, None, None]) / np.sqrt(var[None, :, None, None] + eps)
    return weight * x_norm + bias, running_mean, running_var
