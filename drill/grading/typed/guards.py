"""Is a statement made or denied? What stands around the words of a wording."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

from drill.grading.typed import lexicon as lex
from drill.grading.typed.match import Answer, Place
from drill.grading.typed.normalise import Role, Token
from drill.grading.typed.phrase import Phrase, phrase
from drill.model.text import Text

REACH = 10  # words: how far a negation reaches
NEXT = 3  # words that may stand before a denial that follows
SHORT_REACH = {"without": 4, "no": 4, "free of": 4, "lack of": 4, "lacks": 4}
_SUBJECTS = ("it", "they", "we", "you")
_ASIDE = ("instead of", "rather than", "as opposed to", "without", "no")
_HARM = ("导致", "引起", "引发", "造成", "加剧", "加重", "带来", "产生", "出现", "存在")
_HARM_EN = ("caus", "lead", "led", "result", "worsen", "aggravat", "suffer", "produc")
_MARKS = (Role.NOT, Role.RELIEF, Role.CAUSE)
_DENIED_AFTER = re.compile(lex.DENIED_AFTER)


@dataclass(frozen=True, slots=True)
class Stance:
    """How words are meant: how often denied, how often said to be kept away, or brought about."""

    denied: int = 0
    relieved: int = 0
    caused: bool = False

    @property
    def turned(self) -> bool:
        """Say whether the sense is turned round."""
        return bool((self.denied + self.relieved) % 2)


def stance(cut: Sequence[Token], place: Place) -> Stance:
    """Read how the words at `place` are meant from the statement around them.

    Of an `exact` place only what stands around counts, since it holds the wording's negations.
    """
    seen = _before(cut, place.first)
    if not place.exact:
        seen += [one for one in cut[place.first : place.last + 1] if one.role in _MARKS]
    denied = sum(one.role is Role.NOT or one.raw == "less" for one in seen)
    return Stance(
        denied=denied + _taken_back(cut, place.last),
        relieved=sum(one.role is Role.RELIEF for one in seen),
        caused=any(
            one.role is Role.CAUSE and one.raw.startswith((*_HARM, *_HARM_EN)) for one in seen
        ),
    )


def _before(cut: Sequence[Token], first: int) -> list[Token]:
    """Collect the negations before a word that reach it."""
    seen: list[Token] = []
    stopped = False
    between = 0  # words since the last stop, which cuts off only what is not beside it
    distance = 0
    subject = False  # "instead of deleting boxes it ...": a new subject ends what is set aside
    for one in reversed(cut[:first]):
        if one.role in (Role.BREAK, Role.PAUSE) or distance > REACH:
            break
        if one.role is Role.WORD:
            if one.raw == "less" and not distance:
                seen.append(one)
            distance += 1
            between += 1
        elif one.role is Role.STOP:
            if stopped and between:
                break
            stopped, between = True, 0
        elif one.raw in _SUBJECTS:
            subject = True
        elif one.role in _MARKS:
            if subject and one.raw in _ASIDE:
                break
            if stopped and between:
                break
            reach = 0 if one.word == "!" else SHORT_REACH.get(one.raw, REACH)
            if distance <= reach:
                seen.append(one)
    return seen


def _taken_back(cut: Sequence[Token], last: int) -> int:
    """Count a denial that follows: ``weight sharing is not used``, ``共享权重是不对的``."""
    rest: list[str] = []
    starts = [0]  # where a denial may begin: at once, or a few words on
    for one in cut[last + 1 : last + 12]:
        if one.role in (Role.BREAK, Role.PAUSE, Role.STOP):
            break
        rest.append(one.raw.replace(" ", ""))
        if one.role is Role.WORD and len(starts) <= NEXT:
            starts.append(len(rest))
    return int(any(_DENIED_AFTER.match("".join(rest[start:])) for start in starts))


def means(wording: Phrase, place: Place, found: Stance, point: Text | None) -> bool:
    """Tell whether the words at `place` are meant as `wording` means them.

    A bare name such as 梯度消失 may stand for a point that says the harm is kept away; then it
    counts when the answer says so too, or says nothing else about it.
    """
    own = Stance() if place.exact else own_stance(wording)
    if own.relieved:
        return found.turned == own.turned
    kept_away = _kept_away(point, wording.text) if point else Stance()
    if kept_away.turned:
        return found.turned or not (found.caused or found.denied)
    return found.denied % 2 == own.denied % 2 or (own.turned and found.turned)


def likened(cut: Sequence[Token], place: Place, wording: Phrase, point: Text) -> bool:
    """Tell whether what is denied is said of the point's own case: "not Y as training does"."""
    own = {*phrase(point.zh).units, *phrase(point.en).units} - {*wording.units}
    rest = list(takewhile(lambda one: one.role is not Role.BREAK, cut[place.last + 1 :][:REACH]))
    at = next((i for i, one in enumerate(rest) if one.raw in ("as", "like")), len(rest))
    return any(one.word in own for one in rest[at : at + 4])


def own_stance(wording: Phrase) -> Stance:
    """Read how a wording itself is meant."""
    return Stance(
        denied=sum(one.role is Role.NOT for one in wording.all),
        relieved=sum(one.role is Role.RELIEF for one in wording.all),
    )


@lru_cache(maxsize=4096)
def _kept_away(point: Text, wording: str) -> Stance:
    """Read how a point's own text means a wording that is a bare name; plain where it is not."""
    bare = phrase(wording)
    if own_stance(bare).denied or own_stance(bare).relieved:
        return Stance()
    for text in (point.zh, point.en):
        read = Answer(text, [bare])
        for place in read.places(bare):
            found = stance(read.tokens, place)
            if found.relieved and found.turned:
                return found
    return Stance()


def contradict(cut: Sequence[Token], said: Place, denied: Place) -> bool:
    """Tell whether two places speak of one subject: "BN does ..., LN does not ..." do not."""
    if denied.first <= said.last and said.first <= denied.last:
        return False
    one, other = _subject(cut, said), _subject(cut, denied)
    return not (one - other and other - one)


def _subject(cut: Sequence[Token], place: Place) -> set[str]:
    """Give the words before a place in its clause, or, if none are, in the one before it."""
    words: set[str] = set()
    for one in reversed(cut[: place.first]):
        if one.role is Role.BREAK or (one.role is Role.PAUSE and words):
            break
        if one.role is Role.WORD:
            words.add(one.word)
    return words
