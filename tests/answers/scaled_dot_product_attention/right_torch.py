# expect: accepted
import torch
import torch.nn.functional as F


def scaled_dot_product_attention(q, k, v, mask=None, is_causal=False):
    q, k, v = torch.tensor(q), torch.tensor(k), torch.tensor(v)
    scores = q @ k.transpose(-2, -1) / q.size(-1) ** 0.5
    if is_causal:
        mask = torch.ones(scores.shape[-2:], dtype=torch.bool).tril()
    elif mask is not None:
        mask = torch.tensor(mask)
    if mask is not None:
        if mask.dtype == torch.bool:
            scores = scores.masked_fill(~mask, float("-inf"))
        else:
            scores = scores + mask
    return torch.nan_to_num(F.softmax(scores, dim=-1)) @ v
