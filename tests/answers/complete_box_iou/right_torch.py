# expect: accepted
import math

import torch


def complete_box_iou(boxes1, boxes2):
    b1 = torch.from_numpy(boxes1).float().unsqueeze(1)
    b2 = torch.from_numpy(boxes2).float().unsqueeze(0)
    wh1, wh2 = b1[..., 2:] - b1[..., :2], b2[..., 2:] - b2[..., :2]
    inter = (
        (torch.minimum(b1[..., 2:], b2[..., 2:]) - torch.maximum(b1[..., :2], b2[..., :2]))
        .clamp(0)
        .prod(-1)
    )
    iou = inter / (wh1.prod(-1) + wh2.prod(-1) - inter)
    hull = torch.maximum(b1[..., 2:], b2[..., 2:]) - torch.minimum(b1[..., :2], b2[..., :2])
    centre = (b1[..., :2] + b1[..., 2:] - b2[..., :2] - b2[..., 2:]) / 2
    diou = iou - centre.pow(2).sum(-1) / hull.pow(2).sum(-1)
    v = (4 / math.pi**2) * (
        torch.atan(wh1[..., 0] / wh1[..., 1]) - torch.atan(wh2[..., 0] / wh2[..., 1])
    ).pow(2)
    with torch.no_grad():
        alpha = v / (1 - iou + v + 1e-7)
    return diou - alpha * v
