"""Heads and distances are differentiated where roots have no slope."""

import math

import torch
from cards.bugs.running import mend, run, same
from torch.nn import functional as F


def arcface_nan_bug(code):
    def trials(code, dim=128, times=200):
        """Count nan in the value and in the gradient, for features parallel to their weight."""
        arcface, values, slopes = run(code).arcface, 0, 0
        for seed in range(times):
            torch.manual_seed(seed)
            weight = torch.randn(10, dim)
            features = (weight[:1] * torch.rand(1)).requires_grad_()
            out = arcface(features, weight, torch.tensor([0]))
            F.cross_entropy(out, torch.tensor([0])).backward()
            values += out.isnan().any().item()
            slopes += features.grad.isnan().any().item()
        return values, slopes

    values, slopes = trials(code)
    assert 0.05 < values / 200 < 0.5  # "about one in five"
    assert 0.4 < slopes / 200 < 0.9  # "two thirds"
    cosine = "F.normalize(features) @ F.normalize(weight).T"
    mended = mend(code, (cosine, f"({cosine}).clamp(-1 + 1e-6, 1 - 1e-6)"))
    assert trials(mended) == (0, 0)
    assert trials(mend(code, ("s=64.0", "s=1.0")))[0] == values
    assert trials(mend(code, (" - sin * math", " + sin * math")))[0] == values

    torch.manual_seed(0)
    features, weight, label = torch.randn(6, 8), torch.randn(4, 8), torch.tensor([0, 1, 2, 3, 0, 1])
    angle = F.cosine_similarity(features[:, None], weight[None], dim=-1).acos()
    hot = F.one_hot(label, 4)
    wanted = 64 * (angle + 0.5 * hot).cos()
    assert same(run(code).arcface(features, weight, label), wanted)
    assert same(run(mended).arcface(features, weight, label), wanted)
    assert F.cross_entropy(64 * torch.eye(2) - 64, torch.tensor([0, 1])).isfinite()
    nothing = torch.zeros(1, 8, requires_grad=True)
    run(code).arcface(nothing, weight, label[:1]).sum().backward()
    assert nothing.grad.isfinite().all()  # F.normalize has an epsilon


def triplet_root_bug(code):
    def train(code, x):
        """Give the losses of two steps, and the gradient of the first."""
        torch.manual_seed(0)
        weights = torch.randn(5, 4, requires_grad=True)
        distances, seen, slopes = run(code).distances, [], []
        for _ in range(2):
            d = distances(x @ weights)
            far = d.masked_fill(~alike, -1).max(1).values
            near = d.masked_fill(alike, torch.inf).min(1).values
            loss = (far - near + 0.5).clamp(min=0).mean()
            (slope,) = torch.autograd.grad(loss, weights)
            weights = (weights - 0.1 * slope).detach().requires_grad_()
            seen.append(loss.item())
            slopes.append(slope)
        return seen, slopes[0]

    torch.manual_seed(1)
    x, label = torch.randn(6, 5), torch.tensor([0, 0, 1, 1, 2, 2])
    alike = label[:, None] == label[None]
    seen, slope = train(code, x)
    assert math.isfinite(seen[0])
    assert slope.isnan().all()
    assert math.isnan(seen[1])
    root = "square.sqrt()"
    mended = mend(code, (root, "(square + 1e-12).sqrt()"))
    wanted = train(mend(code, ("return " + root, "return torch.cdist(x, x)")), x)
    for right in (mended, mend(code, (root, "square.clamp(min=1e-12).sqrt()"))):
        seen, slope = train(right, x)
        assert same(torch.tensor(seen), torch.tensor(wanted[0]))
        assert same(slope, wanted[1])
    twins = x.clone()
    twins[1] = twins[0]
    off_diagonal = mend(code, (root, "(square + 1e-12 * torch.eye(len(x))).sqrt()"))
    assert train(off_diagonal, x)[1].isfinite().all()
    assert train(off_diagonal, twins)[1].isnan().all()
    assert train(mended, twins)[1].isfinite().all()
    for wrong in (
        "square.sqrt() + torch.full((len(x),), torch.inf).diag()",
        "(square.sqrt() / x.shape[1] ** 0.5)",
    ):
        assert not train(mend(code, (root, wrong)), x)[1].isfinite().all()
