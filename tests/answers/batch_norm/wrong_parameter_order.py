# expect: wrong-answer, diagnosis gamma_and_beta_first
import numpy as np


def batch_norm(x, gamma, beta, running_mean, running_var, training, momentum=0.1, eps=1e-5):
    def c(v):
        return v[:, None, None]

    if training:
        mean, var = x.mean((0, 2, 3)), x.var((0, 2, 3))
        new_mean = (1 - momentum) * running_mean + momentum * mean
        new_var = (1 - momentum) * running_var + momentum * x.var((0, 2, 3), ddof=1)
    else:
        mean, var, new_mean, new_var = running_mean, running_var, running_mean, running_var
    return c(gamma) * (x - c(mean)) / np.sqrt(c(var) + eps) + c(beta), new_mean, new_var
