# expect: wrong-answer
import numpy as np


def batch_norm(x, running_mean, running_var, weight, bias, training, momentum=0.1, eps=1e-5):
    if training:
        mean, var = x.mean((0, 2, 3)), x.var((0, 2, 3))
    else:
        mean, var = running_mean, running_var
    y = (x - mean[:, None, None]) / np.sqrt(var[:, None, None] + eps)
    return y * weight[:, None, None] + bias[:, None, None]
