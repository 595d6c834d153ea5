# expect: wrong-answer, diagnosis rotates_the_kernel
# "convolution means flip" - as in the signal processing lecture
import numpy as np


def conv2d(x, weight, bias=None, stride=1, padding=0):
    if isinstance(stride, int):
        stride = (stride, stride)
    if isinstance(padding, int):
        padding = (padding, padding)
    x = np.pad(x, ((0, 0), (0, 0), (padding[0],) * 2, (padding[1],) * 2))
    N, C, H, W = x.shape
    O, _, kh, kw = weight.shape
    Ho = (H - kh) // stride[0] + 1
    Wo = (W - kw) // stride[1] + 1
    kernel = np.flip(weight, axis=(2, 3))
    y = np.empty((N, O, Ho, Wo))
    for i in range(Ho):
        for j in range(Wo):
            r, c = i * stride[0], j * stride[1]
            patch = x[:, :, r:r + kh, c:c + kw].reshape(N, -1)
            y[:, :, i, j] = patch @ kernel.reshape(O, -1).T
    if bias is not None:
        y += bias[None, :, None, None]
    return y
