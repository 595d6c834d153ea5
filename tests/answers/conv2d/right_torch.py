# expect: accepted
import torch


def conv2d(x, weight, bias=None, stride=1, padding=0):
    x = torch.as_tensor(x)
    weight = torch.as_tensor(weight)
    if bias is not None:
        bias = torch.as_tensor(bias)
    return torch.nn.functional.conv2d(x, weight, bias, stride, padding)
