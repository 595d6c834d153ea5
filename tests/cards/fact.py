"""Facts: what a card says in both languages, beside another way to find it.

The text stands on the card as it is written here; `zh` is given where the languages differ.

    number("attention-scale", "0.84")(lambda: sharpest(scale=1))
    formula("multi-head", "4d^2")(lambda: (count(nn.MultiheadAttention(64, 8)), 4 * 64**2))
    holds("morphology", "idempotent", "幂等")(lambda: (opened == opening(opened)).all())
    number("iou-clamp-bug", "is 1.0", "得到 1.0")(lambda: run("iou-clamp-bug")["iou"](one, other))

A number is the last one of the text, and several returned as a tuple are the last ones.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from drill.actions.check.cards import _texts
from drill.model.card import Card
from drill.model.text import Lang, Text

FACTS: list["Fact"] = []
EXACT = 1e-6  # relative, of a formula
SCALES = {
    "%": 1e-2,
    "thousand": 1e3,
    "万": 1e4,
    "million": 1e6,
    "M": 1e6,
    "亿": 1e8,
    "billion": 1e9,
}
SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_POWER = r"(?:\^\{?(?P<%s>-?\d+)\}?|(?P<%ss>[⁰¹²³⁴-⁹⁻]+))"
_NUMBER = re.compile(
    r"\\frac\{(?P<above>\d+)\}\{(?P<below>\d+)\}"
    r"|(?<![\d.])(?P<over>\d+)/(?P<under>\d+)(?![\d.])"
    r"|(?:√|\\sqrt\{?\s?)(?P<root>\d+)\}?"
    rf"|(?P<times>[\d.]+)\s?(?:·|×|\\cdot|\\times)\s?10{_POWER % ('ten', 'ten')}"
    rf"|(?P<base>\d+(?:\.\d+)?){_POWER % ('power', 'power')}"
    r"|(?P<sign>(?<![\w)\]}.])-)?(?P<plain>(?<![A-Za-z\d.])\d+(?:\.\d+)?|(?<!\d)\.\d+)"
    rf"(?:\s?\\?(?P<scale>{'|'.join(SCALES)})(?![A-Za-z]))?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One statement of a card; `check` fails when the computation says otherwise."""

    card: str
    text: Text
    kind: str
    compute: Callable[[], Any]
    gives: float | None = None
    within: float | None = None

    def check(self) -> None:
        """Compute, and compare."""
        found = self.compute()
        if self.kind == "holds":
            assert bool(found), f"{self.text.en!r} does not hold"
        elif self.kind == "formula":
            left, right = (np.asarray(one, dtype=float) for one in found)
            np.testing.assert_allclose(
                left, right, rtol=self.within or EXACT, atol=1e-9, err_msg=self.text.en
            )
        else:
            found = found if isinstance(found, tuple) else (found,)
            for lang in Lang:
                self._compare([float(one) for one in found], self.text.to(lang))

    def _compare(self, found: list[float], text: str) -> None:
        stated = [(self.gives, 1e-9)] if self.gives is not None else numbers(text)
        assert len(stated) >= len(found), f"{text!r} has too few numbers: {stated}"
        for (wanted, half), got in zip(stated[-len(found) :], found, strict=True):
            if self.within is not None:
                half = self.within * abs(wanted)
            assert abs(got - wanted) <= half * (1 + 1e-6), f"{text!r} says {wanted}, it is {got}"


def number(card, en, zh=None, *, gives=None, within=None):
    """Compute the last number of the text, to half a unit of its last digit.

    `gives` is the number where it stands in words; `within` the relative error of a round one.
    """
    return _fact("number", card, en, zh, gives=gives, within=within)


def formula(card, en, zh=None, *, within=None):
    """Compute both sides of the text, which must agree."""
    return _fact("formula", card, en, zh, within=within)


def holds(card, en, zh=None):
    """Compute whether the text is true."""
    return _fact("holds", card, en, zh)


def gradient(function, *inputs):
    """Differentiate the sum of what comes out by each input, in double precision."""
    import torch

    leaves = [torch.as_tensor(one).double().detach().requires_grad_() for one in inputs]
    found = torch.autograd.grad(function(*leaves).sum(), leaves)
    return found[0] if len(found) == 1 else found


def run(card):
    """Run the faulty code of a card, and give what it defines."""
    import cv2
    import torch
    from cards.shipped import cards

    names = {"np": np, "cv2": cv2, "torch": torch, "nn": torch.nn, "F": torch.nn.functional}
    exec(compile(cards()[card].code, card, "exec"), names)
    return names


def numbers(text: str) -> list[tuple[float, float]]:
    """Read the numbers of a text, each with half a unit of its last digit."""
    return [_value(one.groupdict()) for one in _NUMBER.finditer(_same(text))]


def stands(text: str, card: Card, lang: Lang) -> bool:
    """Tell whether a text is on the card; 0.84 is not on one that says 10.84 or 0.845."""
    found = re.escape(_same(text))
    before = r"(?<!\d)(?<!\d\.)" if text[0].isdigit() else ""
    after = r"(?!\d)(?!\.\d)" if text[-1].isdigit() else ""
    return any(re.search(before + found + after, _same(one.to(lang))) for _, one in _texts(card))


def _fact(kind, card, en, zh, **how):
    def of(compute):
        FACTS.append(
            Fact(card=card, text=Text(en=en, zh=zh or en), kind=kind, compute=compute, **how)
        )
        return compute

    return of


@cache
def _same(text: str) -> str:
    """Write a text without what is typeset in several ways: gaps, blanks, thousands, minus."""
    text = re.sub(r"\{\{([^{}|]*)\|?[^{}]*\}\}", r"\1", text)
    text = re.sub(r"(?<=\d),(?=\d{3})", "", " ".join(text.split()))
    return re.sub(r"\s+(?=\\?%)", "", text).replace("−", "-")


def _value(found: dict[str, str | None]) -> tuple[float, float]:
    def power(name: str) -> int:
        return int(found[name] or found[name + "s"].translate(SUPERSCRIPTS))

    if found["above"] or found["over"]:
        value = float(found["above"] or found["over"]) / float(found["below"] or found["under"])
    elif found["root"]:
        value = float(found["root"]) ** 0.5
    elif found["base"]:
        value = float(found["base"]) ** power("power")
    else:
        digits = found["times"] or found["plain"]
        scale = 10.0 ** power("ten") if found["times"] else SCALES.get(found["scale"] or "", 1)
        unit = 10.0 ** -len(digits.partition(".")[2])
        if found["scale"] == "万":  # 1470 万 is 14.7 million
            unit *= 10.0 ** (len(digits) - len(digits.rstrip("0")))
        value = float(digits) * (-1 if found["sign"] else 1)
        return value * scale, unit / 2 * scale
    return value, abs(value) * 1e-9
