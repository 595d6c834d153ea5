# expect: wrong-answer, diagnosis each_image_alone
import numpy as np


def batch_norm(x, running_mean, running_var, weight, bias, training, momentum=0.1, eps=1e-5):
    w = weight.reshape(1, -1, 1, 1)
    b = bias.reshape(1, -1, 1, 1)
    if training:
        mean = x.mean(axis=(2, 3), keepdims=True)
        var = x.var(axis=(2, 3), keepdims=True)
        running_mean = (1 - momentum) * running_mean + momentum * x.mean(axis=(0, 2, 3))
        running_var = (1 - momentum) * running_var + momentum * x.var(axis=(0, 2, 3), ddof=1)
    else:
        mean = running_mean.reshape(1, -1, 1, 1)
        var = running_var.reshape(1, -1, 1, 1)
    return (x - mean) / np.sqrt(var + eps) * w + b, running_mean, running_var
