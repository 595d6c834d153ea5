"""Lines that are not prose: front matter, fenced code, display formulas, comments."""

import re

from drill.bank.notes.marks import Kind

FRONT_LINES = 100  # front matter is no longer
MATH_LINES = 200  # a display formula is no longer: what is, was never closed
COMMENT_LINES = 500  # nor is a comment

_FENCE = re.compile(r"[ \t]*(?:(?:[-*+•]|\d{1,3}[.)])[ \t]+|>[ \t]?)*(`{3,}|~{3,})(.*)")


def verbatim(texts: list[str]) -> tuple[dict[int, Kind], list[int]]:
    """Map the numbers of such lines to their kinds; then those of fences that never close.

    A fence of the same characters, no shorter and with nothing behind it, closes one. A bare
    fence before one with a language is a stray: taken as it stands, it would turn the rest of
    the file inside out.
    """
    kinds = dict.fromkeys(range(1, _front(texts) + 1), Kind.FRONT)
    fences = [found for found in map(_fence, enumerate(texts, 1)) if found]
    never = []
    longest = _longest_behind(fences)
    at = 0
    while at < len(fences):
        number = fences[at][0]
        end = _closing(fences, at, longest[at])
        if end is None:
            never.append(number)
            at += 1
            continue
        last = fences[end][0]
        kinds |= {number: Kind.FENCE, last: Kind.FENCE}
        kinds |= dict.fromkeys(range(number + 1, last), Kind.CODE)
        at = end + 1
    _formulas(texts, kinds)
    _comments(texts, kinds)
    return kinds, never


Fence = tuple[int, str, int, str]  # line, sign, how many, what stands behind


def _fence(numbered: tuple[int, str]) -> Fence | None:
    number, text = numbered
    if "```" not in text and "~~~" not in text:
        return None
    found = _FENCE.match(text)
    if not found or found[1][0] in found[2]:  # ```inline``` is no fence
        return None
    return number, found[1][0], len(found[1]), found[2].strip()


def _longest_behind(fences: list[Fence]) -> list[dict[str, int]]:
    """For each fence: how long the longest bare ones behind it are."""
    behind: list[dict[str, int]] = []
    longest = {"`": 0, "~": 0}
    for _, sign, length, info in reversed(fences):
        behind.append(longest)
        if not info and length > longest[sign]:
            longest = {**longest, sign: length}
    return behind[::-1]


def _closing(fences: list[Fence], at: int, longest: dict[str, int]) -> int | None:
    _, sign, length, info = fences[at]
    if longest[sign] < length:
        return None
    for end in range(at + 1, len(fences)):
        other = fences[end]
        if other[1] != sign or other[2] < length:
            continue
        if not other[3]:
            return end
        if not info:
            return None
    return None


def _front(texts: list[str]) -> int:
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


def _formulas(texts: list[str], kinds: dict[int, Kind]) -> None:
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


def _comments(texts: list[str], kinds: dict[int, Kind]) -> None:
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
