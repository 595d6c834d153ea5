# expect: wrong-answer, diagnosis momentum_of_the_old
import numpy as np


def batch_norm(x, running_mean, running_var, weight, bias, training, momentum=0.9, eps=1e-5):
    def per_channel(a):
        return np.reshape(a, (1, -1, 1, 1))

    if not training:
        x_hat = (x - per_channel(running_mean)) / np.sqrt(per_channel(running_var) + eps)
        return per_channel(weight) * x_hat + per_channel(bias), running_mean, running_var
    mean = np.mean(x, axis=(0, 2, 3))
    var = np.var(x, axis=(0, 2, 3))
    x_hat = (x - per_channel(mean)) / np.sqrt(per_channel(var) + eps)
    running_mean = momentum * running_mean + (1 - momentum) * mean
    running_var = momentum * running_var + (1 - momentum) * np.var(x, axis=(0, 2, 3), ddof=1)
    return per_channel(weight) * x_hat + per_channel(bias), running_mean, running_var
