"""Norms are called in both modes, and compared with those of torch."""

import numpy as np
import torch
from cards.bugs.running import mend, run, same
from torch import nn
from torch.nn import functional as F


def validation_bug(code):
    def accuracies(code, batch):
        """Validate three times with the same weights; say whether the statistics stayed."""
        torch.manual_seed(0)
        model = nn.Sequential(
            nn.Linear(4, 16), nn.BatchNorm1d(16), nn.Dropout(0.5), nn.Linear(16, 2)
        )
        with torch.no_grad():
            model[1].running_mean += torch.randn(16)
        before = model[1].running_mean.clone()
        loader = list(zip(images.split(batch), labels.split(batch), strict=True))
        found = [run(code).validate(model, loader) for _ in range(3)]
        return found, same(model[1].running_mean, before), model

    torch.manual_seed(1)
    images, labels = torch.randn(200, 4) + 1, torch.randint(2, (200,))
    found, stayed, _ = accuracies(code, 10)
    assert len(set(found)) > 1  # differs from run to run
    assert not stayed
    no_dropout = code.replace(
        "model(images)", "[m.train(not isinstance(m, nn.Dropout)) for m in model] and model(images)"
    )
    assert accuracies(no_dropout, 4)[0][0] != accuracies(no_dropout, 200)[0][0]  # the batch size

    mended = mend(
        code,
        ("    right = total = 0\n", "    model.eval()\n    right = total = 0\n"),
        ("    return", "    model.train()\n    return"),
    )
    found, stayed, model = accuracies(mended, 10)
    assert len(set(found)) == 1
    assert stayed
    assert model.training
    wanted = (model.eval()(images).argmax(1) == labels).float().mean()
    assert same(torch.tensor(found[0]), wanted)
    assert accuracies(mended, 4)[0] == accuracies(mended, 200)[0] == found
    assert (
        accuracies(mend(code, ("(images).", "(images).softmax(1).")), 10)[0]
        == accuracies(code, 10)[0]
    )


def layer_norm_axis_bug(code):
    rng = np.random.default_rng(0)
    x, gamma, beta = rng.normal(size=(3, 5, 8)) * 2 + 1, rng.normal(size=8), rng.normal(size=8)

    def result(code, n=3):
        return run(code).layer_norm(x[:n], gamma, beta)

    wanted = F.layer_norm(torch.tensor(x), (8,), torch.tensor(gamma), torch.tensor(beta))
    batch = F.batch_norm(
        torch.tensor(x).flatten(0, 1), None, None, torch.tensor(gamma), torch.tensor(beta), True
    )
    assert not same(result(code, 1), result(code)[:1])  # depends on the others in the batch
    assert same(result(code), batch.reshape(3, 5, 8))
    both = [(f"x.{name}(axis=(0, 1)", f"x.{name}(axis={{}}") for name in ("mean", "var")]
    mended = mend(code, *((old, new.format(-1)) for old, new in both))
    assert same(result(mended), wanted)
    assert same(result(mended, 1), result(mended)[:1])
    sentence = mend(code, *((old, new.format((1, 2))) for old, new in both))
    assert not same(result(sentence), wanted)
    longer = run(sentence).layer_norm(np.concatenate([x, 0 * x], 1), gamma, beta)[:, :5]
    assert not same(longer, result(sentence))  # padding changes it
    unbiased = mend(code, ("x.var(axis=(0, 1)", "x.var(axis=(0, 1), ddof=1"))
    assert not same(result(unbiased), wanted)
