"""Blocks and cuts of maps: what they give is compared with a layer, or with a loop."""

import torch
from cards.bugs.running import mend, run, same
from torch import nn
from torch.nn import functional as F


def inplace_shortcut_bug(code):
    def result(code):
        block = run(code).Block(2)
        for p in block.parameters():
            nn.init.zeros_(p)
        return block(x.clone())

    x = torch.randn(1, 2, 4, 4, generator=torch.manual_seed(0))
    assert same(result(code), x.clamp(min=0))
    assert same(result(mend(code, ("F.relu(x, inplace=True)", "F.relu(x)"))), x)
    for wrong in ("F.relu(x + self.conv(x))", "out + self.conv(out)"):
        assert not same(result(mend(code, ("x + self.conv(out)", wrong))), x)

    block = run(code).Block(2)  # autograd does not complain
    leaf = x.clone().requires_grad_()
    block(leaf * 1).sum().backward()
    assert leaf.grad is not None


def patchify_bug(code):
    def right(code, x):
        tokens = run(code).patchify(x, 16) @ conv.weight.flatten(1).T + conv.bias
        return same(tokens, conv(x).flatten(2).transpose(1, 2))

    torch.manual_seed(0)
    conv = nn.Conv2d(3, 768, 16, 16)
    photograph, plain = torch.randn(2, 3, 32, 48), torch.randn(2, 3, 1, 1).expand(2, 3, 32, 48)
    cut, turn = "B, C, H // p, W // p, p, p", "0, 2, 3, 1, 4, 5"

    assert right(code, plain)
    assert not right(code, photograph)
    mended = mend(code, (cut, "B, C, H // p, p, W // p, p"), (turn, "0, 2, 4, 1, 3, 5"))
    assert right(mended, plain)
    assert right(mended, photograph)
    assert not right(mend(code, (turn, "0, 2, 3, 4, 5, 1")), photograph)
    assert not right(mend(code, ("x = x.reshape", "x = x.view")), photograph)
    others = mend(code, (cut, "B, C, p, p, H // p, W // p"), (turn, "0, 4, 5, 1, 2, 3"))
    assert not right(others, photograph)


def window_partition_bug(code):
    def result(code):
        return run(code).windows(x, 4)

    x = torch.arange(64).reshape(1, 8, 8, 1)
    loop = [x[0, i : i + 4, j : j + 4].reshape(16, 1) for i in (0, 4) for j in (0, 4)]
    wanted, cut = torch.stack(loop), "B, H // m, m, W // m, m, C"

    assert same(result(code)[0], x[0, :2].reshape(16, 1))
    assert same(result(mend(code, ("x.reshape(-1,", "x.transpose(2, 3).reshape(-1,"))), wanted)
    for other in ("B, H // m, W // m, m, m, C", "B, m, H // m, m, W // m, C"):
        assert same(result(mend(code, (cut, other))), result(code))  # alone it changes nothing
    last = "x.reshape(-1,"
    for other in ("B, H // m, W // m, m, m, C", "B, m, H // m, m, W // m, C"):
        exchanged = mend(code, (cut, other), (last, "x.transpose(2, 3).reshape(-1,"))
        assert not same(result(exchanged), wanted)
    turned = (last, "x.permute(0, 2, 4, 1, 3, 5).reshape(-1,")
    dilated = result(mend(code, (cut, "B, m, H // m, m, W // m, C"), turned))
    assert same(dilated[0], x[0, ::2, ::2].reshape(16, 1))
    assert not same(result(mend(code, ("-1, m * m, C", "B, -1, m * m * C"))), wanted)


def grid_sample_bug(code):
    def result(code):
        return run(code).sample(x, points)[0, 0]

    torch.manual_seed(0)
    x = torch.randn(1, 1, 5, 5)
    points = torch.cartesian_prod(torch.arange(5), torch.arange(5))[None].float()
    wanted, ends = x.flatten(), "torch.tensor([H - 1, W - 1])"

    assert same(result(code), x[0, 0].T.flatten())  # right where row = column
    mended = mend(code, ("grid[:, None]", "grid.flip(-1)[:, None]"))
    assert same(result(mended), wanted)
    assert not same(result(mend(code, (ends, "torch.tensor([H, W])"))), wanted)
    assert not same(result(mend(code, ("/ size - 1", "/ size"))), wanted)
    assert result(mend(code, ("[:, :, 0]", "[:, :, :, 0]"))).shape != wanted.shape

    wide = torch.randn(1, 2, 3, 7)
    at = torch.tensor([[[2.0, 5.0], [0.5, 6.0]]])
    got = run(mended).sample(wide, at)[0]
    assert same(got[:, 0], wide[0, :, 2, 5])
    assert same(got[:, 1], wide[0, :, :2, 6].mean(1))
    grid = (2 * at + 1) / torch.tensor([3, 7]) - 1  # with align_corners=False
    other = F.grid_sample(wide, grid.flip(-1)[:, None], align_corners=False)[0, :, 0]
    assert same(other[:, 0], wide[0, :, 2, 5])
