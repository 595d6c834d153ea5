"""Convolutions are run, counted, and differentiated; which pixels they see is asked of autograd."""

import torch
from cards.fact import formula, gradient, number, run
from torch import nn
from torch.nn import functional as F


def weights(*convolutions):
    """Count the weights of (channels in, channels out, kernel) without biases."""
    return sum(nn.Conv2d(*one, bias=False, device="meta").weight.numel() for one in convolutions)


def field(*layers, side=99):
    """Ask which pixels the middle of the output sees, for layers of (kernel, stride, dilation)."""

    def stack(x):
        for k, stride, dilation in layers:
            x = F.conv1d(x, torch.ones(1, 1, k).double(), stride=stride, dilation=dilation)
        return x[..., x.shape[-1] // 2]

    seen = gradient(stack, torch.zeros(1, 1, side))[0, 0].nonzero()
    return int(seen.max() - seen.min()) + 1, len(seen)


number("receptive-field-growth", "adds only 2 pixels", "只增加 2 个像素")(
    lambda: field(*[(3, 1, 1)] * 5)[0] - field(*[(3, 1, 1)] * 4)[0]
)
number("receptive-field-growth", "twice as far", "看到的范围翻倍", gives=2)(
    lambda: (field((1, 2, 1), *[(3, 1, 1)] * 4)[0] - 1) / (field(*[(3, 1, 1)] * 4)[0] - 1)
)
formula("receptive-field-growth", "grow with $k^2$", "按 $k^2$ 增长")(
    lambda: (weights((4, 4, 7)) / weights((4, 4, 3)), 7**2 / 3**2)
)


@formula("one-by-one-conv", r"y_{o}(i, j) = \sum_c W_{oc}\, x_c(i, j) + b_o")
def dense_at_every_pixel():
    layer, x = nn.Conv2d(5, 3, 1).double(), torch.rand(1, 5, 4, 6).double()
    at_pixel = F.linear(x[0, :, 2, 3], layer.weight.flatten(1), layer.bias)
    return layer(x)[0, :, 2, 3].detach(), at_pixel.detach()


number("one-by-one-conv", "69,632")(lambda: weights((256, 64, 1), (64, 64, 3), (64, 256, 1)))
number("one-by-one-conv", "589,824")(lambda: weights((256, 256, 3)))
number("one-by-one-conv", "8.5")(
    lambda: weights((256, 256, 3)) / weights((256, 64, 1), (64, 64, 3), (64, 256, 1))
)

number("two-small-kernels", "1 + 2 + 2 = 5")(lambda: field((3, 1, 1), (3, 1, 1))[0])
number("two-small-kernels", r"2 \cdot 9C^2 = 18")(lambda: weights(*[(10, 10, 3)] * 2) / 100)
number("two-small-kernels", "25")(lambda: weights((10, 10, 5)) / 100)
number("two-small-kernels", "28 %")(lambda: 1 - weights(*[(10, 10, 3)] * 2) / weights((10, 10, 5)))
number("two-small-kernels", "27")(lambda: weights(*[(10, 10, 3)] * 3) / 100)
number("two-small-kernels", "49")(lambda: weights((10, 10, 7)) / 100)
number("two-small-kernels", "7×7")(lambda: (field(*[(3, 1, 1)] * 3)[0],) * 2)


def separable(c, o):
    return nn.Conv2d(c, c, 3, groups=c, bias=False).weight.numel() + weights((c, o, 1))


formula("depthwise-separable", r"\frac{1}{C_{out}} + \frac{1}{k^2}")(
    lambda: (separable(16, 40) / weights((16, 40, 3)), 1 / 40 + 1 / 9)
)
number("depthwise-separable", "8 to 9", "8～9")(
    lambda: (
        round(weights((128, 72, 3)) / separable(128, 72), 6),
        round(weights((1, 10**6, 3)) / separable(1, 10**6)),
    )
)
number("depthwise-separable", "an eighth to a ninth", "八九分之一", gives=1 / 9, within=0.01)(
    lambda: separable(16, 2000) / weights((16, 2000, 3))
)


def traffic(groups):
    """Give the multiplications, and the values read and written, on 64×64×256."""
    layer = nn.Conv2d(256, 256, 3, groups=groups, bias=False, device="meta")
    maps = 256 * F.conv2d(torch.ones(1, 64, 64), torch.ones(1, 1, 3, 3), padding=1).numel()
    joined = layer.weight[0].numel()  # every output sums up that many products
    return maps * joined, maps + layer.weight.numel() + maps


number("depthwise-slow", "| 2,416 M | 2.69 M |")(lambda: traffic(1))
number("depthwise-slow", "899")(lambda: traffic(1)[0] / traffic(1)[1])
number("depthwise-slow", "| 9.4 M | 2.10 M |")(lambda: traffic(256))
number("depthwise-slow", "4.5")(lambda: traffic(256)[0] / traffic(256)[1])
number("depthwise-slow", "256 times", "256 倍")(lambda: traffic(1)[0] / traffic(256)[0])

formula("dilated-conv", "k + (k - 1)(d - 1)")(
    lambda: ([field((k, 1, d))[0] for k in (3, 5) for d in (1, 2, 4)], [3, 5, 9, 5, 9, 17])
)
number("dilated-conv", "5 for a 3×3 with $d = 2$", "3×3、$d = 2$ 时是 5", gives=5)(
    lambda: field((3, 1, 2))[0]
)
formula("dilated-conv", "share no inputs", "用不到相同的输入")(
    lambda: (field(*[(3, 1, 2)] * 3), (13, 7))
)
formula("dilated-conv", "1, 2, 5", "1、2、5")(
    lambda: (field((3, 1, 1), (3, 1, 2), (3, 1, 5)), (17, 17))
)

number("conv-vs-dense", "1,792")(lambda: weights((3, 64, 3)) + 64)
number("conv-vs-dense", "9.6 million", "960 万")(
    lambda: nn.Linear(224 * 224 * 3, 64, device="meta").weight.numel()
)
number("conv-vs-dense", "606 with 23,550 parameters", "606 和 23550")(
    lambda: (weights((1, 6, 10)) + 6, sum(one.numel() for one in nn.Linear(784, 30).parameters()))
)
number("conv-vs-dense", "91×91")(
    lambda: F.conv2d(torch.ones(1, 100, 100), torch.ones(1, 1, 10, 10)).shape[1:]
)


@formula(
    "conv-vs-dense",
    "shift the input and the feature map shifts with it",
    "输入平移，特征图跟着平移",
)
def equivariant():
    x, w = torch.rand(1, 1, 12, 12), torch.rand(1, 1, 3, 3)
    return F.conv2d(x.roll(2, 3), w)[..., 3:], F.conv2d(x, w).roll(2, 3)[..., 3:]


@formula(
    "residual-connections", r"\frac{\partial y}{\partial x} = I + \frac{\partial F}{\partial x}"
)
def shortcut_jacobian():
    f, x = nn.Sequential(nn.Linear(4, 4), nn.Tanh()).double(), torch.rand(4).double()
    jacobian = torch.autograd.functional.jacobian
    return jacobian(lambda x: x + f(x), x), torch.eye(4) + jacobian(f, x)


@formula("add-or-concat", "W * [x_1, x_2] = W_1 * x_1 + W_2 * x_2")
def concatenated():
    x, w = torch.rand(1, 6, 8, 8).double(), torch.rand(2, 6, 3, 3).double()
    halves = F.conv2d(x[:, :3], w[:, :3]) + F.conv2d(x[:, 3:], w[:, 3:])
    return F.conv2d(x, w), halves


@formula("add-or-concat", "W_1 = W_2")
def tied():
    x, w = torch.rand(1, 6, 8, 8).double(), torch.rand(2, 3, 3, 3).double()
    return F.conv2d(x[:, :3] + x[:, 3:], w), F.conv2d(x, torch.cat([w, w], 1))


number("add-or-concat", "twice the weights", "翻倍", gives=2)(
    lambda: weights((512, 64, 3)) / weights((256, 64, 3))
)

formula("im2col-steps", r"(H'W') \times (Ck^2)")(
    lambda: (F.unfold(torch.ones(1, 3, 10, 12), 3).mT.shape[1:], (8 * 10, 3 * 9))
)
formula("im2col-steps", "up to $k^2$ times", "最多被复制 $k^2$ 次")(
    lambda: (F.fold(F.unfold(torch.ones(1, 1, 9, 9), 3), 9, 3).max(), 3**2)
)

X, W, DELTA = (
    torch.rand(2, 3, 7, 7).double(),
    torch.rand(4, 3, 3, 3).double(),
    torch.rand(2, 4, 5, 5).double(),
)


def backward(stride=1, delta=DELTA):
    """Let autograd find the gradients of input, weights and bias."""

    def loss(x, w, b):
        return F.conv2d(x, w, b, stride) * delta

    return gradient(loss, X, W, torch.zeros(4))


@formula(
    "conv-backward", r"\frac{\partial L}{\partial w_{oc}(u)} = \sum_p \delta_o(p)\, x_c(p + u)"
)
def weight_gradient():
    windows = X.unfold(2, 5, 1).unfold(3, 5, 1)  # n, c, u, v, then the positions p
    return backward()[1], torch.einsum("nopq,ncuvpq->ocuv", DELTA, windows)


formula("conv-backward", r"\sum_p \delta_o(p)")(lambda: (backward()[2], DELTA.sum((0, 2, 3))))


@formula("conv-backward", r"\sum_{o, u} w_{oc}(u)\, \delta_o(q - u)")
def input_gradient():
    found = torch.zeros_like(X)
    for i in range(3):
        for j in range(3):
            found[:, :, i : i + 5, j : j + 5] += torch.einsum("oc,nopq->ncpq", W[:, :, i, j], DELTA)
    return backward()[0], found


formula("conv-backward", "rotated by 180°", "旋转 180°")(
    lambda: (backward()[0], F.conv2d(DELTA, W.flip(2, 3).transpose(0, 1), padding=2))
)


@formula("conv-backward", "put $s - 1$ zeros between the entries", "插入 $s - 1$ 个零")
def strided_gradient():
    delta = torch.rand(2, 4, 3, 3).double()
    spread = torch.zeros(2, 4, 5, 5).double()
    spread[..., ::2, ::2] = delta
    return backward(2, delta)[0], F.conv2d(spread, W.flip(2, 3).transpose(0, 1), padding=2)


formula("conv-backward", "**transposed convolution**", "**转置卷积**")(
    lambda: (
        backward(2, DELTA[..., :3, :3])[0],
        F.conv_transpose2d(DELTA[..., :3, :3], W, stride=2),
    )
)


@formula(
    "conv-backward",
    r"$Y = W X$ gives $\delta X^T$ and $W^T \delta$",
    r"$Y = W X$，两个梯度就是 $\delta X^T$ 和 $W^T \delta$",
)
def matrix_gradients():
    w, x, delta = (torch.rand(*shape).double() for shape in ((2, 3), (3, 5), (2, 5)))
    found = gradient(lambda w, x: (w @ x) * delta, w, x)
    wanted = delta @ x.T, w.T @ delta
    return (torch.cat([one.flatten() for one in both]) for both in (found, wanted))


@number("depthwise-groups-bug", "10/9")
def without_groups():
    block = run("depthwise-groups-bug")["DepthwiseSeparable"](64, 64)
    return sum(one.numel() for one in block.parameters() if one.dim() == 4) / weights((64, 64, 3))


number("depthwise-groups-bug", "12.7 %")(lambda: separable(64, 64) / weights((64, 64, 3)))
