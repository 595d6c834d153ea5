"""Outputs of detectors are decoded, polygons cut; shapely knows the areas."""

import math

import numpy as np
import pytest
import torch
from cards.bugs.polygons import area, clip, crossings, inside, turned_box
from cards.bugs.running import mend, run, same
from shapely.geometry import Polygon
from torch import nn
from torch.nn import functional as F


def fcos_decode_bug(code):
    def result(code, stride):
        """Encode boxes at the centres of their cells, as in training, and decode them."""
        h, w = 3, 4
        x, y = (torch.arange(n) * stride + stride // 2 for n in (w, h))
        reg = torch.stack([one.float() for one in (
            (x - boxes[..., 0]), (y[:, None] - boxes[..., 1]),
            (boxes[..., 2] - x), (boxes[..., 3] - y[:, None]),
        )])  # fmt: skip
        return run(code).decode(reg, stride)

    boxes = torch.rand(3, 4, 4, generator=torch.manual_seed(0)) * 1000
    for stride, shift in ((8, 4), (128, 64)):
        assert torch.allclose(result(code, stride), boxes - shift, atol=1e-3)
        line = "x, y = x * stride, y * stride"
        right = line.replace("* stride", "* stride + stride // 2")
        assert torch.allclose(result(mend(code, (line, right)), stride), boxes, atol=1e-3)
        for old, new in [
            ("l, t, r, b = reg", "l, t, r, b = reg * stride"),
            ("x - l, y - t", "x + l, y + t"),
            (line, line.replace("x, y =", "y, x =")),
        ]:
            assert not torch.allclose(result(mend(code, (old, new)), stride), boxes, atol=1e-3)


def centernet_peaks_bug(code):
    def result(code, h, w):
        heat = torch.rand(3, h, w, generator=torch.manual_seed(0)) * 0.1
        heat[2, 1, w - 1], heat[0, h - 1, 0] = 0.9, 0.8
        return [one.tolist() for one in run(code).peaks(heat, torch.zeros(2, h, w), 2)]

    def wanted(h, w):
        return [2, 0], [w - 1, 0], [1, h - 1]

    def parts(found):
        return found[0], found[2], found[3]

    assert parts(result(code, 6, 6)) == ([2, 0], [1, 5], [5, 0])  # mirrored at the diagonal
    with pytest.raises(IndexError):
        result(code, 4, 8)
    mended = mend(code, ("x, y = index", "y, x = index"))
    for size in ((6, 6), (4, 8), (8, 4)):
        assert parts(result(mended, *size)) == wanted(*size)
    assert parts(result(mend(code, ("index // (h * w)", "index % c")), 6, 6)) != wanted(6, 6)
    swapped = mend(
        code, ("offset[0, y, x]", "offset[0, x, y]"), ("offset[1, y, x]", "offset[1, x, y]")
    )
    assert parts(result(swapped, 6, 6)) != wanted(6, 6)


def focus_export_bug(code):
    def right(code, x, padding=2, flip=False):
        cut = [x[..., ::2, ::2], x[..., 1::2, ::2], x[..., ::2, 1::2], x[..., 1::2, 1::2]]
        wanted = F.conv2d(torch.cat(cut, 1), w, padding=1)
        plain = run(code).to_plain(w)
        return same(
            F.conv2d(x, plain.flip(2, 3) if flip else plain, stride=2, padding=padding), wanted
        )

    torch.manual_seed(0)
    w = torch.randn(5, 12, 3, 3)
    photograph, plain = torch.randn(1, 3, 8, 10), torch.rand(1, 3, 1, 1).expand(1, 3, 8, 10)
    order, block = "(0, 0), (0, 1), (1, 0), (1, 1)", "w[:, 3 * block : 3 * block + 3]"
    mended = mend(code, (order, "(0, 0), (1, 0), (0, 1), (1, 1)"))

    assert right(code, plain)
    assert not right(code, photograph)
    assert right(mended, photograph)
    assert right(mended, plain)
    assert not right(mend(code, (block, "w[:, block::4]")), photograph)
    assert not right(code, photograph, padding=1)
    assert not right(code, photograph, flip=True)
    x = torch.arange(12).reshape(1, 3, 2, 2)  # pixel_unshuffle keeps a channel together
    assert F.pixel_unshuffle(x, 2).flatten().tolist() == list(range(12))


def objectness_sigmoid_bug(code):
    def result(code):
        return run(code).scores(raw).flatten().tolist()

    sky, clear = [0.0, 0, 0, 0, -6, -5], [0.0, 0, 0, 0, 3, 4]
    raw = torch.tensor([sky, clear])
    line = "raw[:, 4:5], raw[:, 5:]"

    assert result(code) == [30, 12]
    mended = mend(code, (line, "raw[:, 4:5].sigmoid(), raw[:, 5:].sigmoid()"))
    got = result(mended)
    assert [round(got[0], 5), round(got[1], 2)] == [0.00002, 0.94]
    wanted = [
        1 / (1 + math.exp(6)) / (1 + math.exp(5)),
        1 / (1 + math.exp(-3)) / (1 + math.exp(-4)),
    ]
    assert same(got, wanted)
    added = result(mend(code, ("objectness * classes", "objectness + classes")))
    assert added[1] > added[0]  # ranks sensibly ...
    assert added[1] > 1  # ... and is no probability
    softmax = result(mend(code, (line, "raw[:, 4:5], raw[:, 5:].softmax(1)")))
    assert softmax[0] < 0


def detr_flatten_bug(code):
    def result(code):
        return run(code).tokens(x, position)

    B, C, H, W = 2, 4, 2, 6
    x = torch.arange(B * C * H * W).reshape(B, C, H, W).float()
    position = torch.rand(H * W, C, generator=torch.manual_seed(0))
    wanted = torch.stack([x[:, :, i, j] for i in range(H) for j in range(W)], 1) + position

    assert same(result(code)[0, 1] - position[1], x[0, 0].flatten()[C : 2 * C])  # of one channel
    assert not same(result(code), wanted)
    line = "features.reshape(B, H * W, C)"
    mended = mend(code, (line, "features.flatten(2).transpose(1, 2)"))
    assert same(result(mended), wanted)

    torch.manual_seed(0)  # sequence first without batch_first, or the images see each other
    layer = nn.TransformerEncoderLayer(C, 1, 8, dropout=0, batch_first=True)
    small = wanted / 50
    one, both = layer(small[:1]), layer(small)
    assert same(one, both[:1])
    layer.self_attn.batch_first = False
    assert not same(layer(small[:1]), layer(small)[:1])


def rotated_iou_corners_bug(code):
    def iou(p, q):
        one, other = Polygon(p), Polygon(q)
        return one.intersection(other).area / one.union(other).area

    def diamond(x, y, radius=1.0):
        return np.array([[x + radius, y], [x, y + radius], [x - radius, y], [x, y - radius]])

    square = np.array([[-1.0, -1], [1, -1], [1, 1], [-1, 1]])
    turned, apart = diamond(0, 0, 2**0.5), (diamond(0, 0), diamond(1.01, 1.01))
    got, line = run(code).rotated_iou, code[code.index("    area_p") : code.index("    return")]

    assert round(iou(square, turned), 3) == 0.707
    assert abs(got(square, turned) - 0.5) < 1e-9
    assert iou(*apart) == 0
    assert round(got(*apart), 2) == 0.14
    assert round(Polygon(square).intersection(Polygon(turned)).area / 4, 2) == 0.83
    sides = "    area_{0} = np.linalg.norm({0}[1] - {0}[0]) * np.linalg.norm({0}[2] - {0}[1])\n"
    true_areas = mend(code, (line, sides.format("p") + sides.format("q")))
    assert abs(run(true_areas).rotated_iou(square, turned) - 1) < 1e-9
    smaller = mend(code, ("(area_p + area_q - inter)", "min(area_p, area_q)"))
    assert abs(run(smaller).rotated_iou(square, turned) - 0.707) > 0.1

    body = code[code.index("    low") : code.index("    area_p")]
    clipped = mend(true_areas, (body, "    inter = area(clip(p, q))\n"))
    mended = run(clipped, area=area, clip=clip).rotated_iou
    assert abs(mended(square, turned) - iou(square, turned)) < 1e-9
    assert mended(*apart) == 0
    rng = np.random.default_rng(0)
    for _ in range(50):
        p, q = turned_box(rng), turned_box(rng)
        assert abs(mended(p, q) - iou(p, q)) < 1e-9


def polygon_order_bug(code):
    def areas(code):
        overlap = run(code, inside=inside, crossings=crossings).overlap
        return np.array([overlap(p, q) for p, q in pairs])

    rng = np.random.default_rng(4)
    pairs = [(turned_box(rng), turned_box(rng)) for _ in range(400)]
    wanted = np.array([Polygon(p).intersection(Polygon(q)).area for p, q in pairs])
    faulty = areas(code)
    start = "    x, y = np.array(points).T\n"

    small = faulty < wanted - 1e-9
    assert small.mean() > 0.7
    assert (faulty > wanted + 1e-9).mean() < 0.02
    like = np.abs(faulty / wanted - 5.65 / 6.21).argmin()
    p, q = (corners * np.sqrt(6.21 / wanted[like]) for corners in pairs[like])
    overlap = run(code, inside=inside, crossings=crossings).overlap
    assert [round(Polygon(p).intersection(Polygon(q)).area, 2), round(overlap(p, q), 2)] == [
        6.21,
        5.65,
    ]
    sort = (
        "    points = np.array(points); d = points - points.mean(0); "
        "points = points[np.argsort(np.arctan2(d[:, 1], d[:, 0]))]\n"
    )
    assert same(areas(mend(code, (start, sort + start))), wanted)
    moved = "    points = np.array(points) - np.mean(points, 0)\n"
    assert same(areas(mend(code, (start, moved + start))), faulty)
    shifted = mend(code, ("np.roll(y, -1)", "np.roll(y, 1)"), ("np.roll(x, -1)", "np.roll(x, 1)"))
    assert same(areas(shifted), faulty)
    each = mend(code, ("abs(np.sum(", "np.sum(abs("), ("np.roll(x, -1)))", "np.roll(x, -1)))"))
    assert not same(areas(each), wanted)


def segment_crossing_bug(code):
    def overlap(code, p, q):
        crossing, points = run(code).crossing, [a for a in p if inside(a, q)]
        points += [b for b in q if inside(b, p)]
        for a, b in zip(p, np.roll(p, -1, 0), strict=True):
            for c, d in zip(q, np.roll(q, -1, 0), strict=True):
                points += [one for one in [crossing(a, b, c, d)] if one is not None]
        if len(points) < 3:
            return 0.0
        d = np.array(points) - np.mean(points, 0)
        return area(np.array(points)[np.argsort(np.arctan2(d[:, 1], d[:, 0]))])

    box = np.array([[0.0, 0], [10, 0], [10, 8], [0, 8]])
    far = box + [20, 0]  # 10 apart
    rng = np.random.default_rng(0)
    pairs = [(turned_box(rng), turned_box(rng)) for _ in range(100)]
    wanted = [Polygon(p).intersection(Polygon(q)).area for p, q in pairs]
    line, at = "    t = cross(c - a, s) / n\n", "    return a + t * r"

    assert abs(overlap(code, box, far) - 240) < 1e-9
    both = "    u = cross(c - a, r) / n\n    if not (0 <= t <= 1 and 0 <= u <= 1):\n        return None\n"
    mended = mend(code, (line, line + both))
    assert overlap(mended, box, far) == 0
    assert same([overlap(mended, p, q) for p, q in pairs], wanted)
    for changes in [
        ((line, line + both.replace(" and 0 <= u <= 1", "")),),  # t alone
        ((at, "    t = min(max(t, 0), 1)\n" + at),),
        (("(c - a, s)", "(c - a, r)"),),
    ]:
        wrong = mend(code, *changes)
        assert not same([overlap(wrong, p, q) for p, q in pairs], wanted)
