# expect: accepted
# needs: torch
import torch


def soft_nms(boxes, scores, iou_threshold=0.3, sigma=0.5, score_threshold=0.001, method="gaussian"):
    boxes = torch.tensor(boxes, dtype=torch.float32)
    scores = torch.tensor(scores, dtype=torch.float32)
    areas = (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])
    order = torch.arange(len(scores))
    kept, kept_scores = [], []
    while order.numel() > 0:
        top = scores[order].argmax()
        i = order[top]
        if scores[i] < score_threshold:
            break
        kept.append(i.item())
        kept_scores.append(scores[i].item())
        order = torch.cat([order[:top], order[top + 1 :]])
        lt = torch.maximum(boxes[i, :2], boxes[order, :2])
        rb = torch.minimum(boxes[i, 2:], boxes[order, 2:])
        wh = (rb - lt).clamp(min=0)
        inter = wh[:, 0] * wh[:, 1]
        iou = inter / (areas[i] + areas[order] - inter)
        if method == "gaussian":
            weight = torch.exp(-iou.pow(2) / sigma)
        else:
            weight = torch.where(iou > iou_threshold, 1 - iou, torch.ones_like(iou))
        scores[order] = scores[order] * weight
    return torch.tensor(kept, dtype=torch.long), torch.tensor(kept_scores)
