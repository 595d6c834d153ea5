"""Of which of two things that a card compares something is said: BN or LN, bagging or boosting.

Only where a clause names another of them and not the one that is meant; who leaves the names out
is believed.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import dropwhile

from drill.grading.typed.match import Place
from drill.grading.typed.normalise import Role, Token
from drill.grading.typed.opposites import opposites
from drill.grading.typed.phrase import Phrase, phrase
from drill.model.text import Text

_LEADING = (*("the", "a", "an"), *("in", "at", "with", "for", "against", "by", "on", "of", "to"))
_NO_VERBS = ("is", "was", "has", "as", "its", "this")
_NAME = re.compile(r"(?!each$|one$)[a-z][a-z0-9]+")
# Before what something is compared with, or named together with.
_BESIDE = (
    *("than", "unlike", "to", "like", "as", "from", "versus", "vs", "and", "or", "not"),
    *("比", "像", "与", "和", "跟", "同", "于", "对", "、", "不", "不是"),
)


@dataclass(frozen=True, slots=True)
class Subject:
    """The words for what a point speaks of, and those for what other points speak of."""

    own: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Head:
    """The first word of a point, with what follows it; `named` has a capital, a digit or a (."""

    word: str
    raw: str
    following: str
    verb: bool
    named: bool


@lru_cache(maxsize=1024)
def subjects(texts: tuple[Text, ...]) -> tuple[Subject, ...]:
    """Give the subject of each point; empty where no other point sets another against it."""
    heads = [_head(text.en) for text in texts]
    return tuple(_subject(text, head, heads) for text, head in zip(texts, heads, strict=True))


def _head(text: str) -> _Head | None:
    cut = phrase(text).all
    words = list(dropwhile(lambda one: one.raw in _LEADING, cut))
    if len(words) < 2 or words[0].role is not Role.WORD or not _NAME.fullmatch(words[0].word):
        return None
    first, after = words[:2]
    typed = text[first.start : first.end]
    named = typed != typed.lower() or not first.raw.isalpha() or text[first.end :][:1] == "("
    verb = after.raw.endswith("s") and after.raw not in _NO_VERBS
    return _Head(first.word, first.raw, after.word, verb, named)


def _subject(text: Text, head: _Head | None, heads: Iterable[_Head | None]) -> Subject:
    if head is None:
        return Subject()
    said = {head.word, *phrase(text.en).units}
    others = {one.word for one in heads if one and _contrast(head, one)} - said
    own = {head.word, *(word for one in others for word in opposites(one))} - others
    return Subject(frozenset(own), frozenset(others)) if others else Subject()


def _contrast(a: _Head, b: _Head) -> bool:
    """Tell whether two points set their subjects against each other.

    They are names, opposites, do alike (bagging lowers, boosting lowers) or sound alike (intrinsic,
    extrinsic).
    """
    alike = a.following == b.following and (a.verb or a.raw[-4:] == b.raw[-4:])
    return alike or (a.named and b.named) or b.word in opposites(a.word)


def said_of(cut: Sequence[Token], place: Place, wording: Phrase, subject: Subject) -> str | None:
    """Give the other subject of which the words at `place` are said in their clause, if any."""
    if subject.others.isdisjoint(one.word for one in cut) or subject.others & {*wording.units}:
        return None
    first, last = _clause(cut, place)
    if any(one.word in subject.own for one in cut[first:last]):
        return None
    for i in range(place.last, first - 1, -1):
        before = next((one.raw for one in reversed(cut[:i]) if one.raw not in ("the", "a")), "")
        if cut[i].word in subject.others and before not in _BESIDE:
            return cut[i].raw
    return None


def _clause(cut: Sequence[Token], place: Place) -> tuple[int, int]:
    """Give where the clause of `place` begins and ends."""
    first = next((i + 1 for i in range(place.first, -1, -1) if _ends(cut[i])), 0)
    last = next((i for i in range(place.last, len(cut)) if _ends(cut[i])), len(cut))
    return first, last


def _ends(one: Token) -> bool:
    """Tell whether a clause ends here: not at a colon or bracket, as in "CIoU (DIoU + ratio)"."""
    return one.role is Role.BREAK or (one.role is Role.PAUSE and one.raw == ",")
