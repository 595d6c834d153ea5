# expect: wrong-answer, diagnosis biased_running_variance
import numpy as np


def batch_norm(x, running_mean, running_var, weight, bias, training, momentum=0.1, eps=1e-5):
    g, b = weight[None, :, None, None], bias[None, :, None, None]
    if not training:
        z = (x - running_mean[None, :, None, None]) / np.sqrt(
            running_var[None, :, None, None] + eps
        )
        return g * z + b, running_mean, running_var
    mu = np.mean(x, axis=(0, 2, 3))
    var = np.var(x, axis=(0, 2, 3))
    z = (x - mu[None, :, None, None]) / np.sqrt(var[None, :, None, None] + eps)
    new_mean = (1 - momentum) * running_mean + momentum * mu
    new_var = (1 - momentum) * running_var + momentum * var
    return g * z + b, new_mean, new_var
