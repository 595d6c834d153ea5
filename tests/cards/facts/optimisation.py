"""Update rules against PyTorch's optimizers; initialisation and dropout, drawn."""

import numpy as np
import torch
from cards.fact import formula, gradient, holds, number, run
from sklearn.linear_model import Lasso, Ridge
from torch import nn
from torch.nn import functional as F
from torch.optim import adagrad, adam, sgd

RNG = np.random.default_rng(0)
START = torch.from_numpy(RNG.normal(size=5))
GRADIENTS = torch.from_numpy(RNG.normal(size=(6, 5)))


def zeros():
    return [torch.zeros(5).double()]


# The rules as functions: PyTorch's classes would import its compiler, which takes seconds.
RULES = {
    "SGD": (sgd.sgd, lambda: [[None]], {"momentum": 0, "dampening": 0, "nesterov": False}),
    "Adam": (
        adam.adam,
        lambda: [zeros(), zeros(), [], [torch.tensor(0.0)]],
        {"amsgrad": False, "beta1": 0.9, "beta2": 0.999, "eps": 1e-8},
    ),
    "Adagrad": (
        adagrad.adagrad,
        lambda: [zeros(), [torch.tensor(0.0)]],
        {"lr_decay": 0, "eps": 1e-10},
    ),
}


def stepped(rule, gradients=GRADIENTS, decay=0.0, **how):
    """Let PyTorch take a step of rate 0.1 for each gradient."""
    step, state, usual = RULES[rule]
    w, kept = [START.clone()], state()
    for one in gradients:
        step(
            w, [one.clone()], *kept, lr=0.1, weight_decay=decay, maximize=False, **{**usual, **how}
        )
    return w[0]


def adam_by_hand(decay=0.0, l2=0.0, eta=0.1, eps=1e-8):
    w, m, v = START.clone(), 0.0, 0.0
    for t, g in enumerate(GRADIENTS, start=1):
        g = g + l2 * w
        m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g**2
        direction = m / (1 - 0.9**t) / ((v / (1 - 0.999**t)).sqrt() + eps)
        w = w - eta * (direction + decay * w)
    return w


def momentum():
    w, v = START.clone(), 0.0
    for g in GRADIENTS:
        v = 0.9 * v + g
        w = w - 0.1 * v
    return w


formula(
    "sgd-vs-adam",
    r"$v \leftarrow \mu v + g$, $w \leftarrow w - \eta v$",
    r"$v \leftarrow \mu v + g$，$w \leftarrow w - \eta v$",
)(lambda: (stepped("SGD", momentum=0.9), momentum()))
formula(
    "sgd-vs-adam", r"\hat{m} = \frac{m}{1 - \beta_1^t}, \quad \hat{v} = \frac{v}{1 - \beta_2^t}"
)(lambda: (stepped("Adam"), adam_by_hand()))
formula(
    "sgd-vs-adam",
    r"every weight moves by about $\eta$",
    r"每个权重每步大约移动 $\eta$",
    within=1e-4,
)(lambda: (abs(stepped("Adam", GRADIENTS[:1] * 1000) - START), [0.1] * 5))
formula(
    "adamw",
    r"w \leftarrow w - \eta \left( \frac{\hat{m}}{\sqrt{\hat{v}} + \epsilon} + \lambda w \right)",
)(lambda: (stepped("Adam", decay=0.02, decoupled_weight_decay=True), adam_by_hand(decay=0.02)))
formula("adamw", r"1 - \eta\lambda")(
    lambda: (
        stepped("Adam", 0 * GRADIENTS[:1], 0.02, decoupled_weight_decay=True),
        START * (1 - 0.1 * 0.02),
    )
)
formula(
    "adamw",
    r"**Adam + L2** adds $\lambda w$ to the gradient",
    r"**Adam + L2** 把 $\lambda w$ 加进梯度",
)(lambda: (stepped("Adam", decay=0.02), adam_by_hand(l2=0.02)))
formula(
    "adamw",
    "For plain SGD, L2 and weight decay are the same",
    "对普通 SGD，L2 正则与权重衰减只差 $\\lambda$ 的一个缩放",
)(
    lambda: (
        stepped("SGD", GRADIENTS[:1], 0.02),
        START * (1 - 0.1 * 0.02) - 0.1 * GRADIENTS[0],
    )
)


@formula("adagrad-fades", r"1/\sqrt{t}")
def fading():
    ones = torch.ones(20, 5).double()
    steps = [stepped("Adagrad", ones[:t]) - stepped("Adagrad", ones[: t - 1]) for t in (4, 20)]
    return [one[0] for one in steps], [-0.1 / 4**0.5, -0.1 / 20**0.5]


def drawn(init, shape, **how):
    return init(torch.empty(*shape), **how).var().item()


formula("weight-init", r"\text{Var}(w) = 2 / (n_{in} + n_{out})", within=0.02)(
    lambda: (drawn(nn.init.xavier_normal_, (300, 500)), 2 / 800)
)
formula("weight-init", r"\text{Var}(w) = 2 / n_{in}", within=0.02)(
    lambda: (drawn(nn.init.kaiming_normal_, (300, 500)), 2 / 500)
)


@formula("weight-init", r"\text{Var}(y) = n_{in} \text{Var}(w)\, E[x^2]", within=0.05)
def variance_of_a_sum():
    x = RNG.uniform(0, 2, 50)
    return (RNG.normal(0, 0.3, (30_000, 50)) @ x).var(), 50 * 0.3**2 * (x**2).mean()


@formula("weight-init", "mean square halves in each layer", "均方每层减半", within=0.05)
def halved():
    x = torch.from_numpy(RNG.normal(size=(800, 400)))
    w = torch.from_numpy(RNG.normal(0, 400**-0.5, (400, 400)))
    return ((x @ w).relu() ** 2).mean(), (x**2).mean() / 2


