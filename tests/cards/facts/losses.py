"""Losses and their gradients as PyTorch has them; overlaps of polygons."""

from functools import partial

import numpy as np
import torch
from cards.fact import formula, gradient, holds, number, run
from scipy import optimize, stats
from shapely import box, unary_union
from sklearn import metrics
from torch.nn import functional as F

RNG = np.random.default_rng(0)
Z = torch.linspace(-6, 6, 13).double()
LOGITS = torch.from_numpy(RNG.normal(size=5))
P, Q = RNG.dirichlet(np.ones(6), 2)
BCE = F.binary_cross_entropy_with_logits

formula("cross-entropy-or-mse", "- cross-entropy: $p - y$", "- 交叉熵：$p - y$")(
    lambda: (gradient(lambda z: BCE(z, torch.ones_like(z), reduction="sum"), Z), Z.sigmoid() - 1)
)
formula("cross-entropy-or-mse", r"(p - y)\, p\, (1 - p)")(
    lambda: (
        gradient(lambda z: (z.sigmoid() - 1) ** 2 / 2, Z),
        (Z.sigmoid() - 1) * Z.sigmoid() * (1 - Z.sigmoid()),
    )
)
number("cross-entropy-or-mse", "-0.998")(
    lambda: gradient(lambda z: BCE(z, torch.ones_like(z)), -6.0)
)
number("cross-entropy-or-mse", "-0.0025")(
    lambda: gradient(lambda z: (z.sigmoid() - 1) ** 2 / 2, -6.0)
)
number("cross-entropy-or-mse", "400 times", "差 400 倍", within=0.02)(
    lambda: (
        gradient(lambda z: BCE(z, torch.ones_like(z)), -6.0)
        / gradient(lambda z: (z.sigmoid() - 1) ** 2 / 2, -6.0)
    )
)


@holds("cross-entropy-or-mse", "In the logits cross-entropy is convex", "交叉熵对 logit 是凸的")
def curved():
    ce, mse = (
        [gradient(lambda z: gradient_of(loss, z), one).item() for one in Z]
        for loss in ("ce", "mse")
    )
    return min(ce) > 0 > min(mse)


def gradient_of(loss, z):
    value = -F.logsigmoid(z) if loss == "ce" else (z.sigmoid() - 1) ** 2 / 2
    return torch.autograd.grad(value, z, create_graph=True)[0]


def softmax_gradient():
    return gradient(lambda z: F.cross_entropy(z, torch.tensor(3)), LOGITS)


formula("softmax-ce-gradient", r"\frac{\partial L}{\partial z_i} = p_i - y_i")(
    lambda: (softmax_gradient(), LOGITS.softmax(0) - F.one_hot(torch.tensor(3), 5))
)
number("softmax-ce-gradient", "these derivatives add up to 0", "这些导数之和为 0")(
    lambda: softmax_gradient().sum().round(decimals=12)
)
number("softmax-ce-gradient", "none of them exceeds 1", "不超过 1")(
    lambda: gradient(lambda z: F.cross_entropy(z, torch.tensor(0)), [-90.0, 90.0]).abs().max()
)
formula("softmax-ce-gradient", r"-z_t + \log \sum_j e^{z_j}")(
    lambda: (F.cross_entropy(LOGITS, torch.tensor(3)), -LOGITS[3] + LOGITS.exp().sum().log())
)


def overflows_at(dtype):
    with np.errstate(over="ignore"):
        return next(n for n in range(200) if np.isinf(np.exp(dtype(n))))


number(
    "softmax-overflow", "float32 overflows at 89 and float16 at 12", "float32 到 89、float16 到 12"
)(lambda: (overflows_at(np.float32), overflows_at(np.float16)))
formula("softmax-overflow", r"\frac{e^{x_i - a}}{\sum_j e^{x_j - a}}")(
    lambda: ((LOGITS - LOGITS.max()).exp() / (LOGITS - LOGITS.max()).exp().sum(), LOGITS.softmax(0))
)
formula("softmax-overflow", r"\log p_i = x_i - a - \log \sum_j e^{x_j - a}")(
    lambda: (
        LOGITS - LOGITS.max() - (LOGITS - LOGITS.max()).exp().sum().log(),
        LOGITS.log_softmax(0),
    )
)

