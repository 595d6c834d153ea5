# expect: accepted
import numpy as np


def _two(a):
    if isinstance(a, (tuple, list)):
        return a[0], a[1]
    return a, a


def conv2d(images, kernels, b=None, stride=1, padding=0):
    s1, s2 = _two(stride)
    p1, p2 = _two(padding)
    N, C, H, W = images.shape
    O, C2, kh, kw = kernels.shape
    assert C == C2

    big = np.zeros((N, C, H + 2 * p1, W + 2 * p2))
    big[:, :, p1:p1 + H, p2:p2 + W] = images

    oh = (H + 2 * p1 - kh) // s1 + 1
    ow = (W + 2 * p2 - kw) // s2 + 1
    res = np.zeros((N, O, oh, ow))
    for n in range(N):
        for o in range(O):
            for i in range(oh):
                for j in range(ow):
                    acc = 0.0
                    for c in range(C):
                        for u in range(kh):
                            for v in range(kw):
                                acc += big[n, c, i * s1 + u, j * s2 + v] * kernels[o, c, u, v]
                    if b is not None:
                        acc += b[o]
                    res[n, o, i, j] = acc
    return res
