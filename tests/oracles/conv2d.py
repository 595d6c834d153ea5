"""Torch, scipy and plain arithmetic against conv2d."""

import math

import numpy as np
import torch
from scipy.signal import correlate2d


def torch_conv2d(x, weight, bias=None, stride=1, padding=0):
    """Ask torch.nn.functional.conv2d."""
    given = [None if a is None else torch.from_numpy(a) for a in (x, weight, bias)]
    return torch.nn.functional.conv2d(*given, stride=stride, padding=padding).numpy()


def scipy_correlate2d(x, weight, bias=None, stride=1, padding=0):
    """Correlate every channel at stride 1 on the whole plane, then cut out and thin the result."""
    (sh, sw), (ph, pw) = ((a, a) if isinstance(a, int) else a for a in (stride, padding))
    h, w = x.shape[2:]
    kh, kw = weight.shape[2:]
    if ph >= kh or pw >= kw:  # `full` reaches only kernel - 1 beyond the image
        return NotImplemented
    rows = slice(kh - 1 - ph, h + ph, sh)
    cols = slice(kw - 1 - pw, w + pw, sw)
    planes = [
        [
            sum(
                correlate2d(plane, tap)[rows, cols]
                for plane, tap in zip(image, filters, strict=True)
            )
            for filters in weight
        ]
        for image in x
    ]
    return np.array(planes) + (0.0 if bias is None else bias.reshape(1, -1, 1, 1))


def by_hand(x, weight, bias=None, stride=1, padding=0):
    """Add up numbers of lists, asking of every tap whether it is inside the image."""
    (sh, sw), (ph, pw) = ((a, a) if isinstance(a, int) else a for a in (stride, padding))
    height, width = x.shape[2:]
    kh, kw = weight.shape[2:]
    pixels, taps = x.tolist(), weight.tolist()

    def starts(size, kernel, step, pad):
        return [at for at in range(-pad, size + pad, step) if at + kernel <= size + pad]

    def output(image, filters, top, left):
        return math.fsum(
            image[c][top + u][left + v] * filters[c][u][v]
            for c in range(len(image))
            for u in range(kh)
            if 0 <= top + u < height
            for v in range(kw)
            if 0 <= left + v < width
        )

    return np.array(
        [
            [
                [
                    [
                        output(image, filters, top, left)
                        + (0.0 if bias is None else float(bias[o]))
                        for left in starts(width, kw, sw, pw)
                    ]
                    for top in starts(height, kh, sh, ph)
                ]
                for o, filters in enumerate(taps)
            ]
            for image in pixels
        ]
    )


ORACLES = {"torch": torch_conv2d, "scipy": scipy_correlate2d, "by hand": by_hand}


def inputs(rng):
    """Make layers of any sizes, one pixel and one channel included."""
    for k in range(240):
        n, c, o = (int(a) for a in rng.integers(1, 4, 3))
        kh, kw, h, w = (int(a) for a in rng.integers(1, 6, 4))
        ph, pw = (int(a) for a in rng.integers(0, 4, 2))
        sh, sw = (int(a) for a in rng.integers(1, 6, 2))
        if k % 3 == 0:  # the scipy oracle takes these
            ph, pw = min(ph, kh - 1), min(pw, kw - 1)
        h, w = max(h, kh - 2 * ph), max(w, kw - 2 * pw)
        x, weight = rng.normal(size=(n, c, h, w)), rng.normal(size=(o, c, kh, kw))
        bias = rng.normal(size=o) if k % 2 else None
        if k % 5 == 0:
            yield x, weight, bias, sh, min(ph, pw) if h >= kh and w >= kw else max(ph, pw)
        else:
            yield x, weight, bias, (sh, sw), (ph, pw)
    for size in range(1, 7):
        square = rng.normal(size=(2, 1, size, size))
        yield square, rng.normal(size=(3, 1, size, size))
        yield square, rng.normal(size=(1, 1, 1, 1)), rng.normal(size=1), size, size
