# expect: accepted
# course style im2col, everything in float32 like in a framework
import numpy as np


def im2col(img, kh, kw, sh, sw):
    n, c, h, w = img.shape
    out_h = (h - kh) // sh + 1
    out_w = (w - kw) // sw + 1
    col = np.zeros((n, c, kh, kw, out_h, out_w), dtype=np.float32)
    for y in range(kh):
        for x in range(kw):
            col[:, :, y, x] = img[:, :, y:y + sh * out_h:sh, x:x + sw * out_w:sw]
    return col.transpose(0, 4, 5, 1, 2, 3).reshape(n * out_h * out_w, -1), out_h, out_w


def conv2d(x, weight, bias=None, stride=1, padding=0):
    if not isinstance(stride, tuple):
        stride = (stride, stride)
    if not isinstance(padding, tuple):
        padding = (padding, padding)
    x = x.astype(np.float32)
    weight = weight.astype(np.float32)
    ph, pw = padding
    x = np.pad(x, [(0, 0), (0, 0), (ph, ph), (pw, pw)], "constant")
    col, out_h, out_w = im2col(x, weight.shape[2], weight.shape[3], *stride)
    col_w = weight.reshape(weight.shape[0], -1).T
    out = np.dot(col, col_w)
    if bias is not None:
        out += bias.astype(np.float32)
    return out.reshape(x.shape[0], out_h, out_w, -1).transpose(0, 3, 1, 2)
