# expect: runtime-error, diagnosis demands_an_exact_fit
import numpy as np


def conv2d(x, w, b=None, stride=1, pad=0):
    sh, sw = stride if isinstance(stride, tuple) else (stride, stride)
    ph, pw = pad if isinstance(pad, tuple) else (pad, pad)
    N, C, H, W = x.shape
    F, _, HH, WW = w.shape
    assert (H + 2 * ph - HH) % sh == 0, "height does not work"
    assert (W + 2 * pw - WW) % sw == 0, "width does not work"
    H_out = 1 + (H + 2 * ph - HH) // sh
    W_out = 1 + (W + 2 * pw - WW) // sw
    xp = np.pad(x, ((0,), (0,), (ph,), (pw,)), "constant")
    out = np.zeros((N, F, H_out, W_out))
    for n in range(N):
        for f in range(F):
            for i in range(H_out):
                for j in range(W_out):
                    win = xp[n, :, i * sh:i * sh + HH, j * sw:j * sw + WW]
                    out[n, f, i, j] = np.sum(win * w[f]) + (b[f] if b is not None else 0)
    return out