formula("cross-entropy-kl", r"-\sum_i p_i \log q_i = H(p) + KL(p \| q)")(
    lambda: (-(P * np.log(Q)).sum(), stats.entropy(P) + stats.entropy(P, Q))
)
number("cross-entropy-kl", "For one-hot labels the first term is 0", "第一项等于 0")(
    lambda: stats.entropy([0, 1, 0])
)


@formula("cross-entropy-kl", "training with either gives the same gradient", "梯度都相同")
def same_gradient():
    p = torch.from_numpy(P[:5] / P[:5].sum())
    return gradient(lambda z: F.cross_entropy(z, p), LOGITS), gradient(
        lambda z: F.kl_div(z.log_softmax(0), p, reduction="sum"), LOGITS
    )


def focal(p, gamma, alpha=None, target=1.0):
    """Compute the focal loss by the cross-entropy: p_t is exp(−CE)."""
    ce = F.binary_cross_entropy(*torch.tensor([p, target], dtype=torch.float64))
    weight = 1 if alpha is None else alpha if target else 1 - alpha
    return (weight * (1 - torch.exp(-ce)) ** gamma * ce).item()


formula("focal-loss", r"-\alpha_t (1 - p_t)^\gamma \log p_t")(
    lambda: (
        [focal(0.3, 2, 0.25), focal(0.3, 2, 0.25, 0)],
        [-0.25 * 0.7**2 * np.log(0.3), -0.75 * 0.3**2 * np.log(0.7)],
    )
)
number("focal-loss", "it is 0.01", "因子是 0.01")(lambda: focal(0.9, 2) / focal(0.9, 0))
formula("focal-loss", "With γ = 0 it is plain cross-entropy", "γ = 0 就是普通的交叉熵")(
    lambda: (focal(0.3, 0), -np.log(0.3))
)


def smooth(x, beta=1.0):
    return F.smooth_l1_loss(x, torch.zeros_like(x), reduction="none", beta=beta)


X = torch.tensor([-3.0, -0.4, 0.2, 0.9, 5]).double()
formula(
    "smooth-l1",
    "$0.5 x^2$ where $|x| < 1$, else $|x| - 0.5$",
    "$|x| < 1$ 时为 $0.5 x^2$，否则为 $|x| - 0.5$",
)(lambda: (smooth(X), [abs(x) - 0.5 if abs(x) >= 1 else 0.5 * x * x for x in X.tolist()]))
formula("smooth-l1", "has gradient $x$ near 0 and ±1 far away", "在 0 附近梯度为 $x$，远处为 ±1")(
    lambda: (gradient(smooth, X), X.clamp(-1, 1))
)
formula("smooth-l1", "the Huber loss divided by β", "等于 Huber 损失除以 β")(
    lambda: (smooth(X, 0.3), F.huber_loss(X, 0 * X, reduction="none", delta=0.3) / 0.3)
)

formula("label-smoothing", r"y' = (1 - \epsilon)\, y + \frac{\epsilon}{K}")(
    lambda: (
        LOGITS.softmax(0)
        - gradient(lambda z: F.cross_entropy(z, torch.tensor(3), label_smoothing=0.1), LOGITS),
        [0.02, 0.02, 0.02, 0.92, 0.02],
    )
)


@number("label-smoothing", "9.1")
def best_gap():
    def loss(gap):
        logits = torch.zeros(1000).double()
        logits[0] = gap
        return F.cross_entropy(logits, torch.tensor(0), label_smoothing=0.1).item()

    return optimize.minimize_scalar(loss, bounds=(0, 30), method="bounded").x


