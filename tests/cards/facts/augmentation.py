"""Mixing, masking and drawing, with the numbers that come out."""

import numpy as np
import torch
from cards.fact import formula, holds, number, run
from scipy import stats
from torch.nn import functional as F


@formula("mixup", "`lam * ce(out, y_i) + (1 - lam) * ce(out, y_j)`")
def mixed_labels():
    logits, lam = torch.randn(1, 5).double(), 0.3
    mixed = F.cross_entropy(logits, torch.tensor([[0, lam, 0, 1 - lam, 0]]).double())
    one, other = (F.cross_entropy(logits, torch.tensor([i])) for i in (1, 3))
    return mixed, lam * one + (1 - lam) * other


holds("mixup", "keeps most λ near 0 or 1", "多数 λ 接近 0 或 1")(
    lambda: 2 * stats.beta.cdf(0.1, 0.2, 0.2) > 0.5
)


@number("gridmask", "25 %")
def inverted_grid():
    y, x = np.indices((192, 192)) % 96
    return ((y < 48) & (x < 48)).mean()


@number("small-data", "±10 points", "±10 个百分点", within=0.2)
def uncertainty():
    """Half the 95 % interval for 43 of 50 right."""
    low, high = stats.binomtest(43, 50).proportion_ci(method="wilson")
    return 100 * (high - low) / 2


@formula("gradient-reversal", "−λ")
def reversed_gradient():
    class Reverse(torch.autograd.Function):
        @staticmethod
        def forward(ctx, x):
            return x.clone()

        @staticmethod
        def backward(ctx, grad):
            return -0.3 * grad

    x = torch.randn(4, requires_grad=True)
    (Reverse.apply(x) ** 2).sum().backward()
    return x.grad, -0.3 * 2 * x.detach()


holds(
    "augmentation-pipeline",
    "Random erasing, filled with 0, now the mean colour",
    "填 0（此时等于均值颜色）",
)(lambda: np.allclose(0 * np.array([0.229, 0.224]) + [0.485, 0.456], [0.485, 0.456]))

number("imbalance-harm", "72 %")(lambda: stats.binom.pmf(0, 32, 0.01))
number("imbalance-harm", "99 %")(lambda: (np.zeros(100) == np.eye(100)[0]).mean())


number("mixup-loss", "0.69")(lambda: stats.entropy([0.5, 0.5]))
number("mixup-in-place-bug", "come out at 0.75", "变成 0.75")(
    lambda: run("mixup-in-place-bug")["mixup"](torch.ones(4, 1), torch.eye(4), 0.5)[0].mean()
)


@number("cutmix-clip-bug", "0.18", within=0.04)
def promised_too_much():
    """Paste white into black: the mean is what the label should say."""
    cutmix, rng = run("cutmix-clip-bug")["cutmix"], np.random.default_rng(0)
    images, excess = np.zeros((2, 1, 64, 64)), []
    images[1] = 1
    for _ in range(4000):
        mixed, labels = cutmix(images, np.eye(2), rng)
        if (labels[0] != [1, 0]).any():
            excess.append(labels[0, 1] - mixed[0].mean())
    return np.mean(excess)


@number("detection-mixup", "half a grey level", "半个灰度级", gives=0.5, within=0.1)
def truncated():
    a, b = np.random.default_rng(0).integers(0, 256, (2, 60, 60, 3)).astype(np.uint8)
    lam = np.random.default_rng(1).beta(1.5, 1.5)
    mixed = run("detection-mixup")["mixup"](a, [[0] * 4], b, [[0] * 4], np.random.default_rng(1))[0]
    return (lam * a + (1 - lam) * b - mixed).mean()


@formula(
    "flip-boxes-bug", "must become 70 to 90, not 90 to 70", "应当变成 70 到 90，而不是 90 到 70"
)
def flipped():
    flip, rng = run("flip-boxes-bug")["random_flip"], np.random.default_rng(0)
    image, boxes = np.zeros((9, 100)), np.array([[10, 0, 30, 9]])
    results = {tuple(flip(image, boxes, rng)[1][0].tolist()) for _ in range(20)}
    return sorted(results), [(10, 0, 30, 9), (90, 0, 70, 9)]


@number("siamese-pairs", "1000 against 123,750", "1000 对比 123750")
def pairs():
    label = np.repeat(np.arange(100), 5)
    same = label[:, None] == label
    return (same.sum() - len(label)) // 2, (~same).sum() // 2


def nearest_recall(*, leak):
    """Find positives among noise by their neighbour, copied before the split or after it."""
    rng = np.random.default_rng(0)
    x, y = rng.normal(size=(1000, 5)), np.arange(1000) < 50
    rows = rng.permutation(1000)
    if leak:
        rows = rng.permutation(np.r_[rows, rng.choice(50, 900)])
    test, train = np.split(rows, [len(rows) // 5])
    train = train if leak else np.r_[train, rng.choice(train[y[train]], 700)]
    nearest = train[((x[test][:, None] - x[train]) ** 2).sum(2).argmin(1)]
    return y[nearest][y[test]].mean()


number("oversample-leak-bug", "a recall of 1.0", "召回率 1.0", within=0.02)(
    lambda: nearest_recall(leak=True)
)
holds("oversample-leak-bug", "falls to about 0.05", "降到 0.05 左右")(
    lambda: nearest_recall(leak=False) < 0.2
)


@number("rotated-box-width", "A square's area *doubles*", "面积会*翻倍*", gives=2)
def upright():
    turned = np.array([[0, 0], [1, 0], [1, 1], [0, 1]]) @ (np.array([[1, -1], [1, 1]]) / 2**0.5)
    return np.ptp(turned, axis=0).prod()
