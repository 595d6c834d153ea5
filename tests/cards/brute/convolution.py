"""Convolutions are run, counted by PyTorch, and asked by autograd which pixels they see."""

import torch
from torch import nn
from torch.nn import functional as F
from torch.utils.flop_counter import FlopCounterMode


def conv_output_size(n, k, s, p, d):
    return F.conv2d(torch.ones(1, 1, n, n), torch.ones(1, 1, k, k), None, s, p, d).shape[-1]


def conv_parameters(c, o, k, g):
    return sum(one.numel() for one in nn.Conv2d(c, o, k, groups=g).parameters())


def conv_flops(k, c, o, h):
    return _operations(nn.Conv2d(c, o, k, padding=k // 2, bias=False), c, h) / 10**6


def depthwise_separable_saving(k, c):
    plain = _operations(nn.Conv2d(8, c, k, padding=k // 2, bias=False), 8, 12)
    depthwise = _operations(nn.Conv2d(8, 8, k, padding=k // 2, groups=8, bias=False), 8, 12)
    return plain / (depthwise + _operations(nn.Conv2d(8, c, 1, bias=False), 8, 12))


def receptive_field_stack(k, s, d):
    def layer(x, size, **how):
        return F.conv1d(x, torch.ones(1, 1, size), **how)

    x = torch.ones(1, 1, 80, requires_grad=True)
    y = layer(layer(layer(x, k, stride=s), 2, stride=2), 3, dilation=d)  # pooling sees two
    y[0, 0, y.shape[-1] // 2].backward()
    seen = x.grad[0, 0].nonzero()
    return int(seen.max() - seen.min()) + 1


def _operations(layer, channels, side):
    """Count the multiplications and additions of a layer on one map."""
    with FlopCounterMode(display=False) as count:
        layer(torch.ones(1, channels, side, side))
    return count.get_total_flops()
