# expect: accepted
import torch


def nms(boxes, scores, iou_threshold):
    boxes, scores = torch.from_numpy(boxes).float(), torch.from_numpy(scores).float()
    area = (boxes[:, 2:] - boxes[:, :2]).prod(1)
    order = scores.argsort(descending=True)
    keep = []
    while order.numel() > 0:
        i, order = order[0], order[1:]
        keep.append(i.item())
        wh = torch.min(boxes[i, 2:], boxes[order, 2:]) - torch.max(boxes[i, :2], boxes[order, :2])
        inter = wh.clamp(min=0).prod(1)
        order = order[inter / (area[i] + area[order] - inter) <= iou_threshold]
    return torch.tensor(keep)
