"""Lines that are not prose: front matter, fenced code, display formulas, comments."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from drill.bank.notes.marks import Kind

FRONT_LINES = 100  # front matter is no longer
MATH_LINES = 200  # a display formula is no longer: what is, was never closed
COMMENT_LINES = 500  # nor is a comment
LONGEST = 12  # signs of a fence that count

_FENCE = re.compile(r"([ \t]*(?:(?:[-*+•]|\d{1,3}[.)])[ \t]+|>[ \t]?)*)(`{3,}|~{3,})(.*)")


class Fence(NamedTuple):
    """A line that looks like a fence, and the position of the one that would close it."""

    mark: str  # of the quote or the item before it
    close: int | None


def fences(texts: Sequence[str]) -> dict[int, Fence]:
    """Find the lines that look like fences, by position.

    A fence of the same characters, no shorter and with nothing behind it, closes one. A bare
    fence before one with a language is a stray: taken as it stands, it would turn the rest of
    the file inside out.
    """
    found: dict[int, Fence] = {}
    bare: dict[tuple[str, int, int], int] = {}  # the next fence of a sign, quotes and length
    following: dict[tuple[str, int, int], int] = {}
    for at in range(len(texts) - 1, -1, -1):
        text = texts[at]
        match = _FENCE.match(text) if "```" in text or "~~~" in text else None
        if not match or match[2][0] in match[3]:  # ```inline``` is no fence
            continue
        mark, sign, info = _mark(match[1]), match[2][0], match[3].strip()
        quotes, length = match[1].count(">"), min(len(match[2]), LONGEST)
        close = bare.get((sign, quotes, length))
        stray = not info and close != following.get((sign, quotes, length))
        found[at] = Fence(mark, None if stray else close)
        for shorter in range(3, length + 1):
            following[sign, quotes, shorter] = at
            if not info and mark in {"", "> "}:  # behind that of an item one only opens
                bare[sign, quotes, shorter] = at
    return found


def _mark(before: str) -> str:
    if ">" in before:
        return "> "
    return before.strip() and ("1. " if before.strip()[0].isdecimal() else "- ")


def verbatim(texts: Sequence[str], front: int, spans: Iterable[tuple[int, int]]) -> dict[int, Kind]:
    """Map the numbers of such lines to their kinds, with so much front matter and such fences."""
    kinds = dict.fromkeys(range(1, front + 1), Kind.FRONT)
    for first, last in spans:
        kinds |= dict.fromkeys(range(first + 2, last + 1), Kind.CODE)
        kinds |= {first + 1: Kind.FENCE, last + 1: Kind.FENCE}
    _formulas(texts, kinds)
    _comments(texts, kinds)
    return kinds


def front_lines(texts: Sequence[str]) -> int:
    """Count the lines of front matter; it is never parsed."""
    if not texts or texts[0].strip() not in {"---", "+++"}:
        return 0
    mark = texts[0].strip()
    for number, text in enumerate(texts[1:FRONT_LINES], 2):
        if text.strip() in {mark, "..."}:
            inside = [line for line in texts[1 : number - 1] if line.strip()]
            keyed = sum(bool(re.match(r"[\w-]{1,40}\s*[:=]|\s+\S|- |#", line)) for line in inside)
            return number if inside and keyed == len(inside) else 0
    return 0


def _formulas(texts: Sequence[str], kinds: dict[int, Kind]) -> None:
    """Mark what stands between lines that open and close `$$`."""
    opened = 0
    for number, text in enumerate(texts, 1):
        if "$$" not in text or number in kinds or text.count("$$") % 2 == 0:
            continue
        if opened and number - opened <= MATH_LINES:
            kinds |= dict.fromkeys(range(opened + 1, number), Kind.MATH)
            opened = 0
        elif text.lstrip().startswith("$$"):
            opened = number


def _comments(texts: Sequence[str], kinds: dict[int, Kind]) -> None:
    """Mark comments of HTML that are lines of their own."""
    opened = 0
    for number, text in enumerate(texts, 1):
        if opened and number - opened > COMMENT_LINES:
            opened = 0
        if "-->" in text:
            start = opened or (number if text.lstrip().startswith("<!--") else 0)
            if start and text.rstrip().endswith("-->"):
                kinds |= {at: Kind.COMMENT for at in range(start, number + 1) if at not in kinds}
            opened = 0
        elif not opened and number not in kinds and text.lstrip().startswith("<!--"):
            opened = number
