"""A small network plays, another is compared with numerical gradients."""

import copy
from types import SimpleNamespace

import numpy as np
import torch
from cards.bugs.running import mend, run
from torch import nn


def dqn_frozen_bug(code):
    def play(code, steps=150):
        """Give the largest value after some steps, and the network of the targets."""
        torch.manual_seed(0)
        q = nn.Sequential(nn.Linear(3, 16), nn.ReLU(), nn.Linear(16, 2))
        s, s2 = torch.rand(64, 3), torch.rand(64, 3)

        def sample(n):
            i = torch.randint(64, (n,))
            return s[i], i % 2, torch.ones(n), s2[i], torch.zeros(n)

        first = q(s2).max().item()
        left = run(
            code,
            q=q,
            copy=copy,
            steps=steps,
            gamma=0.99,
            replay=SimpleNamespace(sample=sample),
            optimizer=torch.optim.Adam(q.parameters(), lr=0.01),
        )
        return q(s).max().item(), first, left.target is q

    value, first, is_q = play(code)
    assert is_q
    assert value > 10
    bound = 1 + 0.99 * first  # what the frozen targets are at most
    value, first, is_q = play(mend(code, ("target = q ", "target = copy.deepcopy(q) ")))
    assert not is_q
    assert value < bound + 0.5
    often = mend(code, ("target = q ", "target = copy.deepcopy(q) "), ("% 1000", "% 1"))
    assert play(often)[0] > 10


def backprop_order_bug(code):
    def loss(w1, w2):
        return ((np.maximum(x @ w1, 0) @ w2 - y) ** 2).sum() / (2 * len(x))

    def numerical(w, at):
        slope = np.zeros_like(w)
        for index in np.ndindex(w.shape):
            step = np.zeros_like(w)
            step[index] = 1e-6
            slope[index] = (at(w + step) - at(w - step)) / 2e-6
        return slope

    def errors(code, lr):
        one, other = w1.copy(), w2.copy()
        run(code).update(x, y, one, other, lr)
        return [
            np.abs((w1 - one) / lr - numerical(w1, lambda w: loss(w, w2))).max(),
            np.abs((w2 - other) / lr - numerical(w2, lambda w: loss(w1, w))).max(),
        ]

    rng = np.random.default_rng(0)
    x, y, w1, w2 = (rng.normal(size=size) for size in ((8, 4), (8, 3), (4, 5), (5, 3)))
    step, back = "    w2 -= lr * hidden.T @ d2\n", "    d1 = d2 @ w2.T * (hidden > 0)\n"

    small, large = errors(code, 0.01), errors(code, 0.1)
    assert small[0] > 1e-3
    assert 9.9 < large[0] / small[0] < 10.1
    assert max(small[1], large[1]) < 1e-5
    assert max(errors(mend(code, (step + back, back + step)), 0.1)) < 1e-5
    for old, new in [
        ("(hidden > 0)", "hidden"),
        ("lr * x.T @ d1", "lr * x.T @ d1 / len(x)"),
    ]:
        assert errors(mend(code, (old, new)), 0.1)[0] > 1e-3

    one, other = w1.copy(), w2.copy()
    before = loss(w1, w2)
    for _ in range(200):
        run(code).update(x, y, one, other, 0.01)
    assert loss(one, other) < before / 2  # it learns
