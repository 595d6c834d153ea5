"""Numbers of floating point, of leaks and of normalisation, by NumPy and PyTorch."""

import numpy as np
import torch
from cards.fact import formula, gradient, holds, number
from torch import nn
from torch.nn import functional as F

RNG = np.random.default_rng(0)
X = torch.from_numpy(RNG.normal(2, 3, (4, 6, 5, 5)))


def first_loss(classes):
    return F.cross_entropy(torch.zeros(8, classes), torch.arange(8) % classes).item()


formula("not-converging", r"$\log C$ for $C$ classes", r"$C$ 类是否约为 $\log C$")(
    lambda: (first_loss(37), np.log(37))
)
formula("debug-order", "log C")(lambda: (first_loss(5), np.log(5)))
number("overfit-one-batch", "log 10 = 2.30")(lambda: first_loss(10))
number("overfit-one-batch", "exactly log 10, and gradient 0", "正好是 log 10，梯度为 0")(
    lambda: (
        gradient(lambda z: F.cross_entropy(z.relu()[None], torch.tensor([3])), np.full(10, -2.0))
        .abs()
        .sum()
    )
)


def chosen(x, y):
    """Give the 20 features that differ most between the classes."""
    return abs(x[y == 1].mean(0) - x[y == 0].mean(0)).argpartition(-20)[-20:]


def leaked(seed):
    """Score 50 samples of noise in ten folds, features chosen before the folds and within them."""
    x, y = np.random.default_rng(seed).normal(size=(50, 5000)).astype("f4"), np.arange(50) % 2
    best, right = chosen(x, y), []
    for fold in range(10):
        out = np.arange(50) // 5 == fold
        for features in (best, chosen(x[~out], y[~out])):
            centres = [x[~out & (y == label)][:, features].mean(0) for label in (0, 1)]
            far = [((x[out][:, features] - one) ** 2).sum(1) for one in centres]
            right.append(np.mean((far[1] < far[0]) == y[out]))
    return np.mean(right[::2]), np.mean(right[1::2])


number(
    "data-leakage",
    "96 % accuracy; inside the folds, 50 %",
    "准确率达 96%；放到每一折内部做，只有 50%",
    within=0.06,
)(lambda: tuple(np.mean([leaked(seed) for seed in range(24)], axis=0)))
number("video-split", "20,000")(
    lambda: len([frame for _video in range(20) for frame in range(1000)])
)
holds("reproducibility", "floating-point addition is not associative", "浮点加法不满足结合律")(
    lambda: (0.1 + 0.2) + 0.3 != 0.1 + (0.2 + 0.3)
)


def spread(batch):
    return RNG.normal(size=(10_000, batch)).mean(1).std()


formula("batch-size", r"1/\sqrt{B}", within=0.03)(lambda: (spread(9), 1 / 3))

number("mixed-precision", "lie $10^{-3}$ apart", "相差 $10^{-3}$", within=0.03)(
    lambda: np.spacing(np.float16(1))
)
holds(
    "mixed-precision",
    "an update of $10^{-4}$ times the weight is lost in float16",
    "更新量只有权重的 $10^{-4}$ 时，在 float16 里会丢失",
)(lambda: np.float16(1) + np.float16(1e-4) == 1)


@number("mixed-precision", "2^{-25}")
def rounds_to_zero():
    """Find the largest size that becomes 0 in float16."""
    low, high = 1e-12, 1e-3
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (middle, high) if np.float16(middle) == 0 else (low, middle)
    return low


number("mixed-precision", r"3 \cdot 10^{-8}")(rounds_to_zero)
number("mixed-precision", r"6 \cdot 10^{-5}")(lambda: np.finfo(np.float16).tiny)
formula(
    "mixed-precision",
    "**bfloat16** has the range of float32",
    "**bfloat16** 的范围与 float32 相同",
    within=0.01,
)(lambda: (torch.finfo(torch.bfloat16).max / 1e38, torch.finfo(torch.float32).max / 1e38))
number("mixed-precision", "only 8 significant bits", "只有 8 位有效位")(
    lambda: 1 - np.log2(torch.finfo(torch.bfloat16).eps)
)


def normalised(x, w):
    return F.batch_norm(F.conv2d(x, w), None, None, training=True, eps=1e-30)


