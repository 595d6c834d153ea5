"""The Latin words of an answer, spelled as the wordings spell them."""

from collections.abc import Sequence
from itertools import pairwise

from drill.grading.typed.normalise import Role, Token, known, stem
from drill.grading.typed.phrase import Phrase

TYPO = 6  # letters of a stem in which one slip is forgiven


class Spelling:
    """How a set of wordings spells Latin words."""

    def __init__(self, phrases: Sequence[Phrase]) -> None:
        self._words = {unit for one in phrases for unit in one.units if unit.isascii()}
        self._long = sorted(word for word in self._words if len(word) >= TYPO and word.isalpha())
        self._pairs = {
            (a.raw, b.word)
            for one in phrases
            for a, b in pairwise(one.all)
            if a.role is b.role is Role.WORD and a.raw.isalpha() and b.word.isalpha()
        }

    def answer(self, cut: Sequence[Token]) -> tuple[Token, ...]:
        """Spell an answer: words joined or split as in the wordings, slips mended."""
        found: list[Token] = []
        for one in self.joined(cut):
            if one.role is Role.WORD and one.word.isascii() and one.word not in self._words:
                found += _split(one, self._pairs) or [_mended(one, self._long)]
            else:
                found.append(one)
        return tuple(found)

    def joined(self, cut: Sequence[Token]) -> tuple[Token, ...]:
        """Join what another wording writes as one word: non-linear, batch norm."""
        found: list[Token] = []
        for one in cut:
            if found and (both := _joined(found[-1], one, self._words)):
                found[-1] = both
            else:
                found.append(one)
        return tuple(found)


def _joined(a: Token, b: Token, wanted: set[str]) -> Token | None:
    if b.start - a.end > 1 or not (a.raw.isascii() and a.raw.isalpha()):
        return None
    if not (b.raw.isascii() and b.raw.isalnum()):
        return None
    word = stem(known(a.raw + b.raw))
    if word not in wanted:
        return None
    return Token(word, a.raw + b.raw, Role.WORD, a.start, b.end)


def _split(one: Token, pairs: set[tuple[str, str]]) -> list[Token]:
    for head, tail in pairs:
        if one.raw.startswith(head) and stem(known(one.raw[len(head) :])) == tail:
            return [
                Token(stem(known(head)), head, Role.WORD, one.start, one.end),
                Token(tail, one.raw[len(head) :], Role.WORD, one.start, one.end),
            ]
    return []


def _mended(one: Token, wanted: Sequence[str]) -> Token:
    """Forgive one slip in a long word, never in its first letter (over-, under-, in-, de-)."""
    if len(one.word) < TYPO - 1 or not one.word.isalpha():
        return one
    from rapidfuzz.distance import OSA

    for word in wanted:
        if word[0] == one.word[0] and OSA.distance(word, one.word, score_cutoff=1) <= 1:
            return Token(word, one.raw, one.role, one.start, one.end)
    return one
