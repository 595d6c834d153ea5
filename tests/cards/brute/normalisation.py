"""Batch norm, run."""

import torch
from torch import nn


def conv_bn_parameters(c, o, k):
    layers = nn.Sequential(nn.Conv2d(c, o, k, bias=False), nn.BatchNorm2d(o))
    return sum(one.numel() for one in layers.parameters())


def running_mean_update(m, r, b):
    layer = nn.BatchNorm2d(1, momentum=m)
    layer.running_mean.fill_(r)
    layer(b + torch.tensor([-1.0, 1.0, 2.0, -2.0]).reshape(2, 1, 1, 2))
    return layer.running_mean.item()