W = torch.from_numpy(RNG.normal(size=(3, 6, 3, 3)))

formula("bn-benefits", "BN(aWx) = BN(Wx)")(lambda: (normalised(X, 7 * W), normalised(X, W)))


@formula("bn-forward-steps", r"y_i = \gamma \frac{x_i - \mu}{\sqrt{\sigma^2 + \epsilon}} + \beta")
def one_channel():
    x = X[:, 0]
    layer = nn.BatchNorm2d(1).double()
    layer.weight.data.fill_(1.7)
    layer.bias.data.fill_(-0.4)
    by_hand = 1.7 * (x - x.mean()) / (((x - x.mean()) ** 2).mean() + 1e-5).sqrt() - 0.4
    return layer(x[:, None])[:, 0].detach(), by_hand


@formula(
    "bn-forward-steps",
    "PyTorch's running variance uses m − 1",
    "PyTorch 的滑动方差用的是除以 m − 1 的无偏方差",
)
def running_variance():
    layer = nn.BatchNorm2d(6, momentum=1).double()
    layer(X)
    return layer.running_var, X.var((0, 2, 3), correction=1)


@formula("bn-scale-shift", r"$\gamma = \sigma$, $\beta = \mu$", r"$\gamma = \sigma$、$\beta = \mu$")
def undone():
    std, mean = torch.std_mean(X, (0, 2, 3), correction=0)
    return F.batch_norm(X, None, None, std, mean, training=True, eps=1e-30), X


holds("bn-scale-shift", "always about half would be cut off", "总是大约砍掉一半")(
    lambda: 0.45 < (F.batch_norm(X, None, None, training=True) < 0).double().mean() < 0.55
)
formula("bn-scale-shift", "**bias of the convolution before BN**", "**BN 之前卷积的偏置**")(
    lambda: (
        F.batch_norm(F.conv2d(X, W, torch.ones(3).double()), None, None, training=True),
        F.batch_norm(F.conv2d(X, W), None, None, training=True),
    )
)

number(
    "other-normalisations",
    "divides by the largest singular value",
    "除以最大奇异值",
    gives=1,
    within=1e-3,
)(lambda: np.linalg.svd(_spectral().weight.detach())[1].max())
formula(
    "other-normalisations", "**RMSNorm** leaves out mean and shift", "**RMSNorm** 省去减均值和平移"
)(lambda: (F.rms_norm(X, (5,), eps=0), X / (X**2).mean(-1, keepdim=True).sqrt()))


def _spectral():
    layer = nn.utils.parametrizations.spectral_norm(nn.Linear(6, 4), n_power_iterations=200)
    layer(torch.ones(6))
    return layer


@formula("no-decay", r"\eta / \|w\|^2")
def effective_rate():
    """Double the weights and take four times the rate: the direction turns by the same angle."""

    def turned(w, rate):
        new = w - rate * gradient(lambda w: normalised(X, w) ** 3, w)
        return torch.cosine_similarity(new.flatten(), w.flatten(), 0)

    return turned(2 * W, 4e-3), turned(W, 1e-3)


@holds("dropout-bn-together", "with dropout off: wrong", "关掉之后却拿它来除，就错了")
def behind_dropout():
    x = torch.from_numpy(RNG.normal(size=(512, 20)))
    net = nn.Sequential(nn.Dropout(0.5), nn.BatchNorm1d(20, momentum=1).double())
    net(x)
    return net.eval()(x).var() < 0.6


number("loss-scale", "6.1 · 10⁻⁵")(lambda: np.finfo(np.float16).tiny)
number("loss-scale", "2^{-24}")(lambda: np.finfo(np.float16).smallest_subnormal)
number("unscale-clip-bug", r"1.5 \cdot 10^{-5}")(lambda: 1 / torch.tensor(2.0**16).item())


@number("accumulation-bug", "4 times too large", "4 倍", gives=4)
def summed_means():
    x, y = torch.from_numpy(RNG.normal(size=(32, 3))), torch.from_numpy(RNG.normal(size=(32, 1)))
    w, parts = np.zeros((3, 1)), zip(x.split(8), y.split(8), strict=True)
    summed = sum(gradient(lambda w: F.mse_loss(a @ w, b), w) for a, b in parts)
    return (summed / gradient(lambda w: F.mse_loss(x @ w, y), w)).mean()
