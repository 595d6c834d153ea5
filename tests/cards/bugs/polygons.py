"""Boxes that are turned, and what two of them share, in plain steps."""

import numpy as np
from shapely.geometry import Point, Polygon


def area(points):
    x, y = np.array(points).reshape(-1, 2).T
    return abs(np.sum(x * np.roll(y, -1) - y * np.roll(x, -1))) / 2


def side(a, b, c):
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def clip(p, q):
    """Cut what lies to the right of each edge of q off p; both counter-clockwise."""
    for a, b in zip(q, np.roll(q, -1, 0), strict=True):
        cut = []
        for c, d in zip(p, np.roll(p, -1, 0), strict=True) if len(p) else []:
            one, other = side(a, b, c), side(a, b, d)
            cut += [c] if one >= 0 else []
            cut += [c + (d - c) * one / (one - other)] if one * other < 0 else []
        p = np.array(cut).reshape(-1, 2)
    return p


def turned_box(rng):
    (w, h), (x, y), angle = rng.uniform(2, 6, 2), rng.uniform(-1.5, 1.5, 2), rng.uniform(0, np.pi)
    turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    return np.array([[-w, -h], [w, -h], [w, h], [-w, h]]) / 2 @ turn + [x, y]


def inside(a, q):
    return Polygon(q).contains(Point(a))


def crossings(p, q):
    found = []
    for a, b in zip(p, np.roll(p, -1, 0), strict=True):
        for c, d in zip(q, np.roll(q, -1, 0), strict=True):
            one, other = side(c, d, a), side(c, d, b)
            if one * other < 0 and side(a, b, c) * side(a, b, d) < 0:
                found.append(a + (b - a) * one / (one - other))
    return found
