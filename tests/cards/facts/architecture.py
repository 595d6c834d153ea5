"""Networks of the papers, counted, run, and differentiated."""

import itertools
from functools import cache

import numpy as np
import torch
from cards.fact import formula, gradient, number
from torch import nn
from torch.nn import functional as F

C3_SEES = [3] * 6 + [4] * 9 + [6]  # maps of S2
INCEPTION = [  # channels in; of 1×1, before 3×3, 3×3, before 5×5, 5×5, behind the pooling
    (192, 64, 96, 128, 16, 32, 32),
    (256, 128, 128, 192, 32, 96, 64),
    (480, 192, 96, 208, 16, 48, 64),
    (512, 160, 112, 224, 24, 64, 64),
    (512, 128, 128, 256, 24, 64, 64),
    (512, 112, 144, 288, 32, 64, 64),
    (528, 256, 160, 320, 32, 128, 128),
    (832, 256, 160, 320, 32, 128, 128),
    (832, 384, 192, 384, 48, 128, 128),
]
VGG = [64, 64, 128, 128, 256, 256, 256, 512, 512, 512, 512, 512, 512]


def count(*modules):
    return sum(one.numel() for module in modules for one in module.parameters())


def conv(c, o, k):
    return nn.Conv2d(c, o, k, device="meta")


def lenet():
    """Give the trainable parameters of every layer."""
    c3 = [nn.Conv2d(n, 1, 5) for n in C3_SEES]
    c1, s2, s4 = nn.Conv2d(1, 6, 5), nn.BatchNorm2d(6), nn.BatchNorm2d(16)  # a scale and a shift
    return tuple(map(count, (c1, s2))) + (
        count(*c3),
        *map(count, (s4, nn.Conv2d(16, 120, 5), nn.Linear(120, 84))),
    )


@cache
def connections():
    """Run every layer on ones with weights and bias of one: a unit then gives what it is joined to."""

    def summed(maps, seen, k):
        return int((F.conv2d(torch.ones(1, seen, maps, maps), torch.ones(1, seen, k, k)) + 1).sum())

    def pooled(n, maps):
        return int((F.avg_pool2d(torch.ones(1, maps, n, n), 2, divisor_override=1) + 1).sum())

    convolved = 6 * summed(32, 1, 5), sum(summed(14, n, 5) for n in C3_SEES), 120 * summed(5, 16, 5)
    return *convolved, pooled(28, 6), pooled(10, 16), 84 * 121, 10 * 84


def vgg():
    channels = itertools.pairwise([3, *VGG])
    return count(*[conv(c, o, 3) for c, o in channels]) + count(
        *[nn.Linear(c, o, device="meta") for c, o in ((25088, 4096), (4096, 4096), (4096, 1000))]
    )


def googlenet():
    layers = [conv(3, 64, 7), conv(64, 64, 1), conv(64, 192, 3)]
    layers.append(nn.Linear(1024, 1000, device="meta"))
    for c, one, before3, three, before5, five, pool in INCEPTION:
        layers += [conv(c, one, 1), conv(c, before3, 1), conv(before3, three, 3)]
        layers += [conv(c, before5, 1), conv(before5, five, 5), conv(c, pool, 1)]
    return count(*layers)


number("lenet-layers", "28×28")(
    lambda: F.conv2d(torch.ones(1, 32, 32), torch.ones(6, 1, 5, 5)).shape[1:]
)
number("lenet-layers", "14×14")(lambda: F.avg_pool2d(torch.ones(1, 28, 28), 2).shape[1:])
number("lenet-layers", "10×10")(
    lambda: F.conv2d(torch.ones(1, 14, 14), torch.ones(6, 1, 5, 5)).shape[1:]
)
number("lenet-layers", "5×5")(lambda: F.avg_pool2d(torch.ones(1, 10, 10), 2).shape[1:])
number("lenet-layers", "156 + 12 + 1516 + 32 + 48,120 + 10,164")(lenet)
number("lenet-layers", "60,000")(lambda: sum(lenet()))
number("lenet-layers", "340,908")(lambda: sum(connections()))
number("lenet-layers", "Four fifths", "五分之四", gives=0.8, within=0.01)(
    lambda: lenet()[4] / sum(lenet())
)
number("lenet-layers", "840")(lambda: nn.Linear(84, 10, bias=False).weight.numel())

number("lenet-c3-why", "1516 against 2416", "1516 对 2416")(
    lambda: (lenet()[2], count(nn.Conv2d(6, 16, 5)))
)

number("lenet-subsampling", "12 parameters", "12")(lambda: lenet()[1])
number("lenet-subsampling", "5880")(lambda: connections()[3])
number("lenet-subsampling", "2000")(lambda: connections()[4])
number("lenet-subsampling", "32")(lambda: lenet()[3])

