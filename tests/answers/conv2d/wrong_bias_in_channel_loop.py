# expect: wrong-answer, diagnosis bias_once_per_input_channel
import numpy as np


def conv2d(x, weight, bias=None, stride=1, padding=0):
    sh, sw = stride if isinstance(stride, tuple) else (stride, stride)
    ph, pw = padding if isinstance(padding, tuple) else (padding, padding)
    N, C, H, W = x.shape
    O, _, kh, kw = weight.shape
    xp = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    oh = int((H + 2 * ph - kh) / sh + 1)
    ow = int((W + 2 * pw - kw) / sw + 1)
    out = np.zeros((N, O, oh, ow))
    for n in range(N):
        for o in range(O):
            for c in range(C):
                for i in range(oh):
                    for j in range(ow):
                        patch = xp[n, c, i * sh:i * sh + kh, j * sw:j * sw + kw]
                        out[n, o, i, j] += np.sum(patch * weight[o, c])
                        if bias is not None:
                            out[n, o, i, j] += bias[o]
    return out
