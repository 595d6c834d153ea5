"""What speaks for a layout: how its titles look, and how they lie in the file."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import NamedTuple

from drill.bank.notes.lines import Line
from drill.bank.notes.marks import Kind, look
from drill.bank.notes.titles import asks

_SENTENCE = re.compile(r"[。；;,，、]\s*$|[.]\s*$")
EMPTY = frozenset({Kind.BLANK, Kind.RULE, Kind.TAG, Kind.FRONT, Kind.COMMENT})


class Hit(NamedTuple):
    """A title: its position in the lines, its number as printed, the answer on the same line."""

    at: int
    number: str
    title: str
    marks: str = ""
    rest: str = ""


class Ground:
    """Counts over the lines that every layout is measured against."""

    def __init__(self, lines: Sequence[Line]) -> None:
        full = [line.kind not in EMPTY for line in lines]
        prose = [
            there and line.kind is not Kind.HEADING for there, line in zip(full, lines, strict=True)
        ]
        self.lines = lines
        self.of_kind: dict[Kind, list[int]] = {kind: [] for kind in Kind}
        for at, line in enumerate(lines):
            self.of_kind[line.kind].append(at)
        self._full = [0, *accumulate(full)]
        self._prose = [0, *accumulate(prose)]
        self._next = _next_full(full)

    def prose(self, start: int, end: int) -> int:
        """Count the lines of [start, end) that are neither blank nor headings."""
        return self._prose[end] - self._prose[start]

    def full(self, start: int, end: int) -> int:
        """Count the lines of [start, end) that are not blank."""
        return self._full[end] - self._full[start]

    def after(self, at: int) -> Line | None:
        """Give the next line that is not blank."""
        following = self._next[at]
        return self.lines[following] if following < len(self.lines) else None


def _next_full(full: Sequence[bool]) -> list[int]:
    following = len(full)
    found = []
    for at in range(len(full) - 1, -1, -1):
        found.append(following)
        if full[at]:
            following = at
    return found[::-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Shares between 0 and 1 over the titles of one layout."""

    n: int
    asks: float  # sound like questions
    answered: float  # an answer marker follows
    order: float  # the next number is a little higher; 0 without numbers
    restarts: float  # begin at 1 again
    sentences: float  # read like a sentence of an answer
    empty: float  # nothing between this title and the next
    reach: float  # lines of the file behind the first title
    biggest: float  # lines of the file in the longest answer


def weigh(ground: Ground, hits: Sequence[Hit]) -> Evidence:
    """Measure the titles of a layout."""
    n = len(hits)
    ends = [hit.at for hit in hits[1:]] + [len(ground.lines)]
    bodies = [ground.prose(hit.at + 1, end) for hit, end in zip(hits, ends, strict=True)]
    numbers = [value for value in (ordinal(hit.number) for hit in hits) if value is not None]
    steps = [b - a for a, b in pairwise(numbers)]
    total = max(ground.full(0, len(ground.lines)), 1)
    follow = [ground.after(hit.at) for hit in hits]
    asked = [asks(hit.title) for hit in hits]
    return Evidence(
        n=n,
        asks=sum(asked) / n,
        answered=sum(line is not None and is_answer(line) for line in follow) / n,
        order=sum(0 < step <= 5 for step in steps) / len(steps) if steps else 0.0,
        restarts=sum(b <= 1 for b in numbers[1:]) / n,
        sentences=sum(
            not ask and (bool(_SENTENCE.search(hit.title[-3:])) or len(hit.title) > 120)
            for ask, hit in zip(asked, hits, strict=True)
        )
        / n,
        empty=sum(not body and not hit.rest for body, hit in zip(bodies, hits, strict=True)) / n,
        reach=ground.full(hits[0].at, len(ground.lines)) / total,
        biggest=max(bodies) / total,
    )


def is_answer(line: Line) -> bool:
    """Tell whether a line says that the answer begins: also as a heading, or folded away."""
    if line.kind is Kind.HEADING:
        return look(line.body)[0] is Kind.ANSWER
    return line.kind is Kind.ANSWER or line.mark == "<answer>"


def ordinal(number: str) -> int | None:
    """Read the last part of a number as printed (`08`, `3.1.12`, `Q7`, `第三题`)."""
    found = re.findall(r"\d+", number)
    if found:
        return int(found[-1])
    for sign in number:
        if sign in "一二三四五六七八九十":
            return "一二三四五六七八九十".index(sign) + 1
    return None
