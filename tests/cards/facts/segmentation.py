"""Up and down: sizes, contributions, dependencies and overlaps."""

import numpy as np
import torch
from cards.fact import formula, gradient, holds, number, run
from sklearn import metrics
from torch.nn import functional as F

RNG = np.random.default_rng(0)


def unet(side, padding=0):
    """Give the sizes of the maps of an unpadded U-Net, deepest and last."""
    for _ in range(4):
        side = (side - 4 + 4 * padding) // 2
    deepest = side
    side -= 4
    for _ in range(4):
        side = 2 * side - 4
    return deepest, side


@number("unet", "572 goes in, 388 comes out", "输入 572，输出 388")
def unpadded():
    x = torch.zeros(1, 1, 572, 1)

    def two(x):
        one = torch.zeros(1, 1, 3, 1)
        return F.conv2d(F.conv2d(x, one), one)

    for _ in range(4):
        x = F.max_pool2d(two(x), (2, 1))
    x = two(x)
    for _ in range(4):
        x = two(F.conv_transpose2d(x, torch.zeros(1, 1, 2, 1), stride=(2, 1)))
    return 572, x.shape[2]


number("unet", "64 to 1024", "64 到 1024")(lambda: (64, 64 * 2**4))


def field(pools):
    """Ask what one position sees after so many poolings, each behind two 3×3 convolutions."""

    def stack(x):
        for _ in range(pools):
            for _ in range(2):
                x = F.conv1d(x, torch.ones(1, 1, 3).double())
            x = F.avg_pool1d(x, 2)
        return x[..., x.shape[-1] // 2]

    return len(gradient(stack, torch.zeros(1, 1, 400))[0, 0].nonzero())


number("unet-depth", "it doubles", "感受野翻倍", gives=2, within=0.15)(lambda: field(5) / field(4))
number("unet-depth", "16 after four", "四次之后是 16", gives=16)(
    lambda: 400 / len(F.avg_pool1d(torch.zeros(1, 400), 16)[0])
)


def needed(i, j):
    """List the nodes of UNet++ that X(i, j) depends on."""
    if j == 0:
        before = {(i - 1, 0)} if i else set()
    else:
        before = {(i, k) for k in range(j)} | {(i + 1, j - 1)}
    return before.union(*(needed(*one) for one in before)) if before else set()


@holds(
    "unetpp-pruning",
    "X(0, j) needs only nodes (i, k) with i + k ≤ j",
    "X(0, j) 只依赖 i + k ≤ j 的节点 (i, k)",
)
def dependencies():
    return all(i + k <= j for j in range(1, 5) for i, k in needed(0, j))


holds("unetpp-node", "U-Nets of depth 1 to 4", "1 到 4 级 U-Net")(
    lambda: [max(i for i, _ in needed(0, j)) for j in range(1, 5)] == [1, 2, 3, 4]
)
number("crf-kernels", "10^{10}", within=1)(lambda: np.float64(500 * 375) ** 2 / 2)


def taps(rate, side=33):
    """Count the taps of a 3×3 kernel that see the map and not the padding, on average."""
    return (
        F.conv2d(torch.ones(1, side, side), torch.ones(1, 1, 3, 3), padding=rate, dilation=rate)
        .mean()
        .item()
    )


holds("aspp", "the 3×3 degenerates to a **1×1**", "3×3 卷积退化成 **1×1**")(
    lambda: taps(30) < 1.5 < 8 < taps(1) and taps(33) == 1
)

TRUTH, SAID = RNG.random((2, 500)) < 0.3


def dice(p, t, eps=0.0):
    return 1 - (2 * (p * t).sum() + eps) / (p.sum() + t.sum() + eps)


formula("dice-loss", r"1 - \frac{2 \sum p\, t + \epsilon}{\sum p + \sum t + \epsilon}")(
    lambda: (dice(SAID, TRUTH), 1 - metrics.f1_score(TRUTH, SAID))
)
holds(
    "dice-loss",
    r"where the object is absent the loss is driven by $\epsilon$ alone",
    r"图中没有目标时，损失完全由 $\epsilon$ 决定",
)(
    lambda: (
        dice(np.full(9, 1e-3), np.zeros(9), 1.0)
        < 0.01
        < 0.99
        < dice(np.full(9, 1e-3), np.zeros(9), 1e-6)
    )
)
formula("dice-loss", "true negatives do not appear", "真负样本不出现在公式里")(
    lambda: (dice(np.r_[SAID, np.zeros(900)], np.r_[TRUTH, np.zeros(900)]), dice(SAID, TRUTH))
)


def contributions(k, s=2, dims=1):
    """Count what each output of a transposed convolution gets, away from the border."""
    up = F.conv_transpose1d if dims == 1 else F.conv_transpose2d
    out = up(torch.ones(1, 1, *[12] * dims), torch.ones(1, 1, *[k] * dims), stride=s)
    return tuple(out[(..., *[slice(6, -6)] * dims)].unique().int().tolist())


number("checkerboard", "1 or 2 contributions", "得到 1 或 2 份")(lambda: contributions(3))
number("checkerboard", "1, 2 or 4", "1、2 或 4")(lambda: contributions(3, dims=2))
formula(
    "checkerboard",
    "$k = 4$, $s = 2$. The overlap is even",
    "$k = 4$、$s = 2$。每个位置得到的份数相同",
)(lambda: (contributions(4), [2]))
number("checkerboard-free", "1 or 2 for $k", "$k = 3$ 是 1 或 2")(lambda: contributions(3))
number("checkerboard-free", "2 or 3 for $k", "$k = 5$ 是 2 或 3")(lambda: contributions(5))
number("checkerboard-free", "always 2 for $k", "$k = 4$ 总是 2")(lambda: contributions(4))
number("checkerboard-free", "always 1 for $k", "$k = 2$ 总是 1")(lambda: contributions(2))
formula(
    "checkerboard-free",
    r"$\lfloor k/s \rfloor$ or $\lceil k/s \rceil$",
    r"$\lfloor k/s \rfloor$ 或 $\lceil k/s \rceil$",
)(
    lambda: (
        [contributions(k, s)[0] for k, s in ((7, 3), (5, 3))]
        + [contributions(k, s)[-1] for k, s in ((7, 3), (5, 3))],
        [2, 1, 3, 2],
    )
)
number("checkerboard-free", "nine contributions", "9 份", gives=9)(
    lambda: (
        F.conv2d(F.interpolate(torch.ones(1, 1, 6, 6), scale_factor=2), torch.ones(1, 1, 3, 3))
        .unique()
        .item()
    )
)
number("dice-from-iou", "0.5 becomes 0.67", "0.5 变成 0.67")(
    lambda: (metrics.jaccard_score([1, 1], [1, 0]), metrics.f1_score([1, 1], [1, 0]))
)


number("miou-absent-bug", "gets 0.4", "给出 0.4")(
    lambda: run("miou-absent-bug")["mean_iou"](np.eye(4), np.eye(4), 5)
)
number("unet-output", "60 + 64 + 60 = 184")(lambda: 572 - unpadded()[1])


@holds("mask-resize-bug", "another class", "别的类别")
def between():
    mask = np.zeros((20, 20), np.uint8)
    mask[:, 7:] = 15
    image = np.zeros((20, 20, 3), np.uint8)
    return not set(np.unique(run("mask-resize-bug")["prepare"](image, mask, 33)[1])) <= {0, 15}


@holds("dice-sigmoid-bug", "leaves the range 0 to 1", "超出 0 到 1 的范围")
def unbounded():
    loss = run("dice-sigmoid-bug")["dice_loss"]
    return not 0 <= loss(torch.full((1, 3, 3), -2.0), torch.ones(1, 3, 3)) <= 1
