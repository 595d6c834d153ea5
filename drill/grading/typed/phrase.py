"""A wording of a key point, cut into the words that have to be in an answer."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from drill.grading.typed import lexicon as lex
from drill.grading.typed.normalise import Role, Token, tokens

COMPARED = (Role.WORD, Role.NOT, Role.RELIEF)
DEGREES = frozenset("大小多少高低长短快慢强弱深浅远近")
_CHAIN = re.compile(r"\w\s*(?:-|[-=]>|→)\s*\w+\s*(?:-|[-=]>|→)\s*\w")  # conv-bn-relu


@dataclass(frozen=True, slots=True)
class Phrase:
    """A wording, cut into words."""

    text: str
    all: tuple[Token, ...]
    units: tuple[str, ...]  # what is compared
    marked: tuple[str, ...]  # the same with its negations
    ordered: bool


@lru_cache(maxsize=4096)
def phrase(text: str) -> Phrase:
    """Cut a wording into words, once."""
    return made_of(text, tokens(text))


def made_of(text: str, cut: tuple[Token, ...]) -> Phrase:
    """Give the wording that `cut` spells."""
    ordered = bool(_CHAIN.search(text)) or any(
        one.raw in lex.ORDERED or one.word in lex.ORDERED for one in cut
    )
    units = tuple(one.word for one in cut if one.role is Role.WORD)
    return Phrase(text, cut, units, marked(cut), ordered)


def marked(cut: Iterable[Token]) -> tuple[str, ...]:
    """Give what is compared, negations included."""
    return tuple(
        one.word if one.role is Role.WORD else one.role.name for one in cut if one.role in COMPARED
    )


def is_number(unit: str) -> bool:
    """Tell whether a word is a number."""
    return unit.startswith("#")


def is_han(unit: str) -> bool:
    """Tell whether a word is a Chinese character."""
    return unit >= "\u3400"


def chunks(units: tuple[str, ...]) -> list[tuple[tuple[str, ...], ...]]:
    """Give the ways to cut a wording where other words may come between.

    Between any two Latin words; Chinese has no words here, so a run of it is kept whole or cut
    once, into parts of two characters and more, or before a last 大, 小, 高 ...
    """
    runs: list[tuple[str, ...]] = []
    for unit in units:
        if runs and is_han(unit) and is_han(runs[-1][-1]):
            runs[-1] = (*runs[-1], unit)
        else:
            runs.append((unit,))
    ways = [tuple(runs)] if len(runs) > 1 else []
    for i, run in enumerate(runs):
        size = len(run)
        cuts: list[tuple[int, ...]] = [(0, cut, size) for cut in range(2, size - 1)]
        cuts += [(0, a, b, size) for a in range(2, size - 3) for b in range(a + 2, size - 1)]
        if size > 2 and run[-1] in DEGREES:
            cuts.append((0, size - 1, size))
        if size > 2 and run[0] in DEGREES:
            cuts.append((0, 1, size))
        ways += [(*runs[:i], *(run[a:b] for a, b in pairwise(cut)), *runs[i + 1 :]) for cut in cuts]
    return ways


def find(units: Sequence[str], part: Sequence[str]) -> int:
    """Tell where `part` begins in `units`; -1 where it is not."""
    size = len(part)
    return next(
        (i for i in range(len(units) - size + 1) if tuple(units[i : i + size]) == tuple(part)), -1
    )
