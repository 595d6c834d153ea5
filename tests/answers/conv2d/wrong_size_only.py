# expect: wrong-answer, diagnosis stride_in_the_size_only
import numpy as np


def conv2d(x, weight, bias=None, stride=1, padding=0):
    if isinstance(stride, int):
        stride = stride, stride
    if isinstance(padding, int):
        padding = padding, padding
    p, q = padding
    x = np.pad(x, ((0, 0), (0, 0), (p, p), (q, q)))
    kh, kw = weight.shape[-2:]
    rows = (x.shape[2] - kh) // stride[0] + 1
    cols = (x.shape[3] - kw) // stride[1] + 1
    y = np.zeros((x.shape[0], weight.shape[0], rows, cols))
    for i in range(rows):
        for j in range(cols):
            window = x[:, :, i:i + kh, j:j + kw]
            y[:, :, i, j] = np.tensordot(window, weight, axes=([1, 2, 3], [1, 2, 3]))
    if bias is not None:
        for o in range(len(bias)):
            y[:, o] += bias[o]
    return y
