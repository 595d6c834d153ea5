# expect: runtime-error
import numpy as np


def conv2d(x, w, b=None, stride=1, padding=0):
    sh, sw = stride if isinstance(stride, tuple) else (stride, stride)
    ph, pw = padding if isinstance(padding, tuple) else (padding, padding)
    N, C, H, W = x.shape
    O, _, kh, kw = w.shape
    Ho = (H + 2 * ph - kh) / sh + 1
    Wo = (W + 2 * pw - kw) / sw + 1
    y = np.zeros((N, O, Ho, Wo))
    x = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    for i in range(Ho):
        for j in range(Wo):
            patch = x[:, None, :, i * sh:i * sh + kh, j * sw:j * sw + kw]
            y[:, :, i, j] = (patch * w).sum((2, 3, 4))
    return y if b is None else y + b[:, None, None]
