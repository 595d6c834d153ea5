"""Levels are halved one by one, spectra divided, rays intersected, draws counted."""

from itertools import count

import numpy as np
from torch import nn


def orb_pyramid(w, l):  # noqa: E741
    for _ in range(int(l)):
        w = w * 5 / 6
    return w


def equalise_value(n, m, c):
    """Let the darkest level be 0 and the brightest 255, and the rest lie between by rank."""
    return float(np.floor(np.interp(c, [m, n], [0, 255]) + 0.5))


def gaussian_compose(a, b):
    """Divide the spectrum of the wide Gaussian by that of the narrow one."""
    x = np.linspace(-40, 40, 80001)
    frequency = 0.3

    def spectrum(sigma):
        bell = np.exp(-(x**2) / (2 * sigma**2))
        return (bell * np.cos(frequency * x)).sum() / bell.sum()

    return np.sqrt(-2 * np.log(spectrum(b) / spectrum(a))) / frequency


def separable_saving(k):
    row = np.ones((1, int(k)))
    return (row.T @ row).size - row.size - row.T.size


def context_encoder_weights(m, n):
    layer = nn.Linear(n * n, n * n, bias=False, device="meta")
    return sum(layer.weight.numel() for _ in range(m))


def hough_cells(w, h, t):
    diagonal = next(d for d in count() if d * d >= w * w + h * h)
    return len(range(-diagonal, diagonal + 1)) * t


def ransac_iterations(w, s):
    failed, rounds = 1.0, 0
    while failed > 0.01:
        failed *= 1 - np.prod([w] * s)
        rounds += 1
    return rounds


def pinhole_pixel(f, x, z):
    u, _, scale = np.array([[f, 0, 320], [0, f, 240], [0, 0, 1]]) @ [x, 0, z]
    return u / scale


def stereo_depth(b, f, d):
    """Intersect the two rays: x - z * u / f = the x of the camera."""
    left, right = 7.0, 7.0 - d
    _, depth = np.linalg.solve([[1, -left / f], [1, -right / f]], [0, b])
    return depth
