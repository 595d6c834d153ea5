"""Networks to be compressed are counted; quantisation by PyTorch."""

import itertools
from functools import cache

import numpy as np
import torch
from cards.fact import formula, gradient, holds, number
from torch import nn
from torch.nn import functional as F
from torch.nn.utils import prune

VGG = [
    (3, 64),
    (64, 64),
    2,
    (64, 128),
    (128, 128),
    2,
    (128, 256),
    *[(256, 256)] * 3,
    2,
    (256, 512),
    (512, 512),
]


def cost(side, *layers):
    """Give the parameters and multiply-adds of (channels in, channels out[, kernel]); 2 halves."""
    parameters = work = 0
    for layer in layers:
        if layer == 2:
            side //= 2
            continue
        conv = nn.Conv2d(*layer[:2], *layer[2:] or (3,), padding="same", device="meta")
        parameters += sum(one.numel() for one in conv.parameters())
        work += conv.weight.numel() * side**2
    return np.array([parameters, work])


def stage(channels, outputs, kernels):
    """List the layers of a stage that starts with `channels` and is 128 wide."""
    return [(channels, 128, kernels[0]), *[(128, 128, k) for k in kernels[1:]], (128, outputs, 1)]


@cache
def open_pose():
    """Give the cost of the VGG, of the first and of every further stage."""
    vgg = cost(368, *VGG, (512, 256), (256, 128))
    first = sum(cost(46, *[(128, 128)] * 3, (128, 512, 1), (512, out, 1)) for out in (38, 19))
    more = sum(cost(46, *stage(185, out, [7, 7, 7, 7, 7, 1])) for out in (38, 19))
    return vgg, first, more


def open_pose_of(stages):
    vgg, first, more = open_pose()
    return vgg + first + (stages - 1) * more


def cpm():
    """Build the CPM that was released: 15 maps, and a 7×7 refinement on 32 channels of its own."""
    shared = cost(368, *VGG, (512, 256), *[(256, 256)] * 3, (256, 128))
    first = cost(46, (128, 512, 1), (512, 15, 1))
    return shared + first + 5 * cost(46, *stage(144, 15, [7, 7, 7, 7, 7, 1]))


number("model-compression", "4 times smaller", "小 4 倍", gives=4)(
    lambda: torch.zeros(9).nbytes / torch.zeros(9, dtype=torch.int8).nbytes
)
number("model-compression", "35 times", "缩小 35 倍", gives=35)(lambda: round(240 / 6.9))


@formula("unstructured-sparsity", "the same shape", "张量形状没有变")
def pruned():
    layer = nn.Conv2d(4, 8, 3)
    prune.l1_unstructured(layer, "weight", 0.8)
    assert (layer.weight == 0).double().mean() > 0.79
    return layer.weight.shape, (8, 4, 3, 3)


number("cpm-compression", "52.3 M and 136 GMACs", "5230 万参数、136 GMACs")(
    lambda: tuple(open_pose_of(6) / [1, 1e9])
)
number("cpm-compression", "40.8")(lambda: open_pose()[0][1] / 1e9)
number("cpm-compression", "18.6")(lambda: open_pose()[2][1] / 1e9)
number("cpm-compression", "17.2 M and 61.6 GMACs", "1720 万参数、61.6 GMACs")(
    lambda: tuple(open_pose_of(2) / [1, 1e9])
)
number("cpm-compression", "29.9 M parameters and 88 GMACs", "2990 万参数、88 GMACs")(
    lambda: tuple(cpm() / [1, 1e9])
)
number("cpm-compression", "15 %")(lambda: 9 / (open_pose_of(2)[1] / 1e9))
number("cpm-compression", "19 instead of 49", "19 个权重代替 49")(
    lambda: tuple(
        sum(nn.Conv2d(1, 1, k, bias=False).weight.numel() for k in ks) for ks in ((1, 3, 3), (7,))
    )
)


@formula("cpm-compression", "same field", "感受野相同")
def same_field():
    def swapped(x):
        x = F.conv1d(F.conv1d(x, torch.ones(1, 1, 1).double()), torch.ones(1, 1, 3).double())
        return F.conv1d(x, torch.ones(1, 1, 3).double(), dilation=2)[..., 10]

    return len(gradient(swapped, torch.zeros(1, 1, 40)).nonzero()), 7


