# expect: wrong-answer, diagnosis eps_outside_the_root
import numpy as np


def batch_norm(x, rm, rv, weight, bias, training, momentum=0.1, eps=1e-5):
    y = np.zeros(x.shape)
    rm, rv = rm.copy(), rv.copy()
    for c in range(x.shape[1]):
        ch = x[:, c, :, :]
        m, v = rm[c], rv[c]
        if training:
            m, v = ch.mean(), ch.var()
            rm[c] = (1 - momentum) * rm[c] + momentum * m
            rv[c] = (1 - momentum) * rv[c] + momentum * ch.var(ddof=1)
        y[:, c, :, :] = weight[c] * (ch - m) / (np.sqrt(v) + eps) + bias[c]
    return y, rm, rv
