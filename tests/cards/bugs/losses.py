"""Losses are compared with their formulas."""

import math

import torch
from cards.bugs.running import mend, run, same
from torch import nn
from torch.nn import functional as F


def double_softmax_bug(code):
    def train(code, order=None):
        torch.manual_seed(0)
        left = run(code)
        net = left.Net(nn.Linear(10, 32), 32)
        optimiser = torch.optim.Adam(net.parameters(), lr=0.05)
        seen = [left.step(net, optimiser, images, labels) for _ in range(120)]
        return min(seen), (net(images).argmax(1) == labels).float().mean().item()

    images, labels = torch.eye(10).repeat(2, 1), torch.arange(10).repeat(2)
    floor = math.log(1 + 9 / math.e)

    assert round(floor, 3) == 1.461
    least, accuracy = train(code)
    assert accuracy == 1  # it fits its training set
    assert floor <= least < floor + 0.02
    perfect = F.one_hot(labels, 10).float()
    assert same(F.cross_entropy(perfect, labels), torch.tensor(floor))
    mended = mend(code, (".softmax(dim=1)", ""))
    least, accuracy = train(mended)
    assert accuracy == 1
    assert least < 0.02
    first = "    loss = F.cross_entropy(net(images), labels)\n    optimiser.zero_grad()\n"
    lines = first.splitlines(keepends=True)
    assert train(mend(code, (first, lines[1] + lines[0]))) == train(code)
    assert (
        train(mend(code, ("(images), labels)", "(images), F.one_hot(labels, 10).float())")))[0]
        > 1.46
    )
    assert train(mend(code, ("dim=1", "dim=0")))[0] > 1.46


def focal_pt_bug(code):

    def formula(logits, targets, alpha=0.25):
        total = 0
        for z, target in zip(logits, targets, strict=True):
            p = 1 / (1 + math.exp(-z))
            p_t, alpha_t = (p, alpha) if target else (1 - p, 1 - alpha)
            total -= alpha_t * (1 - p_t) ** 2 * math.log(p_t)
        return total / max(sum(targets), 1)

    def right(code, logits, targets):
        got = run(code).focal_loss(torch.tensor(logits), torch.tensor(targets))
        return same(got, torch.tensor(formula(logits, targets)))

    def weight(code, logit):
        """Give the factor of a negative with this logit beyond 0.75 and its cross-entropy."""
        logits, zero = torch.tensor([logit]), torch.tensor([0.0])
        loss = run(code).focal_loss(logits, zero)
        return (loss / 0.75 / F.binary_cross_entropy_with_logits(logits, zero)).item()

    logits, targets = [4.6, -3.0, 0.5, -1.0], [0.0, 0.0, 1.0, 1.0]
    false_alarm = math.log(99)  # p = 0.99
    mended = mend(
        code,
        (
            "    loss = alpha_t * (1 - p)",
            "    p_t = torch.where(target == 1, p, 1 - p)\n    loss = alpha_t * (1 - p_t)",
        ),
    )
    assert abs(weight(code, false_alarm) - 0.01**2) < 1e-6
    assert abs(weight(mended, false_alarm) - 0.99**2) < 1e-4
    assert weight(code, -4.0) > 0.95  # easy background keeps its weight
    assert right(code, logits[2:], targets[2:])  # right for positives
    assert not right(code, logits, targets)
    assert right(mended, logits, targets)
    assert right(mended, logits[:2], targets[:2])
    for old, new in [
        ("alpha, 1 - alpha", "1 - alpha, alpha"),
        ("target.sum().clamp(min=1)", "len(target)"),
        ("torch.sigmoid(logits)", "logits.softmax(0)"),
    ]:
        assert not right(mend(code, (old, new)), logits, targets)
