"""Words that turn a statement round: 增大 and 减小, encoder and decoder."""

from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache

from drill.grading.typed import lexicon as lex
from drill.grading.typed.normalise import known, stem
from drill.grading.typed.phrase import Phrase, is_han


def opposed(wanted: Sequence[str], found: Sequence[str], *, directions: bool = False) -> bool:
    """Tell whether the opposite of a word of `wanted`, and not the word, is among `found`.

    With `directions` only more and less, max and min and their like count, not what may stand
    beside each other: training and testing, BN and LN.
    """
    pairs = _relevant(tuple(wanted), lex.DIRECTIONS if directions else lex.OPPOSITES)
    if not pairs or not found:
        return False
    text = _plain(found)
    return any(_in(b, text) and not _in(a, text) for a, b in pairs)


@lru_cache(maxsize=8192)
def _relevant(wanted: tuple[str, ...], table: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Give the pairs of which the first is among `wanted`."""
    text = _plain(wanted)
    return tuple((a, b) for a, b in _pairs(table) if _in(a, text))


def _in(word: str, text: str) -> bool:
    return (f" {word} " if word < "\u3400" else word) in text


def directed(units: Sequence[str]) -> bool:
    """Tell whether a wording says itself which way: more or less, above or below."""
    return bool(_relevant(tuple(units), lex.DIRECTIONS))


@lru_cache(maxsize=4096)
def two_sided(units: tuple[str, ...]) -> bool:
    """Tell whether a wording sets two opposites against each other."""
    text = _plain(units)
    return any(_in(b, text) for _, b in _relevant(units, lex.OPPOSITES))


@lru_cache(maxsize=1024)
def opposites(word: str) -> frozenset[str]:
    """Give all opposites of a word as compared."""
    return frozenset(b for a, b in _pairs(lex.OPPOSITES) if a == word)


@lru_cache(maxsize=2)
def _pairs(table: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Give the opposites as words are compared, both ways round."""
    halves = [pair.partition("|") for pair in table]
    pairs = [(stem(known(a)), stem(known(b))) for a, _, b in halves]
    return (*pairs, *((b, a) for a, b in pairs))


def flips(
    wording: Phrase, known: Container[str]
) -> Iterator[tuple[Phrase, tuple[str, ...], tuple[str, ...]]]:
    """Give a wording with one word replaced by its opposite: that, the opposite and the word.

    Only opposites made of `known` words are tried.
    """
    for at, first in enumerate(wording.units):
        for old, new in _by_first_unit().get(first, ()):
            rest = wording.units[at + len(old) :]
            if wording.units[at : at + len(old)] == old and all(one in known for one in new):
                units = (*wording.units[:at], *new, *rest)
                yield replace(wording, units=units, marked=units), new, old


@cache
def _by_first_unit() -> dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]]:
    """Give the opposites, cut into units, by the first unit of the word to be replaced."""
    found: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
    for pair in _pairs(lex.OPPOSITES):
        old, new = ((one,) if one.isascii() else tuple(one) for one in pair)
        found.setdefault(old[0], []).append((old, new))
    return found


def _plain(units: Sequence[str]) -> str:
    """Join words again, Chinese without spaces, less what only looks like an opposite."""
    text = "".join(unit if is_han(unit) else f" {unit} " for unit in units)
    for word in lex.NEUTRAL:
        text = text.replace(word, " ")
    return f" {text} "
