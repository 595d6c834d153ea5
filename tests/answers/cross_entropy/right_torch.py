# expect: accepted
# needs: torch
import torch
import torch.nn.functional as F


def cross_entropy(logits, target, reduction="mean"):
    z = torch.as_tensor(logits, dtype=torch.float32)
    y = torch.as_tensor(target)
    return F.nll_loss(F.log_softmax(z, dim=1), y, reduction=reduction)
