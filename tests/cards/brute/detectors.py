"""Maps are built and counted, boxes turned."""

import torch
from shapely import affinity, box
from torch import nn
from torch.nn import functional as F


def fcos_level(l, t, r, b):  # noqa: E741
    far = max(l, t, r, b)
    ranges = {3: (0, 64), 4: (64, 128), 5: (128, 256), 6: (256, 512), 7: (512, float("inf"))}
    return next(level for level, (over, upto) in ranges.items() if over < far <= upto)


def centernet_output_size(n, c):
    features = nn.Conv2d(3, 8, 4, 4, device="meta")(torch.empty(1, 3, n, n, device="meta"))
    heads = {"heat map": c, "width and height": 2, "offset": 2}
    return sum(nn.Conv2d(8, o, 1, device="meta")(features).numel() for o in heads.values())


def focus_weights(k, c):
    image = torch.empty(1, 3, 64, 64, device="meta")
    parts = [image[..., y::2, x::2] for y in (0, 1) for x in (0, 1)]
    return nn.Conv2d(torch.cat(parts, 1).shape[1], c, k, bias=False, device="meta").weight.numel()


def yolov5_predictions(w, h):
    image = torch.empty(1, 1, h, w, device="meta")
    return sum(3 * F.max_pool2d(image, stride).numel() for stride in (8, 16, 32))


def wordtree_probability(a, b, c, o):
    """Let the box go down the tree: what does not reach the terrier is lost on the way."""
    reached = 1.0
    for share in (o, a, b, c):
        reached -= reached * (1 - share)
    return reached


def quarter_turn_iou(w, h):
    one = box(0, 0, w, h)
    other = affinity.rotate(one, 90, origin="center")
    return one.intersection(other).area / one.union(other).area
