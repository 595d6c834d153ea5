"""Recurrent networks are fed, beams searched."""

import itertools

import numpy as np
import pytest
import torch
from cards.bugs.running import mend, run, same
from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence


def lstm_gate_order_bug(code):
    torch.manual_seed(0)
    lstm, x = nn.LSTM(3, 4), torch.randn(5, 2, 3)
    wanted = lstm(x)[0]

    def outputs(code):
        h, c, seen = torch.zeros(2, 4), torch.zeros(2, 4), []
        for one in x:
            h, c = run(code).lstm_step(one, h, c, *lstm.all_weights[0])
            seen.append(h)
        return torch.stack(seen)

    assert not same(outputs(code)[0], wanted[0])  # from the first step on
    mended = mend(code, ("i, f, o, g =", "i, f, g, o ="))
    assert same(outputs(mended), wanted)
    for old, new in [(" + b_hh", ""), ("o.sigmoid() * c.tanh()", "o.sigmoid() * old.tanh()")]:
        kept = mend(code, ("    c = f.", "    old = c\n    c = f."), (old, new))
        assert not same(outputs(kept), wanted)
    with pytest.raises(RuntimeError, match="cannot be multiplied"):
        outputs(mend(code, ("w_ih.T", "w_ih")))


def bptt_detach_bug(code):
    def train(code, pieces=3):
        """Give the weights after training, and the state."""
        torch.manual_seed(0)
        embed, gru, head = nn.Embedding(7, 4), nn.GRU(4, 5, batch_first=True), nn.Linear(5, 7)
        weights = [p for layer in (embed, gru, head) for p in layer.parameters()]
        text = torch.randint(7, (2, 1 + 6 * 4))
        cut = [(text[:, i : i + 6], text[:, i + 1 : i + 7]) for i in range(0, 6 * pieces, 6)]
        optimizer = torch.optim.SGD(weights, lr=0.5)
        left = run(code, pieces=cut, embed=embed, gru=gru, head=head, optimizer=optimizer)
        return nn.utils.parameters_to_vector(weights), left.hidden

    again = "through the graph a second time"
    train(code, 1)
    with pytest.raises(RuntimeError, match=again):
        train(code)
    line = "    out, hidden ="
    detach = "    hidden = hidden.detach() if hidden is not None else None\n"
    weights, hidden = train(mend(code, (line, detach + line)))
    end = code.rstrip() + "\n    hidden = hidden.detach()\n"
    assert same(train(end)[0], weights)
    fresh, other = train(mend(code, (line, "    hidden = None\n" + line)))
    assert not same(fresh, weights)  # it runs, but the context is thrown away
    assert not same(other, hidden)
    with pytest.raises(RuntimeError, match="modified by an inplace operation"):
        train(mend(code, ("backward()", "backward(retain_graph=True)")))
    clear, step = "    optimizer.zero_grad()\n", "    optimizer.step()"
    with pytest.raises(RuntimeError, match=again):
        train(mend(code, (clear, ""), (step, step + "\n" + clear)))


def hidden_state_reset_bug(code):
    def tagger(code):
        torch.manual_seed(0)
        return run(code).Tagger(3, 4, 5)

    sentences, last = torch.randn(8, 6, 3, generator=torch.manual_seed(1)).split([5, 3])
    model = tagger(code)
    assert not same(model(sentences), model(sentences))
    with pytest.raises(RuntimeError, match="hidden"):
        model(last)
    called, detached = "out, self.hidden = self.rnn(x, self.hidden)", "self.hidden.detach()"
    kept = "        self.hidden = self.hidden.detach()\n"
    model = tagger(mend(code, (called, "out, _ = self.rnn(x)"), (kept, "")))
    wanted = model.head(nn.GRU.forward(model.rnn, sentences, torch.zeros(1, 5, 4))[0])
    assert same(model(sentences), wanted)
    assert same(model(sentences), wanted)
    assert same(model(last)[:1], model(last[:1]))
    assert model(last).shape == (3, 6, 5)

    model = tagger(mend(code, (detached, "self.hidden")))
    assert not same(model(sentences), model(sentences))
    model = tagger(code)
    model(sentences).sum().backward()
    assert model.rnn.weight_hh_l0.grad.abs().sum() > 0  # it is trained
    model = tagger(mend(code, ("head(out)", "head(out[:, -1])")))
    assert not same(model(sentences), model(sentences))
    model = tagger(mend(code, ("batch_first=True", "batch_first=False")))
    assert not same(model(sentences), model(sentences))


