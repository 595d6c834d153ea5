"""Back-propagation by autograd, the noise of a batch by drawing."""

import numpy as np
import torch
from cards.fact import formula, gradient, holds, number, run
from torch.nn import functional as F

RNG = np.random.default_rng(0)
W1, W2 = (torch.from_numpy(RNG.normal(size=shape)) for shape in ((4, 3), (5, 4)))
B1, B2, A0 = (torch.from_numpy(RNG.normal(size=n)) for n in (4, 5, 3))


def forward(w1, b1, w2, b2):
    return F.cross_entropy(w2 @ torch.tanh(w1 @ A0 + b1) + b2, torch.tensor(2))


def by_hand():
    """Give the gradients of the card, of the last layer and of the one before."""
    z1 = W1 @ A0 + B1
    a1 = torch.tanh(z1)
    last = (W2 @ a1 + B2).softmax(0) - F.one_hot(torch.tensor(2), 5)
    before = W2.T @ last * (1 - torch.tanh(z1) ** 2)
    return torch.outer(before, A0), before, torch.outer(last, a1), last


def found(which):
    return gradient(forward, W1, B1, W2, B2)[which], by_hand()[which]


formula("backpropagation", r"\delta^l = (W^{l+1})^T \delta^{l+1} \odot f'(z^l)")(lambda: found(1))
formula("backpropagation", r"\frac{\partial L}{\partial W^l} = \delta^l (a^{l-1})^T")(
    lambda: found(0)
)
formula("backpropagation", r"\frac{\partial L}{\partial b^l} = \delta^l")(lambda: found(3))
formula("backpropagation", r"\delta^n = p - y")(lambda: found(2))


def work(n, i, o):
    """Count the multiplications of Y = X W, and of the two products of its backward pass."""
    x, w, y = np.ones((n, i)), np.ones((i, o)), np.ones((n, o))
    forward, by_w, by_x = ((a[:, :, None] * b[None]).size for a, b in ((x, w), (x.T, y), (y, w.T)))
    return forward, by_w + by_x


number("backpropagation", "about twice the forward pass", "约为前向的两倍", gives=2)(
    lambda: work(4, 5, 6)[1] / work(4, 5, 6)[0]
)


def spread(batch):
    return RNG.normal(size=(20_000, batch)).mean(1).std()


formula("batch-variants", r"1/\sqrt{B}", within=0.03)(
    lambda: ([spread(4), spread(64)], [1 / 2, 1 / 8])
)
number("batch-variants", "a tenth of the noise", "噪声只降到十分之一", gives=0.1, within=0.05)(
    lambda: spread(100) / spread(1)
)
holds("dqn-stable", "The maximum over noisy values is too high", "对有噪声的估计取最大会偏高")(
    lambda: RNG.normal(1, 0.5, size=(10_000, 4)).max(1).mean() > 1.3
)
formula("face-project", "0.709", within=0.01)(lambda: (0.709**2, 0.5))


@holds("dqn-flappy", r"y = r + \gamma \max_{a'} Q_{target}(s', a')")
def bellman():
    """Iterate it on a chain of five states with a reward at the end: values fall by γ a step."""
    q = np.zeros((6, 2))
    for _ in range(50):
        for s in range(5):
            r = float(s == 4)
            q[s] = 0.9 * q[max(s - 1, 0)].max(), r + (0 if s == 4 else 0.9 * q[s + 1].max())
    return np.allclose(q[:5, 1], 0.9 ** np.arange(4, -1, -1))


@holds(
    "backprop-order-bug",
    "w1 fails the comparison with numerical gradients",
    "w1 的更新与数值梯度对不上",
)
def updated_too_early():
    x, y, w1, w2 = (RNG.normal(size=shape) for shape in ((6, 3), (6, 2), (3, 4), (4, 2)))
    rate, new1, new2 = 0.5, w1.copy(), w2.copy()
    run("backprop-order-bug")["update"](x, y, new1, new2, rate)

    def loss(w1, w2):
        hidden = torch.relu(torch.from_numpy(x) @ w1)
        return ((hidden @ w2 - torch.from_numpy(y)) ** 2).sum() / (2 * len(x))

    by1, by2 = gradient(loss, w1, w2)
    return not np.allclose((w1 - new1) / rate, by1) and np.allclose((w2 - new2) / rate, by2)
