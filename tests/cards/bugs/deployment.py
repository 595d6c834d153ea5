"""Networks are pruned, distilled and put into small numbers."""

import numpy as np
import torch
from cards.bugs.running import mend, run, same
from torch import nn
from torch.nn import functional as F


def pruning_mask_bug(code):
    def zeros(code, optimiser=torch.optim.SGD, **options):
        """Prune and tune; give the share of zeros among the weights."""
        torch.manual_seed(0)
        model = nn.Sequential(nn.Linear(8, 20), nn.ReLU(), nn.Linear(20, 3))
        run(
            code,
            model=model,
            loader=[(torch.randn(16, 8), torch.randint(3, (16,))) for _ in range(5)],
            criterion=nn.CrossEntropyLoss(),
            optimizer=optimiser(model.parameters(), lr=0.01, **options),
        )
        weights = torch.cat([p.detach().flatten() for p in model.parameters() if p.dim() > 1])
        return (weights == 0).float().mean().item()

    pruned = code[: code.index("for images, labels")]
    again = "    for name, p in model.named_parameters():\n        if name in masks:\n"
    mended = code.rstrip() + "\n" + again + "            p.data *= masks[name]\n"

    assert abs(zeros(pruned) - 0.8) < 0.01
    assert zeros(code) < 0.05
    assert abs(zeros(mended) - 0.8) < 0.01
    assert abs(zeros(mended, torch.optim.Adam) - 0.8) < 0.01
    assert abs(zeros(mended, momentum=0.9) - 0.8) < 0.01
    limit = "p.detach().abs().flatten().quantile"
    whole = "torch.cat([q.detach().abs().flatten() for q in model.parameters() if q.dim() > 1]).quantile"
    assert zeros(mend(code, (limit, whole))) < 0.05
    assert zeros(mend(code, ("if p.dim() > 1:", "if True:"))) < 0.05


def distillation_scale_bug(code):
    def pull(code, t):
        """Give the gradient that comes from the teacher alone."""
        student = torch.tensor([[1.0, -2, 0.5], [0.3, 0.1, -1]], requires_grad=True)
        run(code).distill_loss(student, teacher, labels, t=t, alpha=1.0).backward()
        return student.grad

    teacher, labels = torch.tensor([[3.0, 0, -1], [-1.0, 2, 0]]), torch.tensor([0, 1])
    x = torch.tensor([[1.0, -2, 0.5], [0.3, 0.1, -1]])
    for t in (1.0, 4.0):
        wanted = ((x / t).softmax(1) - (teacher / t).softmax(1)) / t / 2  # of a batch of two
        assert same(pull(code, t), wanted)
    assert 95 < pull(code, 20).norm() / pull(code, 200).norm() < 105  # 1 / t²

    mended = mend(code, ("alpha * soft", "alpha * t**2 * soft"))
    assert same(pull(mended, 1), pull(code, 1))
    assert 0.95 < pull(mended, 20).norm() / pull(mended, 200).norm() < 1.05
    limit = (x - x.mean(1, keepdim=True) - teacher + teacher.mean(1, keepdim=True)) / 3 / 2
    assert torch.allclose(pull(mended, 2000), limit, rtol=0.01, atol=1e-3)

    one, other = "F.log_softmax(student / t, dim=1)", "F.softmax(teacher / t, dim=1)"
    for changes in [
        ((one, "F.log_softmax(teacher / t, dim=1)"), (other, "F.softmax(student / t, dim=1)")),
        (
            (other, "F.log_softmax(teacher / t, dim=1)"),
            ('"batchmean",', '"batchmean", log_target=True,'),
        ),
        (("cross_entropy(student", "cross_entropy(student / t"),),
    ]:
        assert pull(mend(code, *changes), 20).norm() > 50 * pull(mend(code, *changes), 200).norm()


def quantised_padding_bug(code):
    rng = np.random.default_rng(0)
    q, w = (
        rng.integers(0, 256, (6, 7)).astype(np.uint8),
        rng.integers(-127, 128, (3, 3)).astype(np.int8),
    )
    scale, zero, w_scale = 0.05, 77, 0.01
    x, kernel = scale * (q.astype(float) - zero), w_scale * w.astype(float)
    wanted = F.conv2d(torch.tensor(x)[None, None], torch.tensor(kernel)[None, None], padding=1)[
        0, 0
    ]

    def result(code):
        return run(code).conv3_u8(q, scale, zero, w, w_scale)

    def off(got):
        return np.abs(got - wanted.numpy())

    pad = "np.pad(q.astype(np.int32), 1) - zero"
    border = np.ones((6, 7), bool)
    border[1:-1, 1:-1] = False
    assert off(result(code))[~border].max() < 1e-9
    assert off(result(code))[border].mean() > 1
    for right in (
        "np.pad(q.astype(np.int32), 1, constant_values=zero) - zero",
        "np.pad(q.astype(np.int32) - zero, 1)",
    ):
        assert same(result(mend(code, (pad, right))), wanted)
    for old, new in [
        (pad, pad.replace("- zero", "+ zero")),
        ("np.int32", "np.int64"),
        ("* out", "* out / 255"),
    ]:
        assert not same(result(mend(code, (old, new))), wanted)


def per_tensor_scale_bug(code):
    def constant(code):
        """Say which output channels are constant, and how far the weights are off, in steps."""
        q, scale = run(code).quantise_weights(w)
        assert q.dtype == np.int8
        y = F.conv2d(x, torch.tensor(q * scale), groups=4)[0]
        return (y.flatten(1).std(1) == 0).tolist(), np.abs(q * scale - w).max(
            (1, 2, 3)
        ) * 127 / high

    torch.manual_seed(0)
    x = torch.randn(1, 4, 8, 8, dtype=torch.float64)
    folded = torch.tensor([1.0, 0.3, 1 / 600, 1 / 700], dtype=torch.float64)[:, None, None, None]
    w = ((torch.rand(4, 1, 3, 3, dtype=torch.float64) * 2 - 1) * folded).numpy()
    w[0, 0, 0, 0] = 1
    high = np.abs(w).max((1, 2, 3))

    assert constant(code)[0] == [False, False, True, True]
    assert (high < 1 / 254).tolist() == [False, False, True, True]
    limit = "np.abs(w).max()"
    mended = mend(code, (limit, "np.abs(w).max(axis=(1, 2, 3), keepdims=True)"))
    assert constant(mended)[0] == [False] * 4
    assert constant(mended)[1].max() <= 0.5 + 1e-9
    assert constant(mend(code, ("/ 127", "/ 255")))[0] != [False] * 4
    assert constant(mend(code, ("np.round", "np.floor")))[1].max() > 0.9
