# expect: accepted
# needs: torch
import torch
import torch.nn.functional as F


def batch_norm(x, running_mean, running_var, weight, bias, training, momentum=0.1, eps=1e-5):
    x, rm, rv, w, b = (
        torch.tensor(a, dtype=torch.float32) for a in (x, running_mean, running_var, weight, bias)
    )
    y = F.batch_norm(x, rm, rv, w, b, training=training, momentum=momentum, eps=eps)
    return y, rm, rv
