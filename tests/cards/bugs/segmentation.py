"""Masks are resized, joined and compared."""

import cv2
import numpy as np
import torch
from cards.bugs.running import mend, run, same
from torch.nn import functional as F


def unet_crop_bug(code):
    """Features are the coordinates of the pixel they see."""

    def pairs(code, size=20):
        grid = torch.stack(torch.meshgrid(*[torch.arange(float(size))] * 2, indexing="ij"))[None]
        middle = torch.zeros(2, 2, 3, 3)
        middle[0, 0, 1, 1] = middle[1, 1, 1, 1] = 1
        up = F.conv2d(F.conv2d(grid, middle), middle)  # unpadded: what is lost at all sides
        return run(code).join(grid, up)[0].split(2)

    skip, up = pairs(code)
    assert same(up - skip, torch.full_like(up, (20 - 16) / 2))
    cropped = "skip[:, :, :h, :w]"
    mended = mend(
        code,
        (
            "    return",
            "    H, W = skip.shape[2:]\n    y, x = (H - h) // 2, (W - w) // 2\n    return",
        ),
        (cropped, "skip[:, :, y : y + h, x : x + w]"),
    )
    skip, up = pairs(mended)
    assert same(skip, up)
    stretched = mend(code, (f"[{cropped}, up]", "[skip, F.interpolate(up, skip.shape[2:])]"))
    skip, up = pairs(stretched)
    assert not same(skip, up)


def dice_sigmoid_bug(code):
    def train(code):
        """Give the losses of a network that may give any mask, and the Dice of its last one."""
        output = torch.randn(2, 4, 4, generator=torch.manual_seed(1)).requires_grad_()
        optimiser, seen = torch.optim.SGD([output], lr=2.0), []
        for _ in range(200):
            loss = run(code).dice_loss(output, target)
            seen.append(loss.item())
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
        mask = (output > 0).float()
        return seen, (2 * (mask * target).sum() / (mask + target).sum()).item()

    target = (torch.rand(2, 4, 4, generator=torch.manual_seed(0)) > 0.7).float()
    seen, dice = train(code)
    assert min(seen) < 0 or max(seen) > 1
    assert dice < 0.8
    mended = mend(code, ("    overlap", "    output = output.sigmoid()\n    overlap"))
    seen, dice = train(mended)
    assert 0 <= min(seen)
    assert max(seen) <= 1
    assert dice > 0.99
    p = torch.rand(2, 4, 4)
    soft = 1 - (2 * (p * target).sum((1, 2)) + 1) / ((p + target).sum((1, 2)) + 1)
    assert same(run(mended).dice_loss(p.logit(), target), soft.mean())
    hard = mend(code, ("    overlap", "    output = (output > 0.5).float()\n    overlap"))
    assert not run(hard).dice_loss(p.logit().requires_grad_(), target).requires_grad
    for changes in [
        (("target.sum((1, 2))\n", "target.sum((1, 2)) - overlap\n"),),
        (("eps=1.0", "eps=1e-6"),),
    ]:
        seen, _ = train(mend(code, *changes))
        assert not 0 <= min(seen) <= max(seen) <= 1
    empty = run(mended).dice_loss(torch.full((1, 4, 4), -20.0), torch.zeros(1, 4, 4))
    assert empty < 1e-3


def mask_resize_bug(code):
    image = np.zeros((90, 120, 3), np.uint8)
    mask = np.zeros((90, 120), np.uint8)
    cv2.circle(mask, (30, 40), 20, 7, -1)
    cv2.circle(mask, (90, 45), 25, 15, -1)
    image[..., 0] = mask * 10

    def result(code, **names):
        return run(code, **names).prepare(image, mask, 64)

    voc = {"bottle": 5, "bus": 6, "cat": 8}
    found = set(np.unique(result(code)[1]).tolist())
    assert {0, 7, 15, *voc.values()} <= found
    line = "cv2.resize(mask, (size, size))"
    mended = mend(code, (line, "cv2.resize(mask, (size, size), interpolation=cv2.INTER_NEAREST)"))
    got = result(mended)
    assert set(np.unique(got[1]).tolist()) == {0, 7, 15}
    assert same(got[0], result(code)[0])
    rows, columns = np.arange(64) * 90 // 64, np.arange(64) * 120 // 64
    assert same(got[1], mask[rows][:, columns])
    off = np.abs(got[0][..., 0] * 255 / 10 - got[1]) > 1  # they lie on top of each other
    assert off.mean() < 0.1
    divided = result(mend(code, ("mask.astype(np.int64)", "mask.astype(np.float32) / 255")))[1]
    assert len(np.unique(divided)) > 3
    onehot = np.stack([(mask == c).astype(np.float32) for c in (0, 7, 15)], -1)
    sound = np.array([0, 7, 15])[cv2.resize(onehot, (64, 64)).argmax(-1)]
    assert set(np.unique(sound).tolist()) == {0, 7, 15}
    late = mend(code, ("mask.astype(np.int64)", "np.eye(16)[mask]"))
    assert result(late)[1][..., 5].any()  # the harm is done


def miou_absent_bug(code):
    truth = np.zeros((4, 5), int)
    truth[1:3] = 3
    assert abs(run(code).mean_iou(truth, truth, 5) - 0.4) < 1e-9
    line = "        ious.append("
    mended = mend(code, (line, "        if not (p | t).any():\n            continue\n" + line))
    nans = mend(
        code,
        ("max((p | t).sum(), 1)", "((p | t).sum() or np.nan)"),
        ("np.mean(ious)", "np.nanmean(ious)"),
    )
    wrong = truth.copy()
    wrong[0] = 1  # a class that is not there
    wanted = np.mean([5 / 10, 0, 1])
    for repair in (mended, nans):
        assert run(repair).mean_iou(truth, truth, 5) == 1
        assert abs(run(repair).mean_iou(wrong, truth, 5) - wanted) < 1e-9
    rest = mend(code, ("range(classes)", "range(1, classes)"))  # without the background
    assert run(rest).mean_iou(truth, truth, 5) == 1 / 4
    for old, new in [
        ("(p | t).sum(), 1", "p.sum() + t.sum(), 1"),
        ("max((p | t).sum(), 1)", "max((p | t).sum(), 1e-9)"),
    ]:
        assert run(mend(code, (old, new))).mean_iou(truth, truth, 5) <= 0.4
