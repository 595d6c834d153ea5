# expect: accepted
# needs: torch
import torch


def softmax(x, axis=-1):
    t = torch.tensor(x, dtype=torch.float32)
    t = t - t.amax(dim=axis, keepdim=True)
    e = t.exp()
    return e / e.sum(dim=axis, keepdim=True)
