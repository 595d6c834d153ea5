"""Recurrent cells against PyTorch's, their gradients by autograd, CTC by trying all paths."""

import itertools

import numpy as np
import torch
from cards.fact import formula, gradient, holds, number, run
from torch import nn
from torch.nn import functional as F

RNG = np.random.default_rng(0)
D, H = 3, 4
CELL = nn.LSTMCell(D, H).double().requires_grad_(False)
X, H0, C0 = (torch.from_numpy(RNG.normal(size=(1, n))) for n in (D, H, H))


def count(module):
    return sum(one.numel() for one in module.parameters())


def lstm():
    """Compute a step as the card writes it, with W on [h, x]."""
    w = torch.cat([CELL.weight_hh, CELL.weight_ih], 1)
    z = torch.cat([H0, X], 1)
    a = (w @ z[0] + CELL.bias_ih + CELL.bias_hh).view(4, H)
    i, f, g, o = a[0].sigmoid(), a[1].sigmoid(), a[2].tanh(), a[3].sigmoid()
    c = f * C0[0] + i * g
    return w, z[0], (i, f, g, o), c, o * c.tanh()


formula("lstm-forward", r"c_t = f_t \odot c_{t-1} + i_t \odot \tilde{c}_t")(
    lambda: (CELL(X, (H0, C0))[1][0], lstm()[3])
)
formula("lstm-forward", r"h_t = o_t \odot \tanh(c_t)")(lambda: (CELL(X, (H0, C0))[0][0], lstm()[4]))
formula(
    "lstm-steps",
    r"c_t = f_t \odot c_{t-1} + i_t \odot \tilde{c}_t, \quad h_t = o_t \odot \tanh(c_t)",
)(lambda: (torch.cat(CELL(X, (H0, C0)))[[1, 0]], torch.stack(lstm()[3:])))

DH, DC, F_NEXT = (torch.from_numpy(RNG.normal(size=H)) for _ in range(3))


def by_autograd():
    """Differentiate h·δh + c·f'·δc' by the four sums before the gates, c, W and z."""

    def step(a, c_before):
        i, f, g, o = a.view(4, H)
        c = f.sigmoid() * c_before + i.sigmoid() * g.tanh()
        return (o.sigmoid() * c.tanh() * DH + c * F_NEXT * DC).sum()

    w, z, *_ = lstm()
    bias = CELL.bias_ih + CELL.bias_hh
    by_a, _ = gradient(step, w @ z + bias, C0[0])
    by_w, by_z = gradient(lambda w, z: step(w @ z + bias, C0[0]), w, z)
    return *by_a.view(4, H), by_w, by_z


def by_hand():
    w, z, (i, f, g, o), c, _ = lstm()
    dc = DH * o * (1 - c.tanh() ** 2) + DC * F_NEXT
    gates = (
        dc * g * i * (1 - i),
        dc * C0[0] * f * (1 - f),
        dc * i * (1 - g**2),
        DH * c.tanh() * o * (1 - o),
    )
    a = torch.cat(gates)
    return *gates, torch.outer(a, z), w.T @ a


for place, text in enumerate(
    (
        r"\delta c_t \odot \tilde{c}_t \odot i_t (1 - i_t)",
        r"\delta c_t \odot c_{t-1} \odot f_t (1 - f_t)",
        r"\delta c_t \odot i_t \odot (1 - \tilde{c}_t^2)",
        r"\delta h_t \odot \tanh(c_t) \odot o_t (1 - o_t)",
        r"\delta W = \sum_t \delta a_t z_t^T",
        r"\delta z_t = W^T \delta a_t",
    )
):
    formula("lstm-backward", text)(lambda place=place: (by_autograd()[place], by_hand()[place]))


@formula(
    "lstm-backward",
    r"\delta c_t = \delta h_t \odot o_t \odot (1 - \tanh^2 c_t) + \delta c_{t+1} \odot f_{t+1}",
)
def cell_gradient():
    """Let c reach the loss through h and through the next cell state."""
    _, _, (*_, o), c, _ = lstm()
    found = gradient(lambda c: o * c.tanh() * DH + c * F_NEXT * DC, c)
    return found, DH * o * (1 - c.tanh() ** 2) + DC * F_NEXT


formula("lstm-candidate", r"\tanh(x) = 2\sigma(2x) - 1")(
    lambda: (torch.tanh(DH), 2 * torch.sigmoid(2 * DH) - 1)
)
number("lstm-cell-range", "it is 10 after ten steps", "十步之后是 10", gives=10)(
    lambda: sum(1.0 * 1.0 for _ in range(10))
)
holds("lstm-cell-range", "brings the state back between −1 and 1", "把状态压回 −1 到 1")(
    lambda: abs(np.tanh(10) * 1.0) <= 1
)


