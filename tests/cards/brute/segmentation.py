"""U-Nets along one axis, masks of single pixels."""

import torch
from torch import nn
from torch.nn import functional as F


def unet_output(n):
    x, skips = torch.ones(1, 1, n), []
    for _ in range(4):
        x = _twice(x)
        skips.append(x)
        assert x.shape[-1] % 2 == 0
        x = F.max_pool1d(x, 2)
    x = _twice(x)
    for skip in reversed(skips):
        x = F.conv_transpose1d(x, torch.ones(1, 1, 2), stride=2)
        cut = (skip.shape[-1] - x.shape[-1]) // 2
        x = _twice(skip[..., cut : cut + x.shape[-1]] + x)
    return x.shape[-1]


def unet_padding(d, n):
    for more in range(2**d):
        side, halved = n + more, 0
        while side % 2 == 0 and halved < d:
            side, halved = side // 2, halved + 1
        if halved == d:
            return more
    return None


def dice_from_iou(i):
    common = round(100 * i)
    alone = (
        100 - common
    ) // 3  # in the prediction only; the rest of the union is in the truth only
    prediction, truth = common + alone, 100 - alone
    return 2 * common / (prediction + truth)


def transposed_size(k, s, p, n):
    return nn.ConvTranspose2d(1, 1, k, s, p)(torch.ones(1, 1, n, n)).shape[-1]


def _twice(x):
    three = torch.ones(1, 1, 3)
    return F.conv1d(F.conv1d(x, three), three).clamp(max=1)
