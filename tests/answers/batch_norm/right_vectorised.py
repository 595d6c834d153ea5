# expect: accepted
import numpy as np


def batch_norm(x, running_mean, running_var, weight, bias, training, momentum=0.1, eps=1e-5):
    if training:
        mean = x.mean((0, 2, 3), keepdims=True)
        var = x.var((0, 2, 3), keepdims=True)
        n = x.shape[0] * x.shape[2] * x.shape[3]
        running_mean = (1 - momentum) * running_mean + momentum * mean.squeeze((0, 2, 3))
        running_var = (1 - momentum) * running_var + momentum * var.squeeze((0, 2, 3)) * n / (n - 1)
    else:
        mean = running_mean.reshape(1, -1, 1, 1)
        var = running_var.reshape(1, -1, 1, 1)
    x_hat = (x - mean) / np.sqrt(var + eps)
    y = weight.reshape(1, -1, 1, 1) * x_hat + bias.reshape(1, -1, 1, 1)
    return y, running_mean, running_var