@formula("lstm-vs-gru", r"h_t = (1 - z_t) \odot n_t + z_t \odot h_{t-1}")
def gru():
    cell = nn.GRUCell(D, H).double().requires_grad_(False)
    own, before = (
        F.linear(X, cell.weight_ih, cell.bias_ih)[0],
        F.linear(H0, cell.weight_hh, cell.bias_hh)[0],
    )
    r, z = (own + before).view(3, H)[:2].sigmoid()
    n = torch.tanh(own[2 * H :] + r * before[2 * H :])
    return cell(X, H0)[0], (1 - z) * n + z * H0[0]


number("lstm-vs-gru", "**3/4 of the parameters**", "**参数量是 LSTM 的 3/4**", gives=0.75)(
    lambda: count(nn.GRU(5, 7)) / count(nn.LSTM(5, 7))
)
number("lstm-vs-rnn", "four times the parameters", "参数和计算量是四倍", gives=4)(
    lambda: count(nn.LSTM(5, 7)) / count(nn.RNN(5, 7))
)
formula("lstm-vs-rnn", r"h_t = \tanh(W_h h_{t-1} + W_x x_t + b)")(lambda: rnn_step())


def rnn_step():
    cell = nn.RNNCell(D, H).double().requires_grad_(False)
    return cell(X, H0)[0], torch.tanh(
        cell.weight_hh @ H0[0] + cell.weight_ih @ X[0] + cell.bias_ih + cell.bias_hh
    )


WH = torch.from_numpy(RNG.normal(size=(H, H)))


@formula("rnn-vanishing", r"\prod_{j=k+1}^{t} \text{diag}(1 - h_j^2)\, W_h")
def product_of_jacobians():
    h, product = H0[0], torch.eye(H).double()
    for _ in range(5):
        h = torch.tanh(WH @ h)
        product = torch.diag(1 - h**2) @ WH @ product

    def run(h):
        for _ in range(5):
            h = torch.tanh(WH @ h)
        return h

    return torch.autograd.functional.jacobian(run, H0[0]), product


number("rnn-vanishing", "0.9^{50} = 0.005")(lambda: through(lambda c: 0.9 * c, 50))


def through(step, n):
    def run(x):
        for _ in range(n):
            x = step(x)
        return x

    return gradient(run, 1.0).item()


@holds("rnn-vanishing", "is below 1 it vanishes exponentially", "小于 1 时指数级消失")
def small_singular_values():
    w = 0.9 * WH / torch.linalg.matrix_norm(WH, 2)
    jacobian = torch.autograd.functional.jacobian
    sizes = [torch.linalg.matrix_norm(jacobian(lambda h: _run(w, h, n), H0[0]), 2) for n in (5, 40)]
    return sizes[0] <= 0.9**5 and sizes[1] <= 0.9**40


def _run(w, h, n):
    for _ in range(n):
        h = torch.tanh(w @ h)
    return h


number("lstm-forget-bias", r"\sigma(0) = 0.5")(lambda: torch.sigmoid(torch.tensor(0.0)))
number("lstm-forget-bias", "a millionth", "百万分之一", gives=1e-6, within=0.05)(
    lambda: through(lambda c: torch.sigmoid(torch.tensor(0.0)).double() * c, 20)
)
number("lstm-forget-bias", "it starts at 0.73", "从 0.73 开始")(
    lambda: torch.sigmoid(torch.tensor(1.0))
)
number("lstm-forget-bias", "at 0.95", "从 0.95 开始")(lambda: torch.sigmoid(torch.tensor(3.0)))
number("lstm-forget-bias", "setting both to 1 gives 2", "都设为 1 就是 2")(
    lambda: sum(
        F.linear(torch.zeros(1), torch.zeros(1, 1), torch.ones(1)) for _bias in ("ih", "hh")
    )
)


@formula("bptt", "is the **sum** of its gradients at all steps", "是各时刻梯度的**总和**")
def shared_over_time():
    def run(*steps):
        h = H0[0]
        for w in steps:
            h = torch.tanh(w @ h)
        return h

    return gradient(lambda w: run(w, w, w), WH), sum(gradient(run, WH, WH, WH))


@holds("bptt", "what lies more than $k$ steps back gets no gradient", "$k$ 步以前的内容得不到梯度")
def truncated():
    x = torch.ones(6, requires_grad=True)
    h = torch.zeros(())
    for t in range(6):
        h = torch.tanh((h.detach() if t == 3 else h) + x[t])
    h.backward()
    return (x.grad[:3] == 0).all().item() and (x.grad[3:] != 0).all().item()


def multiplications(n, d, kind):
    """Count those of a recurrent matrix per step, and of the scores and means of attention."""
    return (
        sum(d * d for _step in range(n))
        if kind == "rnn"
        else sum(2 * d for _pair in itertools.product(range(n), repeat=2))
    )


