# expect: wrong-answer, diagnosis swaps_strides_and_paddings
import numpy as np


def conv2d(x, weight, bias=None, stride=1, padding=0):
    stride_x, stride_y = (stride, stride) if isinstance(stride, int) else stride
    pad_x, pad_y = (padding, padding) if isinstance(padding, int) else padding
    x = np.pad(x, ((0, 0), (0, 0), (pad_y, pad_y), (pad_x, pad_x)))
    kh, kw = weight.shape[2:]
    w = np.lib.stride_tricks.sliding_window_view(x, (kh, kw), axis=(-2, -1))
    y = np.einsum("nchwij,ocij->nohw", w[:, :, ::stride_y, ::stride_x], weight)
    if bias is None:
        return y
    return y + bias.reshape(-1, 1, 1)
