"""Steps are compared with those of torch."""

import numpy as np
import torch
from cards.bugs.running import mend, run, same
from torch import nn


def adam_bias_bug(code):
    def path(code, steps=20):
        """Give the size of each step in learning rates, for a gradient that stays the same."""
        w = [
            run(code).adam(np.zeros(1), lambda w: np.array([2.0]), steps=n)[0] for n in range(steps)
        ]
        return -np.diff(w) / 1e-3

    def torchs(start, slope, steps):
        w = torch.tensor(start, requires_grad=True)
        optimiser = torch.optim.Adam([w], lr=1e-3)
        for _ in range(steps):
            w.grad = torch.tensor(slope(w.detach().numpy()))
            optimiser.step()
        return w

    def slope(w):
        return w * [1.0, 4.0, 0.5]

    start = np.array([3.0, -1.0, 0.2])
    sizes = path(code)
    assert round(0.1 / np.sqrt(0.001), 2) == round(sizes[0], 2) == 3.16
    assert round(sizes[11], 1) == round(sizes.max(), 1) == 6.6
    assert 3 < sizes.min()
    assert not np.allclose(
        run(code).adam(start, slope), torchs(start, slope, 100).detach(), atol=1e-3
    )
    mended = mend(
        code,
        ("for _ in range(steps)", "for t in range(1, steps + 1)"),
        ("lr * m / (np.sqrt(v) + eps)", "lr * m / (1 - b1**t) / (np.sqrt(v / (1 - b2**t)) + eps)"),
    )
    assert np.allclose(path(mended), 1)
    assert same(run(mended).adam(start, slope), torchs(start, slope, 100))
    for old, new in [
        ("(np.sqrt(v) + eps)", "np.sqrt(v + eps)"),
        ("(1 - b2) * g * g", "(1 - b2) * (g - m) ** 2"),
    ]:
        assert path(mend(code, (old, new)))[0] > 3


def dropout_keep_bug(code):
    x = np.ones((400, 100))

    def result(code, p):
        out = run(code).dropout(x, p, True, np.random.default_rng(0))
        return out.mean(), (out == 0).mean()

    mended = mend(code, ("< p", ">= p"))
    assert np.allclose(result(code, 0.5), [1, 0.5], atol=0.02)  # passes a test
    mean, gone = result(code, 0.1)
    assert round(mean, 2) == round(0.1 / 0.9, 2) == 0.11
    assert abs(gone - 0.9) < 0.01
    for p in (0.1, 0.5, 0.8):
        assert np.allclose(result(mended, p), [1, p], atol=0.03)
    assert run(code).dropout(x, 0.1, False, None) is x
    mean, gone = result(mend(code, ("keep / (1 - p)", "keep / p")), 0.1)
    assert abs(mean - 1) < 0.04  # the mean is restored ...
    assert abs(gone - 0.9) < 0.01  # ... and 90 % are still dropped
    assert result(mend(code, ("keep / (1 - p)", "keep")), 0.1)[1] > 0.8
    assert result(mend(code, ("rng.random(x.shape)", "rng.random(x.shape[1:])")), 0.1)[1] > 0.8


def clip_order_bug(code):
    def moved(code):
        """Give how far one batch moves the weights, and the norm that was clipped."""
        torch.manual_seed(0)
        model, norms = nn.Linear(4, 1), []
        before = nn.utils.parameters_to_vector(model.parameters()).detach().clone()
        clip = torch.nn.utils.clip_grad_norm_

        def criterion(got, wanted):
            return ((got - wanted) ** 2).mean()

        names = {"model": model, "criterion": criterion, "loader": [(images, labels)]}
        optimizer = torch.optim.SGD(model.parameters(), lr=1.0)
        torch.nn.utils.clip_grad_norm_ = lambda *given: norms.append(clip(*given))
        try:
            run(code, optimizer=optimizer, **names)
        finally:
            torch.nn.utils.clip_grad_norm_ = clip
        after = nn.utils.parameters_to_vector(model.parameters())
        return (after - before).norm().item(), norms[0]

    images, labels = (
        torch.randn(8, 4, generator=torch.manual_seed(0)) * 30,
        torch.full((8, 1), 500.0),
    )
    clip, back = (
        code[code.index(word) :].splitlines()[0] + "\n" for word in ("    torch.nn", "    loss.b")
    )
    step, clear = "    optimizer.step()", "    optimizer.zero_grad()\n"

    distance, norm = moved(code)
    assert norm == 0
    assert distance > 100
    distance, norm = moved(mend(code, (clip + back, back + clip)))
    assert norm > 100
    assert abs(distance - 1) < 1e-4
    assert moved(mend(code, (clear, ""), (step, step + "\n" + clear)))[0] > 100
    assert moved(mend(code, (clip, ""), (step, step + "\n" + clip)))[0] > 100
    capped = mend(code, (back, "    loss = loss.clamp(max=1)\n" + back))
    assert moved(capped)[0] == 0  # a clipped loss has no gradient