holds("rnn-or-attention", "cheaper per layer once $n > d$", "当 $n > d$ 时 RNN 每层更便宜")(
    lambda: multiplications(80, 20, "rnn") < multiplications(80, 20, "attention")
)
number(
    "bidirectional-rnn",
    "twice the parameters and twice the width",
    "参数和输出宽度都是两倍",
    gives=2,
)(lambda: count(nn.LSTM(5, 7, bidirectional=True)) / count(nn.LSTM(5, 7)))

LOGP = torch.from_numpy(RNG.normal(size=(5, 3))).log_softmax(
    1
)  # five frames, a blank and two letters


def collapsed(path):
    return [one for one, _ in itertools.groupby(path) if one not in (0, "-")]


@formula("ctc", r"\sum_{\pi \in B^{-1}(y)} \prod_t p_t(\pi_t)")
def every_path():
    wanted = [1, 1, 2]
    paths = [one for one in itertools.product(range(3), repeat=5) if collapsed(one) == wanted]
    total = sum(np.exp(sum(LOGP[t, s].item() for t, s in enumerate(path))) for path in paths)
    loss = F.ctc_loss(LOGP[:, None], torch.tensor([wanted]), [5], [3], reduction="sum")
    return loss.item(), -np.log(total)


holds("ctc-collapse", "the path hhe-ll-lo gives hello", "路径 hhe-ll-lo 得到 hello")(
    lambda: "".join(collapsed("hhe-ll-lo")) == "hello"
)
holds("ctc-collapse", "the path hhe-lllo gives helo", "路径 hhe-lllo 得到 helo")(
    lambda: "".join(collapsed("hhe-lllo")) == "helo"
)


@holds("beam-search", "$k = 1$ it is greedy", "$k = 1$ 就是贪心")
def narrow_beam():
    return beam(1)[0] == greedy() and beam(3)[1] > beam(1)[1]


STEPS = np.log(
    np.array([[[0.6, 0.4], [0.6, 0.4]], [[0.5, 0.5], [0.05, 0.95]]])
)  # of a first token, a second


def greedy():
    path = [0]
    for step in STEPS:
        path.append(int(step[path[-1]].argmax()))
    return path[1:]


def beam(k):
    """Keep the k best prefixes, and give the best sequence with its log-probability."""
    prefixes = [([0], 0.0)]
    for step in STEPS:
        every = [
            ([*path, v], score + step[path[-1], v]) for path, score in prefixes for v in range(2)
        ]
        prefixes = sorted(every, key=lambda one: -one[1])[:k]
    return prefixes[0][0][1:], prefixes[0][1]


number("beam-length-bug", "0.118")(lambda: np.prod(np.full(6, 0.7)))
number("rnn-gradient-factor", "1.1 becomes 6.7", "1.1 变成 6.7")(
    lambda: (1.1, through(lambda h: 1.1 * h, 20))
)


@holds(
    "lstm-forget-gate",
    "an entry near 0 is erased, an entry near 1 is kept",
    "接近 0 的维度被遗忘，接近 1 的维度被保留",
)
def gated():
    """Force the forget gate of PyTorch's cell shut, then open; the input gate is shut."""
    kept = []
    for bias in (-50.0, 50.0):
        cell = nn.LSTMCell(D, H).double().requires_grad_(False)
        cell.bias_ih[:H], cell.bias_ih[H : 2 * H] = -50, bias
        kept.append(cell(X, (H0, C0))[1])
    return torch.allclose(kept[0], 0 * C0) and torch.allclose(kept[1], C0)


@holds(
    "beam-steps",
    "one prefix may leave several children and another none",
    "一个前缀可以留下几个后代，另一个可能一个不剩",
)
def uneven():
    """Extend a good and a bad prefix by two tokens that are equally likely."""
    scores = {
        (prefix, token): score - np.log(2)
        for prefix, score in (("a", -0.1), ("b", -5))
        for token in "xy"
    }
    return {prefix for prefix, _ in sorted(scores, key=scores.get)[-2:]} == {"a"}


@formula("lstm-gate-order-bug", "`i, f, g, o = gates.chunk(4, dim=-1)`")
def right_order():
    """Put the blocks of the weights into the order that the faulty code takes them for."""
    stored = CELL.weight_ih, CELL.weight_hh, CELL.bias_ih, CELL.bias_hh
    swapped = [one.unflatten(0, (4, H))[[0, 1, 3, 2]].flatten(0, 1) for one in stored]
    found = run("lstm-gate-order-bug")["lstm_step"](X, H0, C0, *swapped)
    return torch.stack(found), torch.stack(CELL(X, (H0, C0)))


number("rnn-gradient-factor", "0.9 becomes 0.12", "0.9 变成 0.12")(
    lambda: (0.9, through(lambda h: 0.9 * h, 20))
)
