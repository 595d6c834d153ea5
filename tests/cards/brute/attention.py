"""Transformer layers are built and counted."""

import torch
from torch import nn


def encoder_layer_parameters(d, f):
    layer = nn.TransformerEncoderLayer(d, 4, f, device="meta")
    return sum(one.numel() for one in layer.parameters() if one.dim() == 2) / 10**6


def vit_tokens(n, p):
    patches = nn.Conv2d(3, 8, p, p, device="meta")(torch.empty(1, 3, n, n, device="meta"))
    tokens = patches.flatten(2).transpose(1, 2)
    return torch.cat([torch.empty(1, 1, 8, device="meta"), tokens], dim=1).shape[1]


def kv_cache_size(l, h, w, n):  # noqa: E741
    caches = [
        torch.empty(1, h, n, w, dtype=torch.float16, device="meta")
        for _ in range(l)
        for _ in ("keys", "values")
    ]
    return sum(one.numel() * one.element_size() for one in caches) / 2**20


def swin_bias_table(m, h):
    tokens = [(y, x) for y in range(m) for x in range(m)]
    offsets = {(a - c, b - d) for a, b in tokens for c, d in tokens}
    return len(offsets) * h
