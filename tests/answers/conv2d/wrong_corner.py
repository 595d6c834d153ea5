# expect: wrong-answer, diagnosis image_in_the_corner
import numpy as np


def conv2d(x, weight, bias=None, stride=1, padding=0):
    stride = (stride, stride) if isinstance(stride, int) else stride
    padding = (padding, padding) if isinstance(padding, int) else padding
    N, C, H, W = x.shape
    O, _, KH, KW = weight.shape
    canvas = np.zeros((N, C, H + 2 * padding[0], W + 2 * padding[1]))
    canvas[:, :, :H, :W] = x
    y = []
    for i in range(0, canvas.shape[2] - KH + 1, stride[0]):
        y.append([])
        for j in range(0, canvas.shape[3] - KW + 1, stride[1]):
            block = canvas[:, None, :, i:i + KH, j:j + KW] * weight[None]
            value = block.sum(axis=(2, 3, 4))
            y[-1].append(value if bias is None else value + bias)
    return np.array(y).transpose(2, 3, 0, 1)
