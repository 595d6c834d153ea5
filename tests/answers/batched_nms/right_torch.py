# expect: accepted
# needs: torch
import torch


def batched_nms(boxes, scores, idxs, iou_threshold):
    boxes = torch.from_numpy(boxes).float()
    scores = torch.from_numpy(scores).float()
    idxs = torch.from_numpy(idxs)
    # one big constant instead of the span, as in YOLOv5
    shifted = boxes + idxs[:, None] * 4096.0
    area = (shifted[:, 2] - shifted[:, 0]) * (shifted[:, 3] - shifted[:, 1])
    order = torch.argsort(scores, descending=True)
    keep = []
    while order.numel() > 0:
        i = order[0]
        keep.append(i.item())
        if order.numel() == 1:
            break
        rest = order[1:]
        lt = torch.max(shifted[i, :2], shifted[rest, :2])
        rb = torch.min(shifted[i, 2:], shifted[rest, 2:])
        wh = (rb - lt).clamp(min=0)
        inter = wh[:, 0] * wh[:, 1]
        iou = inter / (area[i] + area[rest] - inter)
        order = rest[iou <= iou_threshold]
    return torch.tensor(keep, dtype=torch.long)
