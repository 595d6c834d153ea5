# expect: accepted
import numpy as np
from numpy.lib.stride_tricks import as_strided


def conv2d(x, w, bias=None, stride=1, padding=0):
    sh, sw = (stride, stride) if isinstance(stride, int) else stride
    ph, pw = (padding, padding) if isinstance(padding, int) else padding
    x = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)), mode="constant", constant_values=0)
    n, c, h, wd = x.shape
    o, _, kh, kw = w.shape
    oh, ow = (h - kh) // sh + 1, (wd - kw) // sw + 1
    a, b, d, e = x.strides
    view = as_strided(x, shape=(n, c, oh, ow, kh, kw), strides=(a, b, d * sh, e * sw, d, e))
    out = np.einsum("nchwij,ocij->nohw", view, w)
    if bias is not None:
        out = out + bias.reshape(1, -1, 1, 1)
    return out
