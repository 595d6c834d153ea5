"""Estimates on data made for it, counts, and minima found by search."""

import math
from itertools import combinations

import numpy as np
from cards.brute.within import within
from scipy import stats
from shapely import LineString
from sklearn.tree import DecisionTreeClassifier


def gaussian_mle_variance(n, s, q):
    values = np.random.default_rng(0).normal(size=n)
    values -= values.mean()
    values = s / n + values * math.sqrt((q - s * s / n) / (values @ values))

    assert math.isclose(values.sum(), s)
    assert math.isclose(values @ values, q)
    return stats.norm.fit(values)[1] ** 2


def viterbi_cost(s, t):
    scored = 0
    for _word in range(1, t):
        for _label in range(s):
            for _before in range(s):
                scored += 1
    return scored


def hamming_ball(n):
    flips = [1 << i for i in range(n)]
    return len({0, *flips, *(a ^ b for a, b in combinations(flips, 2))})


def principal_share(a, b, c):
    values = np.linalg.eigvalsh([[a, b], [b, c]])
    return values[-1] / values.sum()


def kmeans_plus_plus(a, b, c):
    distances = np.abs(np.subtract.outer([a, b, c], [0, 10])).min(1)
    return (distances**2 / (distances**2).sum())[2]


def svm_margin(a, b):
    """Measure between the lines w·x = -1 and w·x = 1."""
    across, along = np.array([a, b]) / (a * a + b * b), np.array([-b, a])
    lines = [LineString([side * across - along, side * across + along]) for side in (-1, 1)]
    return lines[0].distance(lines[1])


def odds_step(p, w):
    low, high = -20.0, 20.0  # the logit before
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (middle, high) if 1 / (1 + math.exp(-middle)) < p else (low, middle)
    return 1 / (1 + math.exp(-low - w))


def entropy_bits(p):
    return stats.entropy([p, 1 - p], base=2)


def gini_decrease(p, n, s):
    x = np.r_[np.zeros(s), np.ones(p + n - s)][:, None]
    y = np.r_[np.ones(p), np.zeros(n)]
    tree = DecisionTreeClassifier(max_depth=1).fit(x, y).tree_
    left, right = tree.weighted_n_node_samples[1:] / (p + n)
    return tree.impurity[0] - left * tree.impurity[1] - right * tree.impurity[2]


@within(1e-3)
def soft_threshold(a, l):  # noqa: E741
    grid = np.linspace(-4, 4, 80_001)
    return grid[np.argmin((grid - a) ** 2 / 2 + l * np.abs(grid))]
