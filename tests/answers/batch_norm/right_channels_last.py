# expect: accepted
import numpy as np


def batch_norm(x, mean, var, gamma, beta, training, momentum=0.1, eps=1e-5):
    # move the channels to the end: then (C,) arrays broadcast by themselves
    t = np.moveaxis(x, 1, -1)
    rows = t.reshape(-1, t.shape[-1])
    if training:
        mu = rows.mean(axis=0)
        centred = rows - mu
        new_mean = mean + momentum * (mu - mean)
        new_var = (
            var
            + momentum * (np.cov(rows.T).diagonal() if rows.shape[1] > 1 else rows.var(ddof=1))
            - momentum * var
        )
        s2 = (centred * centred).mean(axis=0)
    else:
        mu, s2, new_mean, new_var = mean, var, mean, var
        centred = rows - mu
    out = gamma * centred * (s2 + eps) ** -0.5 + beta
    return np.moveaxis(out.reshape(t.shape), -1, 1), new_mean, new_var
