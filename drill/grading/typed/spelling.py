"""The Latin words of an answer, spelled as the wordings spell them."""

from collections.abc import Sequence
from itertools import pairwise

from drill.grading.typed.normalise import Role, Token, stem
from drill.grading.typed.phrase import Phrase

TYPO = 6  # letters of a stem in which one slip is forgiven


def spell(cut: tuple[Token, ...], phrases: Sequence[Phrase]) -> tuple[Token, ...]:
    """Spell Latin words as the wordings do: joined or split, and without a slip."""
    wanted = {unit for one in phrases for unit in one.units if unit.isascii()}
    pairs = {
        (a.raw, b.word)
        for one in phrases
        for a, b in pairwise(one.all)
        if a.role is b.role is Role.WORD and a.raw.isalpha() and b.word.isalpha()
    }
    long = sorted(word for word in wanted if len(word) >= TYPO and word.isalpha())
    found: list[Token] = []
    for one in cut:
        if found and (joined := _joined(found[-1], one, wanted)):
            found[-1] = joined
        elif one.role is Role.WORD and one.word.isascii() and one.word not in wanted:
            found += _split(one, pairs) or [_corrected(one, long)]
        else:
            found.append(one)
    return tuple(found)


def _joined(a: Token, b: Token, wanted: set[str]) -> Token | None:
    if not (a.raw.isalpha() and b.raw.isalpha() and a.raw.isascii() and b.raw.isascii()):
        return None
    word = stem(a.raw + b.raw)
    if word not in wanted or b.start - a.end > 1:
        return None
    return Token(word, a.raw + b.raw, Role.WORD, a.start, b.end)


def _split(one: Token, pairs: set[tuple[str, str]]) -> list[Token]:
    for head, tail in pairs:
        if one.raw.startswith(head) and stem(one.raw[len(head) :]) == tail:
            return [
                Token(stem(head), head, Role.WORD, one.start, one.end),
                Token(tail, one.raw[len(head) :], Role.WORD, one.start, one.end),
            ]
    return []


def _corrected(one: Token, wanted: Sequence[str]) -> Token:
    """Forgive one slip in a long word, never in its first letter (over-, under-, in-, de-)."""
    if len(one.word) < TYPO - 1 or not one.word.isalpha():
        return one
    from rapidfuzz.distance import OSA

    for word in wanted:
        if word[0] == one.word[0] and OSA.distance(word, one.word, score_cutoff=1) <= 1:
            return Token(word, one.raw, one.role, one.start, one.end)
    return one