number("weight-init", "a billion", "约十亿分之一", gives=1e9, within=0.08)(
    lambda: np.prod(np.full(30, 2.0))
)

formula("l1-vs-l2", r"\lambda\, \text{sign}(w)")(
    lambda: (gradient(lambda w: 0.3 * w.abs(), START), 0.3 * START.sign())
)
formula("l1-vs-l2", r"2\lambda w")(lambda: (gradient(lambda w: 0.3 * w**2, START), 2 * 0.3 * START))


@holds("l1-vs-l2", "**exactly 0**", "**恰好为 0**")
def sparse():
    x = RNG.normal(size=(50, 10))
    y = x[:, :2] @ [3, -2] + 0.1 * RNG.normal(size=50)
    return (Lasso(0.2).fit(x, y).coef_ == 0).sum() == 8 and (Ridge(10).fit(x, y).coef_ != 0).all()


@formula("l2-update", r"(1 - 2\eta\lambda)\theta - \eta \frac{\partial L}{\partial \theta}")
def decayed():
    eta, lam = 0.1, 0.03
    whole = gradient(lambda w: torch.cos(w) + lam * w**2, START)
    return START - eta * whole, (1 - 2 * eta * lam) * START + eta * START.sin()


formula(
    "l2-update",
    "adds `weight_decay * w` to the gradient, without the 2",
    "把 `weight_decay * w` 加到梯度上，没有系数 2",
)(
    lambda: (
        stepped("SGD", GRADIENTS[:1], 0.3),
        START - 0.1 * (GRADIENTS[0] + 0.3 * START),
    )
)


@formula("dropout", r"y = \frac{m \cdot x}{1 - p}")
def survivors():
    y = F.dropout(torch.full((4000,), 3.0), 0.4)
    return y[y > 0].unique(), [3 / 0.6]


formula("dropout", "E[y] = x", within=0.01)(
    lambda: (F.dropout(torch.full((200_000,), 3.0), 0.4).mean(), 3)
)
formula("dropout-keep-bug", "p/(1 - p) = 0.11")(lambda: (round(0.1 / 0.9, 2), 0.11))

number("vanishing-gradients", r"\sigma' \le 1/4")(
    lambda: gradient(torch.sigmoid, np.linspace(-9, 9, 1801)).max()
)
holds("vanishing-gradients", "by less than $10^{-6}$", "缩小到 $10^{-6}$ 以下")(
    lambda: gradient(torch.sigmoid, 0.0).item() ** 10 < 1e-6
)


@formula(
    "vanishing-gradients",
    r"\left( \prod_{l} W_l^T\, \text{diag}(f'(z_l)) \right) \frac{\partial L}{\partial x_n}",
)
def chained():
    weights = torch.from_numpy(RNG.normal(size=(3, 5, 5)))
    x, jacobians = START, []
    for w in weights:
        z = w @ x
        jacobians.append(w.T @ torch.diag(1 - z.tanh() ** 2))
        x = z.tanh()

    def loss(x):
        for w in weights:
            x = torch.tanh(w @ x)
        return x**2

    return gradient(loss, START), jacobians[0] @ jacobians[1] @ jacobians[2] @ (2 * x)


number("dying-relu", "$0.01x$")(lambda: gradient(nn.LeakyReLU(), -3.0))
number("dying-relu", "output and gradient are 0", "输出和梯度都是 0")(
    lambda: gradient(torch.relu, [-0.1, -4.0]).abs().sum()
)


@formula("no-activation", "(W2 W1) x + b")
def one_layer():
    w1, b1, w2, b2 = (torch.from_numpy(RNG.normal(size=s)) for s in ((4, 5), (4,), (3, 4), (3,)))
    return w2 @ (w1 @ START + b1) + b2, (w2 @ w1) @ START + w2 @ b1 + b2


@holds("no-activation", "cannot even compute XOR", "连两个比特的异或都算不出来")
def best_linear_xor():
    bits = np.array([[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1]])
    return np.allclose(bits @ np.linalg.lstsq(bits, [0, 1, 1, 0], rcond=None)[0], 0.5)


@formula("training-step", "`backward` *adds* to `.grad`", "`backward` 是把梯度*累加*到 `.grad` 上")
def accumulated():
    w = torch.ones(3, requires_grad=True)
    for _ in range(2):
        (5 * w).sum().backward()
    return w.grad, [10] * 3


number("loss-explodes", "65504")(lambda: np.finfo(np.float16).max)
number("adam-bias-bug", r"\frac{0.1}{\sqrt{0.001}} = 3.16")(lambda: biased_steps(1)[-1])
number("adam-bias-bug", "6.6 times", "6.6 倍", gives=6.6, within=0.01)(
    lambda: max(biased_steps(40))
)


def biased_steps(n):
    m = v = 0.0
    steps = []
    for _ in range(n):
        m, v = 0.9 * m + 0.1, 0.999 * v + 0.001
        steps.append(m / v**0.5)
    return steps


number("dropout-keep-bug", "0.11", within=0.05)(
    lambda: run("dropout-keep-bug")["dropout"](np.ones(100_000), 0.1, True, RNG).mean()
)


@number("adam-bias-bug", "steps of 3 to 7 times", "3～7 倍", gives=6.6, within=0.01)
def faulty_steps():
    """Give the largest step of the faulty code, over the learning rate, at a gradient of 1."""
    adam = run("adam-bias-bug")["adam"]
    at = [adam(np.zeros(1), lambda w: np.ones(1), steps=n)[0] for n in range(16)]
    return max(-np.diff(at)) / 1e-3