def corners(*boxes):
    """Give the tensors of two boxes' edges as they overlap, enclose, and lie inside."""
    a, b = boxes
    low, high = torch.maximum(a[:2], b[:2]), torch.minimum(a[2:], b[2:])
    overlap = (high - low).clamp(min=0).prod()
    union = (a[2:] - a[:2]).prod() + (b[2:] - b[:2]).prod() - overlap
    around = torch.maximum(a[2:], b[2:]) - torch.minimum(a[:2], b[:2])
    return overlap / union, union, around


def giou(a, b):
    iou, union, around = corners(a, b)
    return iou - (around.prod() - union) / around.prod()


def diou(a, b):
    iou, _, around = corners(a, b)
    apart = (a[:2] + a[2:] - b[:2] - b[2:]) / 2
    return iou - (apart**2).sum() / (around**2).sum()


def ciou(a, b):
    iou = corners(a, b)[0]
    shape = [torch.atan((one[2] - one[0]) / (one[3] - one[1])) for one in (a, b)]
    v = 4 / np.pi**2 * (shape[0] - shape[1]) ** 2
    return diou(a, b) - (v / (1 - iou + v)).detach() * v


def boxes(n):
    for _ in range(n):
        low, size = RNG.uniform(0, 10, (2, 2)), RNG.uniform(0.1, 6, (2, 2))
        yield [torch.from_numpy(np.r_[low[i], low[i] + size[i]]) for i in (0, 1)]


PAIRS = list(boxes(200))
FAR = torch.tensor([30.0, 30, 34, 32]).double()
NEAR = torch.tensor([0.0, 0, 3, 2]).double()
INNER = torch.tensor([1.0, 0.5, 1.5, 1]).double()


@formula("iou-losses", r"IoU - \frac{|C| - |U|}{|C|}")
def generalised():
    """Measure by polygons."""
    measured = []
    for a, b in PAIRS:
        one, other = box(*a.tolist()), box(*b.tolist())
        union, around = one.union(other), box(*unary_union([one, other]).bounds)
        measured.append(
            one.intersection(other).area / union.area - around.difference(union).area / around.area
        )
    return [giou(a, b) for a, b in PAIRS], measured


@formula("iou-losses", r"IoU - \frac{\rho^2}{c^2}")
def by_distance():
    measured = []
    for a, b in PAIRS:
        one, other = box(*a.tolist()), box(*b.tolist())
        x0, y0, x1, y1 = unary_union([one, other]).bounds
        iou = one.intersection(other).area / one.union(other).area
        measured.append(
            iou - one.centroid.distance(other.centroid) ** 2 / np.hypot(x1 - x0, y1 - y0) ** 2
        )
    return [diou(a, b) for a, b in PAIRS], measured


number("iou-losses", "Without overlap it is 1 everywhere", "两框不相交时恒为 1", gives=1)(
    lambda: 1 - corners(FAR, NEAR)[0]
)
number("iou-losses", "gradient 0", "梯度为 0")(
    lambda: gradient(lambda a: 1 - corners(a, NEAR)[0], FAR).abs().sum()
)
holds("iou-losses", "pulls boxes together", "把框拉近")(
    lambda: all(
        gradient(lambda a: 1 - measure(a, NEAR), FAR).view(2, 2).sum(0).min() > 0
        for measure in (giou, diou)
    )
)
formula(
    "iou-losses", "when one box contains the other it is plain IoU", "一个框包含另一个时退化为 IoU"
)(lambda: (giou(NEAR, INNER), corners(NEAR, INNER)[0]))
holds("iou-losses", "first it enlarges the box", "先把框变大")(
    lambda: (gradient(lambda a: 1 - giou(a, NEAR), FAR)[2:] <= 0).all().item()
)
holds("iou-losses", r"-1 < GIoU \le 1")(
    lambda: all(-1 < giou(a, b) <= 1 for a, b in [*PAIRS, (FAR + 1e7, NEAR), (NEAR, NEAR)])
)