def pull(temperature):
    """Give the gradient of the softened divergence by the student's logits."""
    teacher, student = torch.tensor([4.0, 1, 0]).double(), torch.tensor([0.0, 1, 2]).double()
    p = (teacher / temperature).softmax(0)
    return gradient(
        lambda z: F.kl_div((z / temperature).log_softmax(0), p, reduction="sum"), student
    )


formula("distillation", "shrink as $1/T^2$", "按 $1/T^2$ 缩小", within=0.02)(
    lambda: (pull(200) * 200**2, pull(100) * 100**2)
)
formula("distillation-scale-bug", r"(q - p)/T")(lambda: (pull(4), _difference(4) / 4))


def _difference(t):
    return torch.tensor([0.0, 1, 2]).double().div(t).softmax(0) - torch.tensor(
        [4.0, 1, 0]
    ).double().div(t).softmax(0)


X = torch.linspace(-1.0005, 3.0005, 4002).double()


@formula("quantisation-formula", "q = clip(round(x / s) + z)", within=1e-5)
def affine():
    s, z = 4 / 255, 64
    q = torch.clip(torch.round(X / s) + z, 0, 255)
    return s * (q - z), torch.fake_quantize_per_tensor_affine(X.float(), s, z, 0, 255)


@holds("quantisation-formula", "at most s / 2", "最大为 s / 2")
def rounding_error():
    back = torch.fake_quantize_per_tensor_affine(X.float(), 4 / 255, 64, 0, 255)
    inside = abs(back - X)[(X > -64 * 4 / 255) & (X < 191 * 4 / 255)]
    return inside.max() <= 2 / 255 * 1.001


@formula("ptq-or-qat", "the identity inside the range", "在范围内当作恒等")
def straight_through():
    x = torch.tensor([-5.0, 0.3, 1.01, 9.0], requires_grad=True)
    torch.fake_quantize_per_tensor_affine(x, 4 / 255, 64, 0, 255).sum().backward()
    return x.grad, [0, 1, 1, 0]


number("int8-accumulator", "127 · 127 = 16,129")(lambda: int(np.int16(127) * np.int16(127)))
number("int8-accumulator", "32,767")(lambda: np.iinfo(np.int16).max)


@number("int8-accumulator", "two do, three do not", "两个也放得下，三个就溢出了", gives=2)
def products_in_int16():
    sums = np.cumsum(np.full(5, 127 * 127), dtype=np.int16)
    return (sums > 0).argmin()


number("int8-accumulator", "133,144")(lambda: len(range(0, np.iinfo(np.int32).max, 127 * 127)) - 1)
number("int8-accumulator", "4608")(lambda: nn.Conv2d(512, 1, 3, device="meta").weight.numel())

number("operator-fusion", "16.8 MB", gives=16.8e6, within=0.003)(
    lambda: torch.empty(64, 256, 256).nbytes
)
number("operator-fusion", "67 MB", gives=67e6, within=0.008)(
    lambda: sum(
        torch.empty(64, 256, 256).nbytes for _bias_relu, _in_out in itertools.product("br", "io")
    )
)

number("batch-throughput", "four times the throughput", "吞吐量是四倍", gives=4)(
    lambda: (16 / 20) / (1 / 5)
)


@holds("int8-calibration", "one outlier makes all steps coarse", "一个离群值会让所有步长变粗")
def outlier():
    x = torch.from_numpy(np.random.default_rng(0).normal(size=5000)).float()
    scales = [float(largest) / 127 for largest in (x.abs().max(), 100)]
    errors = [torch.fake_quantize_per_tensor_affine(x, one, 0, -127, 127) - x for one in scales]
    return bool(errors[1].abs().mean() > 10 * errors[0].abs().mean())


number("distillation-temperature", "0.0003")(lambda: torch.tensor([8.0, 0]).softmax(0)[1])
number("distillation-temperature", "0.12")(lambda: torch.tensor([2.0, 0]).softmax(0)[1])
number("model-size", "209 MB", gives=209e6, within=0.002)(lambda: 4 * open_pose_of(6)[0])
number("model-size", "52 MB", gives=52e6, within=0.01)(lambda: open_pose_of(6)[0])
number("pose-stages", "2.2 times less", "2.2")(lambda: open_pose_of(6)[1] / open_pose_of(2)[1])
