"""Statistics of numbers that are drawn."""

import warnings

import numpy as np
import pytest
import torch
from cards.bugs.running import mend, run, same
from scipy.special import xlogy


def biased_variance_bug(code):
    triples = np.random.default_rng(0).normal(100, 2, (10_000, 3))

    def estimate(code, n=len(triples)):
        return run(code).noise(triples[:n])

    assert abs(estimate(code) - 1.63) < 0.03
    assert abs(2 * np.sqrt(2 / 3) - 1.63) < 0.005
    assert abs(estimate(code, 5000) - 1.63) < 0.04  # with fewer it is the same
    assert abs(estimate(mend(code, ("np.var(t)", "np.var(t, ddof=1)"))) - 2) < 0.03
    line = "np.sqrt(np.mean([np.var(t) for t in triples]))"
    for wrong in (
        "np.mean([np.sqrt(np.var(t)) for t in triples])",
        "np.sqrt(np.median([np.var(t) for t in triples]))",
    ):
        assert estimate(mend(code, (line, wrong))) < 1.6
    assert same(torch.tensor(triples[0]).var(), np.var(triples[0], ddof=1))


def hamming_zip_bug(code):
    one, other, third = "1011", "10110000", "10010001"
    mended = mend(code, ("zip(a, b)", "zip(a, b, strict=True)"))

    assert run(code).hamming(one, other) == 0
    with pytest.raises(ValueError, match="zip"):
        run(mended).hamming(one, other)
    bits = bin(int(other, 2) ^ int(third, 2)).count("1")
    assert run(mended).hamming(other, third) == run(code).hamming(other, third) == bits == 2
    equal = run(mend(code, ("x != y", "x == y"))).hamming
    assert equal(other, third) == 6


def pca_centre_bug(code):
    x = np.random.default_rng(0).normal([0, 50], [3, 0.5], (5000, 2))

    def result(code):
        """Give the first direction up to sign, and its variance."""
        _, directions, variances = run(code).pca(x, 1)
        return np.abs(directions[0]), variances[0]

    direction, variance = result(code)
    assert np.allclose(direction, [0, 1], atol=0.01)
    assert abs(variance - 2500) < 10
    first = "    _, s, vt"
    mended = mend(code, (first, "    x = x - x.mean(0)\n" + first))
    direction, variance = result(mended)
    assert np.allclose(direction, [1, 0], atol=0.01)
    assert abs(variance - 9) < 0.5
    values, vectors = np.linalg.eigh(np.cov(x.T))
    assert same(direction, np.abs(vectors[:, -1]))
    assert same(variance, values[-1])
    assert same(run(mended).pca(x, 2)[0].std(0, ddof=1) ** 2, values[::-1])
    assert result(mend(code, ("vt[:k]", "vt.T[:k]")))[0][0] < 0.1
    assert abs(result(mend(code, ("s[:k] ** 2", "s[:k]")))[1] - 9) > 1
    covariance = mend(
        code,
        ("np.linalg.svd(x,", "np.linalg.svd(np.cov(x.T),"),
        ("s[:k] ** 2 / (len(x) - 1)", "s[:k]"),
    )
    assert same(result(covariance)[1], values[-1])  # would work as well


def kmeans_empty_bug(code):
    rng = np.random.default_rng(0)
    x = np.concatenate([rng.normal(at, 0.3, (20, 2)) for at in (0, 5)])
    start = np.array([[0.0, 0], [5, 5], [100, 100]])

    def result(code):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)
            return run(code).kmeans(x, start)

    centres, label = result(code)
    assert np.isnan(centres).any()
    assert len(set(label.tolist())) == 1
    mean = "x[label == k].mean(0)"
    kept = mean + " if (label == k).any() else centres[k]"
    far = mean + " if (label == k).any() else x[distance.min(1).argmax()]"
    for repair in (kept, far):
        centres, label = result(mend(code, (mean, repair)))
        assert np.isfinite(centres).all()
        assert len(set(label.tolist())) >= 2
    centres, label = result(mend(code, (mean, kept)))
    assert same(centres[:2], [x[:20].mean(0), x[20:].mean(0)])
    assert label.tolist() == [0] * 20 + [1] * 20
    rooted = mend(code, ("** 2).sum(-1)", "** 2).sum(-1) ** 0.5"))
    assert np.isnan(result(rooted)[0]).any()
    means = "        means ="
    stopped = "        if _ and (label == old).all():\n            break\n        old = label\n"
    assert np.isnan(result(mend(code, (means, stopped + means)))[0]).any()


def entropy_zero_bug(code):
    logits = np.array([[104.0, 0, 0], [103, 0, 0], [2, 1, 0]], np.float32)
    p = np.exp(logits - logits.max(1, keepdims=True))
    p /= p.sum(1, keepdims=True)
    assert (p == 0).any(1).tolist() == [True, False, False]

    def result(code, **names):
        with np.errstate(all="ignore"):
            return run(code, **names).entropy(p)

    wanted = torch.special.entr(torch.tensor(p)).sum(1)
    assert np.isnan(result(code)).tolist() == [True, False, False]  # the surest one
    assert same(result(code)[1:], wanted[1:])
    term = "p * np.log(p)"
    assert same(result(mend(code, (term, "xlogy(p, p)")), xlogy=xlogy), wanted)
    assert same(result(mend(code, (term, "p * np.log(np.clip(p, 1e-12, None))"))), wanted)
    logp = torch.tensor(logits).log_softmax(1).numpy()
    assert same(result(mend(code, (term, "p * logp")), logp=logp), wanted)
    for old, new in [
        ("np.log(", "np.log2("),
        ("-(p * np.log(p)).sum(axis=1)", "(-p * np.log(p)).sum(axis=1)"),
        ("axis=1", "axis=0"),
    ]:
        assert np.isnan(result(mend(code, (old, new)))).any()
    half = torch.tensor([[18.0, 0]]).softmax(1).half()
    assert (half == 0).any()  # float16 much sooner


def softmax_axis_bug(code):
    logits = np.random.default_rng(0).normal(size=(4, 3)).astype(np.float32)

    def result(code, n=4):
        return run(code).probabilities(logits[:n])

    wanted = torch.tensor(logits).softmax(1)
    assert same(result(code, 1), np.ones((1, 3)))
    assert not same(result(code, 3)[0], result(code, 4)[0])  # depends on the others
    both = (
        ("max(axis=0)", "max(axis=1, keepdims=True)"),
        ("sum(axis=0)", "sum(axis=1, keepdims=True)"),
    )
    assert same(result(mend(code, *both)), wanted)
    assert same(result(mend(code, *both), 1), wanted[:1])
    whole = (("max(axis=0)", "max()"), both[1])
    assert same(result(mend(code, *whole)), wanted)  # right as well, for logits like these

    bare = mend(code, ("max(axis=0)", "max(axis=1)"), ("sum(axis=0)", "sum(axis=1)"))
    with pytest.raises(ValueError, match="broadcast"):
        result(bare)
    assert not same(result(bare, 3), wanted[:3])  # N = C: silent
    for old, new in [("max(axis=0)", "max()"), ("- logits", "+ logits")]:
        assert same(result(mend(code, (old, new)), 1), np.ones((1, 3)))
