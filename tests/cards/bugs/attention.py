"""Attention is compared with that of torch."""

import numpy as np
import torch
from cards.bugs.running import mend, run, same
from torch import nn
from torch.nn import functional as F


def mask_after_softmax_bug(code):
    def result(code, v=None, k=None):
        return run(code).attention(q, keys if k is None else k, values if v is None else v, visible)

    rng = np.random.default_rng(0)
    q, keys, values = rng.normal(size=(3, 6, 4)) * [[[0.3]], [[1]], [[1]]]
    visible = np.tril(np.ones((6, 6), bool))
    wanted = F.scaled_dot_product_attention(
        *(torch.tensor(x) for x in (q, keys, values)), attn_mask=torch.tensor(visible)
    )

    no_future, other_key = values.copy(), keys.copy()
    no_future[-1], other_key[-1] = 100, 5
    assert same(result(code)[:-1], result(code, v=no_future)[:-1])  # no future values ...
    assert not same(result(code)[:-1], result(code, k=other_key)[:-1])  # ... and yet a leak
    total = result(code, v=np.ones((6, 1)))[:, 0]
    assert total[0] < 0.6
    assert total.argmin() == 0
    assert np.isclose(total[-1], 1)

    first = "    scores -= scores"
    mended = mend(code, (first, "    scores = np.where(visible, scores, -np.inf)\n" + first))
    assert same(result(mended), wanted)
    assert same(result(mended)[:-1], result(mended, k=other_key)[:-1])
    for old, new in [
        ("weights.sum(-1,", "weights.sum(-2,"),
        ("q.shape[-1]", "len(k)"),
        (
            "    scores -= scores.max(-1, keepdims=True)\n    weights = np.exp(scores)",
            "    weights = np.exp(scores)\n    weights -= weights.max(-1, keepdims=True)",
        ),
    ]:
        assert not same(result(mend(code, (old, new))), wanted)


def head_split_bug(code):
    def right(code, heads):
        layer = nn.MultiheadAttention(8, heads, bias=False, batch_first=True)
        got = run(code).self_attention(x, layer.in_proj_weight.T, layer.out_proj.weight.T, heads)
        return same(got, layer(x, x, x, need_weights=False)[0])

    torch.manual_seed(0)
    x = torch.randn(2, 6, 8)
    split = "t.reshape(B, heads, N, D // heads)"

    assert right(code, 1)
    assert not right(code, 2)
    mended = mend(code, (split, "t.reshape(B, N, heads, D // heads).transpose(1, 2)"))
    assert right(mended, 1)
    assert right(mended, 4)
    rooted = mend(code, ("attention(q, k, v)", "attention(q, k, v / (D // heads) ** 0.5)"))
    assert not right(rooted, 2)
    assert not right(mend(code, ("y.transpose(1, 2)", "y")), 2)
    assert not right(mend(mended, ("y.transpose(1, 2)", "y")), 2)  # the way back needs it