@holds("iou-losses", r"-1.5 < CIoU \le 1")
def least_ciou():
    """Put a flat and a narrow box far apart."""
    flat, narrow = (
        torch.tensor([0.0, 0, 1, 1e-7]).double(),
        torch.tensor([1e6, 1e6, 1e6 + 1e-5, 1e6 + 1]).double(),
    )
    values = [ciou(a, b) for a, b in [*PAIRS, (flat, narrow), (NEAR, NEAR)]]
    return -1.5 < min(values) < -1.499 and max(values) <= 1


number("iou-loss-apart", "The loss is 1, the gradient 0", "损失为 1，梯度为 0")(
    lambda: (
        1 - corners(FAR, NEAR)[0],
        gradient(lambda a: 1 - corners(a, NEAR)[0], FAR).abs().sum(),
    )
)
number("iou-loss-apart", "their losses go up to 2", "它们的损失上限是 2", within=1e-5)(
    lambda: 1 - giou(FAR + 1e7, NEAR)
)

SMALL, LARGE = (
    torch.tensor([-5.0, -10, 5, 10]).double(),
    torch.tensor([-20.0, -40, 20, 40]).double(),
)
number("ciou-shape-term", "200/3200 = 0.9375")(
    lambda: 1 - box(-5, -10, 5, 10).area / box(-20, -40, 20, 40).area
)
formula("ciou-shape-term", "Only 1 - IoU", "只有 1 - IoU")(
    lambda: (ciou(SMALL, LARGE), corners(SMALL, LARGE)[0])
)


@holds("ciou-shape-term", "have opposite signs", "梯度符号相反")
def opposite_signs():
    by_w, by_h = gradient(lambda w, h: (torch.atan(w / h) - 0.3) ** 2, 3.0, 2.0)
    return by_w * by_h < 0


number("class-imbalance", "99 %")(lambda: metrics.accuracy_score([1] + [0] * 99, [0] * 100))

formula("multi-label-loss", r"-\sum_c (y_c \log p_c + (1 - y_c) \log (1 - p_c))")(
    lambda: (
        BCE(LOGITS, torch.tensor([0.0, 1, 1, 0, 0]).double(), reduction="sum"),
        metrics.log_loss([0, 1, 1, 0, 0], LOGITS.sigmoid().numpy(), normalize=False),
    )
)
holds("multi-label-loss", "cannot both come near 1", "不可能都接近 1")(
    lambda: (
        torch.tensor([50.0, 50, 0]).softmax(0).max()
        <= 0.5
        < torch.tensor([50.0, 50, 0]).sigmoid()[1]
    )
)

number("double-softmax-bug", r"\log(1 + 9 e^{-1}) = 1.461")(
    lambda: F.cross_entropy(F.one_hot(torch.tensor(0), 10).double(), torch.tensor(0))
)


number("focal-factor", "100 times less", "缩小 100 倍", gives=100)(
    lambda: round(focal(0.9, 0) / focal(0.9, 2), 6)
)
number("focal-factor", "400 times", "缩小 400 倍", gives=400)(
    lambda: round(focal(0.95, 0) / focal(0.95, 2), 5)
)
number("prior-bias", "b = -4.6")(
    lambda: optimize.brentq(lambda b: 1 / (1 + np.exp(-b)) - 0.01, -20, 20)
)


@number("smoothed-target", "0.95")
def two_classes():
    """Read the target off the gradient, which is prediction minus target."""
    loss = partial(F.cross_entropy, target=torch.tensor(0), label_smoothing=0.1)
    return 0.5 - gradient(loss, [0.0, 0.0])[0].item()


@holds("focal-pt-bug", "just the wrong way round", "正好弄反了")
def backwards():
    loss, negative = run("focal-pt-bug")["focal_loss"], torch.zeros(1)
    alarm, easy = (torch.tensor([z]) for z in (4.6, -6.0))
    shares = [loss(z, negative) / BCE(z, negative) for z in (alarm, easy)]
    return bool(shares[0] < 1e-3 and shares[1] > 0.7)
