"""Attention is run and counted; what random vectors do is drawn."""

from functools import cache

import numpy as np
import torch
from cards.fact import formula, holds, number, run
from torch import nn
from torch.nn import functional as F


def random(*shape):
    return torch.from_numpy(np.random.default_rng(0).normal(size=shape))


class Counted(float):
    """A number that counts how often it is multiplied."""

    done = 0

    def __mul__(self, other):
        Counted.done += 1
        return Counted(float(self) * float(other))


def operations(n, d):
    """Count the multiplications of both products of attention for n tokens of width d."""
    q, k, v = np.full((3, n, d), Counted(0.5), dtype=object)
    before = Counted.done
    weights = np.dot(q, k.T) / n
    np.dot(np.vectorize(Counted, otypes=[object])(weights), v)
    return Counted.done - before


@formula("attention-formula", r"\text{softmax}(\frac{Q K^T}{\sqrt{d_k}})\, V")
def scaled_dot_product():
    q, k, v = random(3, 5, 8)
    return torch.softmax(q @ k.T / 8**0.5, -1) @ v, F.scaled_dot_product_attention(q, k, v)


formula("attention-formula", "O(n^2 d)")(
    lambda: ([operations(16, 4), operations(8, 8)], [4 * operations(8, 4), 2 * operations(8, 4)])
)
formula("multi-head", "O(n^2 d)")(lambda: (4 * operations(8, 2), operations(8, 8)))
formula("multi-head", "4d^2")(
    lambda: (_weights(nn.MultiheadAttention(32, 8, bias=False)), 4 * 32**2)
)


def _weights(module):
    return sum(one.numel() for one in module.parameters())


@formula("attention-scale", r"= \sum_{i=1}^{d_k} \text{Var}(q_i k_i) = d_k", within=0.02)
def variance_of_a_dot_product():
    q, k = random(2, 20_000, 64)
    return [(q[:, :8] * k[:, :8]).sum(1).var(), (q * k).sum(1).var()], [8, 64]


@cache
def scores():
    """Draw 16 keys for each of many queries of width 64: q·k is normal, its deviation |q|."""
    rng = np.random.default_rng(0)
    sizes = np.sqrt(rng.chisquare(64, size=(150_000, 1)))
    return torch.from_numpy((sizes * rng.normal(size=(150_000, 16))).astype(np.float32))


@formula("attention-scale", r"p_i(\delta_{ij} - p_j)")
def softmax_derivative():
    z = random(5)
    p = z.softmax(0)
    jacobian = torch.autograd.functional.jacobian(lambda x: x.softmax(0), z)
    return jacobian, p[:, None] * (torch.eye(5) - p)


number("attention-scale", "0.84")(lambda: scores().softmax(-1).amax(-1).mean())
number("attention-scale", "0.25")(lambda: (scores() / 8).softmax(-1).amax(-1).mean())


@holds("attention-steps", "rows that sum to less than 1", "每行之和会小于 1")
def masked_afterwards():
    s, seen = random(4, 4), torch.ones(4, 4).tril().bool()
    before = s.masked_fill(~seen, -torch.inf).softmax(-1)
    after = s.softmax(-1) * seen
    return (
        torch.allclose(before.sum(-1), torch.ones(4).double())
        and (after.sum(-1)[:-1] < 1).all().item()
    )


def encoding(positions, d=64):
    p, i = np.meshgrid(positions, np.arange(0, d, 2), indexing="ij")
    angle = p * 10000.0 ** (-i / d)
    return np.stack([np.sin(angle), np.cos(angle)], -1).reshape(len(positions), d)


@formula("positional-encoding", "permutation equivariant", "置换等变")
def shuffled_tokens():
    layer, x, order = nn.MultiheadAttention(8, 2).double().eval(), random(6, 8), torch.randperm(6)
    with torch.no_grad():
        return layer(*[x[order]] * 3)[0], layer(*[x] * 3)[0][order]


@formula("positional-encoding", "PE_{p+k} = M_k PE_p")
def shifted_positions():
    """Fit the matrix to some positions, and use it on others."""
    here, there = encoding(range(0, 9000, 9), 16), encoding(range(7, 9007, 9), 16)
    fitted = np.linalg.lstsq(here, there, rcond=None)[0]
    return encoding(range(9900, 9910), 16) @ fitted, encoding(range(9907, 9917), 16)


number("positional-encoding", "1/7499")(lambda: 1 / round(1 / np.arcsin(encoding([1])[0, -2])))
number("positional-encoding", "23.264")(lambda: (encoding([50]) @ encoding([57]).T).item())
formula("positional-encoding", "50 and 57", "50 与 57")(
    lambda: (encoding([50]) @ encoding([57]).T, encoding([50]) @ encoding([43]).T)
)

formula("sinusoidal-encoding", "2π")(
    lambda: (encoding([3])[0, :2], encoding([3 + 2 * np.pi])[0, :2])
)
number("sinusoidal-encoding", "1/10000")(
    lambda: 1 / 10000 if encoding([1], 4096)[0, -2] < 1.01e-4 else 0
)


