"""Convolutions are compared with those of torch, multiplications counted in the layers."""

import numpy as np
import torch
from cards.bugs.running import mend, run, same
from torch import nn
from torch.nn import functional as F


def conv_stride_bug(code):
    def right(code, stride):
        wanted = F.conv2d(torch.tensor(x)[None], torch.tensor(weight), stride=stride)[0]
        got = run(code).conv2d(x, weight, stride)
        assert got.shape == wanted.shape
        return same(got, wanted)

    rng = np.random.default_rng(0)
    x, weight = rng.normal(size=(3, 9, 8)), rng.normal(size=(4, 3, 3, 3))
    window = "i : i + k, j : j + k"

    assert right(code, 1)
    assert not right(code, 2)
    moved = "i * stride : i * stride + k, j * stride : j * stride + k"
    mended = mend(code, (window, moved))
    assert all(right(mended, stride) for stride in (1, 2, 3))
    assert not right(mend(mended, ("(weight *", "(weight[:, :, ::-1, ::-1] *")), 2)


def depthwise_groups_bug(code):
    def share(code):
        """Count the multiplications of both convolutions; divide by those of a plain 3×3."""
        pixels, counts = 10 * 10, []

        def count(layer, given, out):
            counts.append(out[0].numel() * layer.weight[0].numel())

        block = run(code).DepthwiseSeparable(64, 64)
        for layer in (block.depthwise, block.pointwise):
            layer.register_forward_hook(count)
        out = block(torch.randn(2, 64, 10, 10))
        assert out.shape == (2, 64, 10, 10)
        out.sum().backward()
        assert block.depthwise.weight.grad is not None  # it trains
        return sum(counts) / (pixels * nn.Conv2d(64, 64, 3, bias=False).weight.numel())

    mended = mend(code, ("padding=1, bias=False", "padding=1, groups=c_in, bias=False"))
    assert round(share(code), 3) == 1.111
    assert round(share(mended), 3) == 0.127
    layer = run(mended).DepthwiseSeparable(4, 8).depthwise
    x = torch.randn(1, 4, 5, 5, generator=torch.manual_seed(0))
    alone = torch.cat(
        [F.conv2d(x[:, i : i + 1], layer.weight[i][None], padding=1) for i in range(4)], 1
    )
    assert same(layer(x), alone)