number("lenet-connections", "122,304")(lambda: connections()[0])
number("lenet-c3", "151,600")(lambda: connections()[1])
number("vgg-dense", "138.4 million", "1.384 亿")(vgg)
number("vgg-dense", "14.7 million", "1470 万")(
    lambda: count(*[conv(c, o, 3) for c, o in itertools.pairwise([3, *VGG])])
)


def through(slope, layers, *, shortcut):
    """Differentiate a stack of layers that multiply by `slope`."""

    def stack(x):
        for _ in range(layers):
            x = x * slope + (x if shortcut else 0)
        return x

    return gradient(stack, 1.0).item()


number("resnet-identity", "10^{-10}")(lambda: through(0.1, 10, shortcut=False))
number("resnet-identity", "1.1^{10} = 2.6")(lambda: through(0.1, 10, shortcut=True))
number("resnet-identity", "is exactly 1", "恰好是 1")(lambda: through(0.0, 50, shortcut=True))

number("inception", "153,600")(lambda: nn.Conv2d(192, 32, 5, bias=False).weight.numel())
number("inception", "15,872")(
    lambda: count(nn.Conv2d(192, 16, 1, bias=False), nn.Conv2d(16, 32, 5, bias=False))
)
number("inception", "7 million", "700 万")(googlenet)
number("inception", "VGG-16 138", "1.38 亿", gives=138e6, within=0.005)(vgg)


@formula("inverted-residual", "2 t c^2 + 9 t c")
def inverted_residual_weights():
    c, t = 24, 6
    depthwise = nn.Conv2d(t * c, t * c, 3, groups=t * c, bias=False)
    ends = nn.Conv2d(c, t * c, 1, bias=False), nn.Conv2d(t * c, c, 1, bias=False)
    return count(depthwise, *ends), 2 * t * c**2 + 9 * t * c


number("vit-flatten", "16 · 16 · 3 = 768")(lambda: torch.ones(3, 16, 16).flatten().numel())
number("vit-flatten", "3072")(lambda: F.unfold(torch.ones(1, 3, 64, 64), 32).shape[1])


@number("vit-flatten", "a dot product of 0", "点积就是 0")
def moved_stripes():
    stripes = np.tile([0, 1], (16, 8))
    return (stripes * np.roll(stripes, 1, axis=1)).sum()


@formula("vit-flatten", "a convolution with kernel and stride 16", "核和步长都是 16 的卷积")
def projected_patches():
    x, layer = torch.rand(1, 3, 48, 48).double(), nn.Conv2d(3, 10, 16, 16).double()
    flat = F.unfold(x, 16, stride=16).transpose(1, 2)
    tokens = F.linear(flat, layer.weight.flatten(1), layer.bias)
    return (one.detach() for one in (tokens, layer(x).flatten(2).transpose(1, 2)))


def band(n, r):
    return torch.ones(n, n).tril(r).triu(-r).bool()


formula("local-attention", "2r + 1")(lambda: (int(band(20, 3)[10].sum()), 2 * 3 + 1))


@formula(
    "local-attention", "A mask of −∞ on the full score matrix gives the right result", "结果对"
)
def masked_attention():
    q, k, v = torch.rand(3, 20, 8).double()
    masked = F.scaled_dot_product_attention(q, k, v, attn_mask=band(20, 3))
    seen = [slice(max(0, i - 3), i + 4) for i in range(20)]
    own = [F.scaled_dot_product_attention(q[i : i + 1], k[s], v[s]) for i, s in enumerate(seen)]
    return masked, torch.cat(own)


def sampled(image, y, x):
    """Read a value between pixels as the card does."""
    rows, columns = torch.meshgrid(*map(torch.arange, image.shape), indexing="ij")
    near = [(1 - (p - at).abs()).clamp(min=0) for p, at in ((y, rows), (x, columns))]
    return (near[0] * near[1] * image).sum()


IMAGE = torch.from_numpy(np.random.default_rng(0).random((6, 9)))


@formula("deformable-gradient", r"\sum_q g(q_x, p_x)\, g(q_y, p_y)\, x(q)")
def bilinear():
    y, x = 3.4, 6.8
    grid = torch.tensor([[[[2 * x / 8 - 1, 2 * y / 5 - 1]]]]).double()
    read = F.grid_sample(IMAGE[None, None], grid, align_corners=True)
    return sampled(IMAGE, torch.tensor(y), torch.tensor(x)), read.item()


@formula(
    "deformable-gradient", "the difference of neighbouring pixels, weighted", "相邻像素之差的加权"
)
def bilinear_slope():
    found = gradient(lambda x: sampled(IMAGE, torch.tensor(3.4), x), 6.8)
    rows = IMAGE[3:5, 7] - IMAGE[3:5, 6]
    return found, 0.6 * rows[0] + 0.4 * rows[1]


number("deformable-gradient", "Rounding would have derivative 0", "取整，导数就是 0")(
    lambda: gradient(torch.round, 3.4).item()
)
