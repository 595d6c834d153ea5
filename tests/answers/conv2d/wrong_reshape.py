# expect: wrong-answer, diagnosis reshapes_for_a_transpose
import numpy as np


def conv2d(x, w, b=None, stride=1, padding=0):
    sh, sw = (stride, stride) if np.isscalar(stride) else stride
    ph, pw = (padding, padding) if np.isscalar(padding) else padding
    x = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    N, C, H, W = x.shape
    O, _, kh, kw = w.shape
    Ho, Wo = (H - kh) // sh + 1, (W - kw) // sw + 1
    cols = []
    for n in range(N):
        for i in range(Ho):
            for j in range(Wo):
                cols.append(x[n, :, i * sh:i * sh + kh, j * sw:j * sw + kw].ravel())
    y = np.array(cols) @ w.reshape(O, -1).T
    if b is not None:
        y = y + b
    return y.reshape(N, O, Ho, Wo)