def patches(side):
    return F.avg_pool2d(torch.ones(1, side, side), 16).numel()


number("vit-patch-embedding", "590,592")(lambda: _weights(nn.Conv2d(3, 768, 16, 16)))
number("vit-patch-embedding", "196")(lambda: patches(224))
number("vit-patch-embedding", "197")(lambda: patches(224) + 1)
number("vit-patch-embedding", "224/16 = 14")(lambda: patches(224) ** 0.5)

number("vit-resolution", "14² = 196")(lambda: patches(224))
number("vit-resolution", "24² = 576")(lambda: patches(384))
number("vit-resolution", "2.9")(lambda: patches(384) / patches(224))
number("vit-resolution", "8.6")(lambda: (patches(384) / patches(224)) ** 2)

number("attention-cost", "4^2 = 16")(lambda: (patches(448) / patches(224)) ** 2)
number("attention-cost", "About 16 times", "约 16 倍")(
    lambda: ((patches(448) + 1) / (patches(224) + 1)) ** 2
)
formula("attention-cost", r"N \to 4N")(lambda: (patches(448), 4 * patches(224)))


@formula("softmax-in-attention", r"-\log n", within=0.05)
def biased_sigmoids():
    return [np.sum(1 / (1 + np.exp(np.log(n) * np.ones(n)))) for n in (20, 100, 1000)], [1, 1, 1]


holds("softmax-in-attention", "*never exactly* 0", "*不会恰好*为 0")(
    lambda: (torch.tensor([-500.0, 0.0, 200.0]).double().softmax(0) > 0).all().item()
)


@holds("kv-cache", "**do not change**", "**不会改变**")
def appended_token():
    """Two causal layers on six tokens give the first five what they give without the sixth."""
    layer = nn.TransformerEncoderLayer(8, 2, 16, batch_first=True).double().eval()

    def keys(x):
        for _ in range(2):
            mask = nn.Transformer.generate_square_subsequent_mask(x.shape[1], dtype=x.dtype)
            x = layer(x, src_mask=mask, is_causal=True)
        return x

    x = random(1, 6, 8)
    with torch.no_grad():
        return torch.allclose(keys(x)[:, :5], keys(x[:, :5]))


@formula(
    "kv-cache", r"2 \cdot layers \cdot heads_{KV} \cdot d_{head} \cdot n \cdot batch \cdot bytes"
)
def cache_bytes():
    layers, heads, width, n, batch = 3, 2, 8, 10, 4
    cache = [torch.empty(2, batch, heads, n, width, dtype=torch.float16) for _ in range(layers)]
    return sum(one.nbytes for one in cache), 2 * layers * heads * width * n * batch * 2


def regions():
    """Count what meets in each window of 7 on a map of 14 that was rolled by 3."""
    label = np.arange(14 * 14).reshape(14, 14) * 0
    for i, rows in enumerate((slice(0, 3), slice(3, 14))):
        for j, columns in enumerate((slice(0, 3), slice(3, 14))):
            label[rows, columns] = 2 * i + j
    rolled = np.roll(label, (-3, -3), (0, 1))
    return [len(np.unique(rolled[y : y + 7, x : x + 7])) for y in (0, 7) for x in (0, 7)]


number(
    "swin-shifted-windows",
    "two regions each, four in the corner",
    "每个窗口两个区域，角上的有四个",
    gives=4,
)(lambda: regions()[3] if regions()[1] == regions()[2] == 2 else 0)
number(
    "swin-shifted-windows", "their weights become 0 in the softmax", "softmax 之后权重为 0", gives=0
)(lambda: torch.tensor([0.0, 1.0, 2.0 - 100]).softmax(0)[2])


@formula(
    "pre-norm-block",
    r"x' = x + \text{MHSA}(\text{LN}(x))$, then $x' + \text{MLP}(\text{LN}(x'))",
    r"x' = x + \text{MHSA}(\text{LN}(x))$，然后 $x' + \text{MLP}(\text{LN}(x'))",
)
def pre_norm():
    block = nn.TransformerEncoderLayer(8, 2, 16, batch_first=True, norm_first=True).double().eval()
    x = random(1, 5, 8)
    with torch.no_grad():
        first = x + block.self_attn(*[block.norm1(x)] * 3)[0]
        return block(x), first + block.linear2(block.linear1(block.norm2(first)).relu())


@holds("mask-after-softmax-bug", "rows sum to less than 1", "每行之和小于 1")
def faulty_mask():
    q, k = random(2, 4, 8).numpy()
    found = run("mask-after-softmax-bug")["attention"](q, k, np.ones((4, 1)), np.tri(4, dtype=bool))
    return (found[:-1] < 1).all() and np.isclose(found[-1], 1).all()


def matrices(d, f):
    layer = nn.TransformerEncoderLayer(d, 4, f)
    return sum(one.numel() for one in layer.parameters() if one.dim() > 1)


number("encoder-layer-parameters", "7.08 million", "708 万")(lambda: matrices(768, 3072))
number("encoder-layer-parameters", "85 million", "8500 万")(lambda: 12 * matrices(768, 3072))