def last_step_padding_bug(code):
    torch.manual_seed(0)
    rnn = nn.GRU(3, 4, batch_first=True)
    words, lengths = torch.randn(2, 5, 3), torch.tensor([3, 5])
    words[0, 3:] = 0

    def alone_and_together(code, x=words):
        encode = run(code).encode
        return encode(rnn, x[:1, :3], lengths[:1])[0], encode(rnn, x, lengths)[0]

    wanted = rnn(words[:1, :3])[1][0, 0]
    alone, together = alone_and_together(code)
    assert not same(alone, together)
    assert same(alone, wanted)
    last = "out[:, -1]"
    mended = mend(code, (last, "out[torch.arange(len(x)), lengths - 1]"))
    assert all(same(one, wanted) for one in alone_and_together(mended))
    packed = pack_padded_sequence(words, lengths, batch_first=True, enforce_sorted=False)
    assert same(rnn(packed)[1][0, 0], wanted)
    mean = alone_and_together(mend(code, (last, "out.mean(1)")))
    assert not same(*mean)
    repeated = words.clone()
    repeated[0, 3:] = words[0, 2]
    assert not same(*alone_and_together(code, repeated))
    zeros = mend(code, ("rnn(x)", "rnn(x, torch.zeros(1, len(x), 4))"))
    assert same(alone_and_together(zeros)[1], together)


def beam_length_bug(code):
    """Six tokens at 0.7 each, the last of them the end; or the end at once, at 0.2."""

    def step(prefix):
        share = np.full(3, 0.15)
        share[2 if len(prefix) == 6 else 1] = 0.7
        if len(prefix) == 1:
            share[2], share[0] = 0.2, 0.1
        return np.log(share)

    def best(code, width, longest=6):
        tokens, _ = run(code).beam_search(step, 0, 2, width, longest)
        return tokens[1:]

    assert round(0.7**6, 3) == 0.118
    right = (1, 1, 1, 1, 1, 2)
    assert best(code, 1) == right
    assert best(code, 2) == best(code, 4) == (2,)
    assert np.isclose(run(code).beam_search(step, 0, 2, 1, 6)[1], np.log(0.7**6))
    line = "return max(done + beams, key=lambda one: one[1])"
    mended = mend(code, (line, line.replace("one[1])", "one[1] / (len(one[0]) - 1))")))
    assert all(best(mended, width) == right for width in (1, 2, 4))

    def mean(tokens):
        scores = [step((0, *tokens[:i]))[token] for i, token in enumerate(tokens)]
        return sum(scores) / len(scores)

    ended = [
        tokens
        for n in range(1, 7)
        for tokens in itertools.product(range(3), repeat=n)
        if 2 not in tokens[:-1] and (tokens[-1] == 2 or n == 6)
    ]
    assert max(ended, key=mean) == right  # of all there are
    multiplied = mend(code, ("score + logp", "score * logp"), ("0.0)]", "1.0)]"))
    assert best(multiplied, 2) != right
    assert best(mend(code, ("reverse=True", "reverse=False")), 2) != right
    each = mend(
        code,
        (
            "for token, logp in enumerate(step(prefix))",
            "for token, logp in [max(enumerate(step(prefix)), key=lambda o: o[1])]",
        ),
    )
    assert best(each, 4) == best(code, 1)  # greedy, k times
