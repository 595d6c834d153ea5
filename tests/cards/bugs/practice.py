"""Training loops are run on a few numbers."""

import copy
import tempfile
import warnings
import weakref
from pathlib import Path

import cv2
import numpy as np
import pytest
import torch
from cards.bugs.running import mend, run, same
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import MinMaxScaler, StandardScaler
from torch import nn
from torch.nn import functional as F
from torch.utils.data import DataLoader, Dataset


def scaler_leak_bug(code):
    rng = np.random.default_rng(0)
    X, rows = rng.normal([100, 5], [20, 0.5], (2, 1000, 2))
    y, truth = (((x - [100, 5]) / [20, 0.5]).sum(1) > 0 for x in (X, rows))
    names = {"LogisticRegression": LogisticRegression, "StandardScaler": StandardScaler}

    def predictions(code, rows, **more):
        left = run(code, **names, **more)
        return left.predict(left.train(X, y), rows)

    def one_by_one(code, **more):
        left = run(code, **names, **more)
        model = left.train(X, y)
        return np.concatenate([left.predict(model, row[None]) for row in rows[:50]])

    assert (predictions(code, rows) == truth).mean() > 0.95
    assert len(set(one_by_one(code))) == 1
    shifted = predictions(code, rows + [40, 1])
    assert (shifted == predictions(code, rows)).all()  # a shift is normalised away
    whole = "LogisticRegression().fit(StandardScaler().fit_transform(X), y)"
    mended = mend(
        code,
        (whole, "make_pipeline(StandardScaler(), LogisticRegression()).fit(X, y)"),
        ("predict(StandardScaler().fit_transform(X))", "predict(X)"),
    )
    alone = one_by_one(mended, make_pipeline=make_pipeline)
    assert (alone == predictions(mended, rows, make_pipeline=make_pipeline)[:50]).all()
    assert (alone == truth[:50]).mean() > 0.95
    minmax = code.replace("StandardScaler", "MinMaxScaler")
    assert len(set(one_by_one(minmax, MinMaxScaler=MinMaxScaler))) == 1
    assert len(LogisticRegression().fit(X, y).predict(rows[:1])) == 1


def worker_seed_bug(code):
    def epochs(code, workers):
        """Give the noise of each of two epochs, batch by batch: (8, 2, 3) each."""
        noisy = run(code, Dataset=Dataset).Noisy(np.zeros((16, 3), np.float32))
        context = "fork" if workers else None
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # that there are more workers than cores
            loader = DataLoader(noisy, 2, num_workers=workers, multiprocessing_context=context)
            return [torch.stack(list(loader)) for _ in range(2)]

    first, second = epochs(code, 4)
    for four in (first[:4], first[4:]):
        assert all(same(batch, four[0]) for batch in four)
    assert not same(first[0], first[4])
    assert same(first, second)
    alone = epochs(code, 0)
    assert len(torch.cat(alone).flatten().unique()) == 96  # all is well

    made = "        self.rng = np.random.default_rng(0)\n"
    draw = "noise = self.rng"
    late = "if self.rng is None:\n            self.rng = np.random.default_rng(torch.initial_seed())\n        "
    normal = "self.rng.normal(0, 0.1, self.images[i].shape)"
    torchs = "0.1 * torch.randn(self.images[i].shape).numpy()"
    for changes in [
        ((made, "        self.rng = None\n"), (draw, late + draw)),
        ((normal, torchs),),
    ]:
        torch.manual_seed(0)
        assert len(torch.cat(epochs(mend(code, *changes), 4)).flatten().unique()) == 96


def accumulation_bug(code):
    def gradient(code):
        """Give what is in the gradients when the optimizer steps, first."""
        model, seen = copy.deepcopy(net), []
        optimizer = torch.optim.SGD(model.parameters(), lr=0)
        optimizer.register_step_pre_hook(
            lambda *_: seen.append(
                torch.cat([p.grad.flatten() for p in model.parameters()]).clone()
            )
        )
        run(code, model=model, optimizer=optimizer, loader=list(zip(images, labels, strict=True)))
        return seen

    torch.manual_seed(0)
    net, images, labels = nn.Linear(5, 3), torch.randn(4, 8, 5), torch.randint(3, (4, 8))
    loss = F.cross_entropy(net(images.flatten(0, 1)), labels.flatten())
    wanted = torch.cat([g.flatten() for g in torch.autograd.grad(loss, list(net.parameters()))])

    assert len(gradient(code)) == 1
    assert same(gradient(code)[0], 4 * wanted)
    assert same(gradient(mend(code, ("loss.backward()", "(loss / 4).backward()")))[0], wanted)
    back = "    loss.backward()"
    cleared = gradient(mend(code, (back, "    optimizer.zero_grad()\n" + back)))[0]
    assert not same(cleared, wanted)
    assert same(gradient(mend(code, ("backward()", "backward(retain_graph=True)")))[0], 4 * wanted)
    assert len(gradient(mend(code, ("% 4 == 0", "% 1 == 0")))) == 4


