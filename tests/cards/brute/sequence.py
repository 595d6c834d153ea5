"""Recurrent layers are run, paths counted."""

import math

import torch
from torch import nn
from torch.nn import functional as F

SATURATED = 40.0  # sigmoid and tanh are 1 there


def lstm_step_value(c, f, i, g, o):
    cell = nn.LSTMCell(1, 1, dtype=torch.float64)
    gates = [SATURATED if one == 1 else math.log(one / (1 - one)) for one in (i, f, o)]
    candidate = -SATURATED if g == -1 else math.atanh(g)
    with torch.no_grad():
        for one in cell.parameters():
            one.zero_()
        cell.bias_ih.copy_(torch.tensor([gates[0], gates[1], candidate, gates[2]]))
    nothing = torch.zeros(1, 1, dtype=torch.float64)
    return cell(nothing, (nothing, nothing + c))[0].item()


def lstm_parameters(d, h):
    return sum(one.numel() for one in nn.LSTM(d, h, device="meta").parameters())


def rnn_gradient_factor(w, n):
    start = torch.zeros((), dtype=torch.float64, requires_grad=True)
    state = start
    for step in range(n):
        state = w * state + math.sin(step)
    state.backward()
    return start.grad.item()


def cell_half_life(f):
    """Find the half-life by the share that is left after a thousandth of a step."""
    left, steps = 1.0, 0
    factor = math.exp(math.log(f) / 1000)
    while left * factor > 0.5:
        left, steps = left * factor, steps + 1
    return steps / 1000


cell_half_life.within = 2e-3


def beam_score(n, s, a):
    penalty = math.exp(a * (math.log(5 + n) - math.log(6)))
    return s / penalty


def ctc_frames(n, r):
    """Find the first number of frames in which PyTorch's CTC sees any path."""
    label = torch.tensor([[1] * (r + 1) + [2 + k % 2 for k in range(n - r - 1)]])
    for frames in range(1, 40):
        scores = torch.zeros(frames, 1, 4, dtype=torch.float64).log_softmax(2)
        if F.ctc_loss(scores, label, [frames], [n]).isfinite():
            return frames
    return None
