"""A wording of a key point, cut into the words that have to be in an answer."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, pairwise

from drill.grading.typed import lexicon as lex
from drill.grading.typed.normalise import Role, Token, tokens

COMPARED = (Role.WORD, Role.NOT, Role.RELIEF)
DEGREES = frozenset("大小多少高低长短快慢强弱深浅远近")
WIDEST = 14  # units: a longer wording is not cut
_CHAIN = re.compile(r"\w\s*(?:-|[-=]>|→)\s*\w+\s*(?:-|[-=]>|→)\s*\w")  # conv-bn-relu
_CALL = re.compile(r"\b([a-z])\(([a-z]) ?[|,] ?([a-z])\)")  # p(y|x)
_SYMBOL = re.compile(r"[+*]|(?:[a-z]|mean|sigma|alpha|beta|gamma|epsilon|lambda)(?:prev|next)?")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A wording, cut into words."""

    text: str
    all: tuple[Token, ...]
    units: tuple[str, ...]  # what is compared
    marked: tuple[str, ...]  # the same with its negations
    ordered: bool  # its words mean something else in another order
    listed: bool  # a comma is in it
    veto: bool = False  # who does what counts: one clause holds it, in this order


@lru_cache(maxsize=16_384)  # all wordings of the shipped cards
def phrase(text: str, *, veto: bool = False) -> Phrase:
    """Cut a wording into words, once."""
    return made_of(text, tokens(text), veto=veto)


def made_of(text: str, cut: tuple[Token, ...], *, veto: bool = False) -> Phrase:
    """Give the wording that `cut` spells."""
    units = tuple(one.word for one in cut if one.role is Role.WORD)
    turning = "+*" if all(map(_SYMBOL.fullmatch, units)) else "+"
    signs = {unit for unit in units[1:] if unit in "+-*/^"}
    ordered = (
        veto
        or bool(_CHAIN.search(text))
        or any(one.raw in lex.ORDERED or one.word in lex.ORDERED for one in cut)
    )
    ordered = ordered or bool(signs - {*turning})  # a sum may be turned round, unless more is in it
    listed = any(one.role is Role.PAUSE for one in cut)
    return Phrase(text, cut, units, marked(cut), ordered, listed, veto)


def solid(wording: Phrase) -> Phrase | None:
    """Give a wording less its light words, where two others are left."""
    cut = tuple(one for one in wording.all if one.word not in lex.LIGHT_EN)
    if len(cut) == len(wording.all):
        return None
    left = made_of(wording.text, cut, veto=wording.veto)
    return left if len(left.units) >= 2 else None


def marked(cut: Iterable[Token]) -> tuple[str, ...]:
    """Give what is compared, negations included."""
    return tuple(
        one.word if one.role is Role.WORD else one.role.name for one in cut if one.role in COMPARED
    )


def mixed_up(wording: Phrase, there: Sequence[str]) -> bool:
    """Tell whether symbols changed places: p(y|x) is not p(x, y), f·c + i·g is not i·c + f·g."""
    for call in _CALL.findall(wording.text):
        if [one for one in there if one in call] != list(call) and set(call) <= {*there}:
            return True
    units = wording.units[1:] if "=" in wording.text else wording.units
    if "+" not in units or not all(map(_SYMBOL.fullmatch, units)):
        return False
    terms = " ".join(units).replace(" * ", " ").split(" + ")
    found = {frozenset(pair) for pair in pairwise(one for one in there if one not in "*乘")}
    return any(frozenset(pair) not in found for term in terms for pair in pairwise(term.split()))


def is_number(unit: str) -> bool:
    """Tell whether a word is a number."""
    return unit.startswith("#")


def is_han(unit: str) -> bool:
    """Tell whether a word is a Chinese character."""
    return unit >= "\u3400"


def chunks(units: tuple[str, ...]) -> list[tuple[tuple[str, ...], ...]]:
    """Give the ways to cut a wording where other words may come between.

    Between any two Latin words; and, since Chinese has no words here, anywhere once or twice so
    that no part is a single Chinese character, but for 大, 小, 高 ... at either end.
    """
    size = len(units)
    runs: list[tuple[str, ...]] = []
    for unit in units:
        if runs and is_han(unit) and is_han(runs[-1][-1]):
            runs[-1] = (*runs[-1], unit)
        else:
            runs.append((unit,))
    ways = [tuple(runs)] if len(runs) > 1 else []
    if any(map(is_han, units)) and size <= WIDEST:
        for count in (1, 2):
            for cuts in combinations(range(1, size), count):
                edges = pairwise((0, *cuts, size))
                parts = tuple(units[a:b] for a, b in edges)
                if all(map(_is_word, parts)):
                    ways.append(parts)
    if size > 2 and units[-1] in DEGREES:
        ways.append((units[:-1], units[-1:]))
    if size > 2 and units[0] in DEGREES:
        ways.append((units[:1], units[1:]))
    return list(dict.fromkeys(ways))


def _is_word(part: tuple[str, ...]) -> bool:
    return len(part) > 1 or not is_han(part[0])


def find(units: Sequence[str], part: Sequence[str]) -> int:
    """Tell where `part` begins in `units`; -1 where it is not."""
    size = len(part)
    return next(
        (i for i in range(len(units) - size + 1) if tuple(units[i : i + size]) == tuple(part)), -1
    )