def unscale_clip_bug(code):
    """Run it on the CPU, which has a scaler, too."""

    def train(code, lr="0.1"):
        code = code.replace('"cuda"', '"cpu"').replace("lr=0.1", f"lr={lr}")
        torch.manual_seed(0)
        model, norms = nn.Linear(4, 3), []

        def clip_grad_norm_(*given):
            norms.append(nn.utils.clip_grad_norm_(*given).item())

        before = nn.utils.parameters_to_vector(model.parameters()).detach().clone()
        run(code, model=model, loader=[(images, labels)], clip_grad_norm_=clip_grad_norm_)
        after = nn.utils.parameters_to_vector(model.parameters()).detach()
        return (after - before).norm().item() / float(lr), norms[0]

    torch.manual_seed(1)
    images, labels = 3 * torch.randn(16, 4), torch.randint(3, (16,))
    assert code.count('"cuda"') == 2
    without = code.replace("scaler.scale(loss)", "loss").replace(
        "scaler.step(optimizer)", "optimizer.step()"
    )
    without = without.replace("    scaler.update()", "")

    plain, norm = train(without)
    assert 0.5 < plain <= 1.001
    step, logged = train(code, "1000")
    assert abs(step - 1.5e-5) < 0.1e-5
    assert logged > 10_000
    assert 30_000 < plain / step < 70_000
    clip = "    clip_grad_norm_(model.parameters(), 1.0)\n"
    mended = mend(code, (clip, "    scaler.unscale_(optimizer)\n" + clip))
    assert np.allclose(train(mended), [plain, norm], rtol=1e-3)
    after = mend(code, (clip, ""), ("    scaler.update()", clip + "    scaler.update()"))
    assert train(after)[0] == pytest.approx(norm, rel=1e-3)  # no effect
    back = "    scaler.scale(loss).backward()\n"
    with pytest.raises(AssertionError, match="_scale is None"):
        train(mend(code, (back, "    loss.backward()\n")))
    under = mend(code, (back, '    with torch.autocast("cuda"):\n    ' + back))
    assert train(under, "1000")[0] < 2e-5


def bgr_bug(code):
    def result(code):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "cat.png")
            cv2.imwrite(str(path), orange[:, :, ::-1])  # a file of this picture, given as RGB
            return run(code).load(str(path))

    mean, std = np.array([0.485, 0.456, 0.406]), np.array([0.229, 0.224, 0.225])
    orange = np.random.default_rng(0).integers(0, 60, (224, 224, 3)).astype(np.uint8) + np.uint8(
        [190, 90, 0]
    )
    wanted = ((orange / 255 - mean) / std).transpose(2, 0, 1)

    got = result(code)
    assert got.shape == wanted.shape
    assert got.dtype == torch.float32
    swapped = ((orange[:, :, ::-1] / 255 - mean) / std).transpose(2, 0, 1)
    assert same(got, swapped)
    assert not same(got, wanted)
    read = "cv2.imread(path), (224, 224))"
    for repair in (
        "cv2.cvtColor(cv2.imread(path), cv2.COLOR_BGR2RGB), (224, 224))",
        "cv2.imread(path), (224, 224))[..., ::-1].copy()",
    ):
        assert same(result(mend(code, (read, repair))), wanted)
    with pytest.raises(ValueError, match="negative"):
        torch.from_numpy(orange[..., ::-1])
    for old, new in [
        ("(image / 255 - MEAN)", "((image - MEAN) / 255)"),
        ("permute(2, 0, 1)", "reshape(3, 224, 224)"),
    ]:
        assert not same(result(mend(code, (old, new))), wanted)


def graph_memory_bug(code):
    def alive(code):
        """Give how much of what was saved for `backward` is alive at the end, and the result."""
        saved = []

        class Box:
            def __init__(self, tensor):
                self.tensor = tensor.detach()  # or it would hold itself
                saved.append(weakref.ref(self))

        torch.manual_seed(0)
        model = nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 3))
        with torch.autograd.graph.saved_tensors_hooks(Box, lambda box: box.tensor):
            result = run(code).validation_loss(model, loader)
        return (
            sum(one() is not None for one in saved),
            len(saved),
            float(torch.as_tensor(result).detach()),
        )

    torch.manual_seed(1)
    loader = [(torch.randn(8, 4), torch.randint(3, (8,))) for _ in range(10)]
    left, saved, value = alive(code)
    assert left == saved >= 10  # every batch is kept
    loop = code[code.index("    for images") : code.index("    return")]
    indented = "".join("    " + line + "\n" for line in loop.splitlines())
    for changes, most in [
        ((loop, "    with torch.no_grad():\n" + indented), 0),
        (
            (
                "F.cross_entropy(model(images), labels)",
                "F.cross_entropy(model(images), labels).item()",
            ),
            0,
        ),
    ]:
        left, saved, repaired = alive(mend(code, changes))
        assert left <= most
        assert abs(repaired - value) < 1e-5
    loader[-1] = tuple(one[:3] for one in loader[-1])
    torch.manual_seed(0)
    model = nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 3))
    images, labels = (torch.cat(one) for one in zip(*loader, strict=True))
    assert (
        abs(F.cross_entropy(model(images), labels).item() - alive(code)[2]) > 1e-6
    )  # the last note
