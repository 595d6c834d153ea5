"""Typed prose against the key points of a card.

For each point the wordings of its author (and the user's own) are looked for in the answer. What
is found must also be meant: a denial where the wording has none, another number, the opposite
word, another subject (LN for BN, where the card compares the two), or one of the point's `veto`
phrases makes it a miss, and the result says why.

What decides is how good the wordings are. A good one is short, says the point by itself (先生成候选框
is said of either detector, 两阶段先生成候选框 is not) and stands beside two or three in each language that
use other words. A veto says who does what, in this order: it is found within one clause (unless it
has a comma itself), with other words between. The forms of a word, more and less, 不 and 没有, and
the usual terms of the field in the other language need no wordings of their own.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from drill.grading.typed.guards import contradict, likened, means, stance
from drill.grading.typed.match import Answer, Place
from drill.grading.typed.normalise import Token
from drill.grading.typed.opposites import directed, flips, opposed
from drill.grading.typed.phrase import Phrase, phrase
from drill.grading.typed.say import fill
from drill.grading.typed.subjects import Subject, said_of, subjects
from drill.model.card import Point
from drill.model.review import Rating
from drill.model.text import Text
from drill.model.typed import Hit, State, Typed

MUST, OTHER = 2, 1  # what a point weighs
GOOD_FROM = 2 / 3  # of the weight, with every `must` point hit
KEYWORD = 3  # words: what is shorter may be said in any wrong answer
NOTHING: Mapping[int, Sequence[str]] = MappingProxyType({})

DENIED = Text("you say the opposite of “{wording}”", "意思与“{wording}”相反")
BOTH = Text("you say “{wording}” and also deny it", "既说了“{wording}”，又否定了它")
VETOED = Text("“{wording}” is wrong here", "“{wording}”在这里是错的")
ELSEWHERE = Text("you say “{wording}” of “{found}”", "“{wording}”说成了“{found}”")
ANOTHER_NUMBER = Text("found {found} where {wanted} was wanted", "写的是 {found}，应为 {wanted}")
OPPOSITE = Text("found “{found}” where “{wanted}” was wanted", "写的是“{found}”，应为“{wanted}”")


def check_points(
    answer: str, points: Sequence[Point], extra: Mapping[int, Sequence[str]] = NOTHING
) -> Typed:
    """Look for every key point in `answer`.

    `extra` are the user's own wordings by the index of their point. Of a wording that is found
    several times one place is enough, unless another place, with the same subject, denies it:
    that is doubtful. The suggestion is Good when nothing is missing; Again when a `must` point
    is (partial is not Hard, and doubtful is not hit); else Good from two thirds of the weight,
    and Hard below. Without `must` points something has to be hit. Easy is never suggested.
    """
    wordings = [_wordings(point, extra.get(i, ())) for i, point in enumerate(points)]
    vetoes = [[phrase(one, veto=True) for one in point.veto] for point in points]
    read = Answer(answer, [one for group in (*wordings, *vetoes) for one in group])
    about = subjects(tuple(point.text for point in points))
    hits = tuple(
        _check(i, point, read, wordings[i], vetoes[i], about[i]) for i, point in enumerate(points)
    )
    score = _score(points, hits)
    return Typed(hits=hits, score=score, suggested=_suggest(points, hits, score))


def _wordings(point: Point, extra: Sequence[str]) -> list[Phrase]:
    """Give all wordings of a point; its own text is one, unless it is a mere keyword."""
    texts = dict.fromkeys((*point.any, *extra))
    own = [phrase(one) for one in (point.text.zh, point.text.en) if one not in texts]
    found = [phrase(one) for one in texts] + [one for one in own if len(one.units) >= KEYWORD]
    return [one for one in found if one.units]


def _check(
    index: int,
    point: Point,
    read: Answer,
    wordings: list[Phrase],
    vetoes: list[Phrase],
    about: Subject,
) -> Hit:
    said: list[tuple[Phrase, Place]] = []
    denied: list[tuple[Phrase, Place]] = []
    elsewhere: list[tuple[Phrase, Place, str]] = []
    for wording in wordings:
        for place in read.places(wording):
            if other := said_of(read.tokens, place, wording, about):
                elsewhere.append((wording, place, other))
                continue
            meant = means(wording, place, stance(read.tokens, place), point.text)
            meant = meant or likened(read.tokens, place, wording, point.text)
            meant = meant and not _turned(point, wording, read.around(place))
            (said if meant else denied).append((wording, place))
    for veto in vetoes:
        for place in read.places(veto):
            if means(veto, place, stance(read.tokens, place), None):
                return _hit(index, State.MISS, read, (veto, place), VETOED)
    if said:
        best = next((one for one in said if one[1].exact), said[0])
        against = [place for wording, place in denied if wording is best[0]]
        if any(contradict(read.tokens, best[1], place) for place in against):
            return _hit(index, State.DOUBTFUL, read, best, BOTH)
        return _hit(index, State.HIT, read, best)
    if denied:
        return _hit(index, State.MISS, read, denied[0], DENIED)
    for wording, place, other in elsewhere:
        return _hit(index, State.MISS, read, (wording, place), ELSEWHERE, found=other)
    return _slip(index, read, wordings)


def _turned(point: Point, wording: Phrase, around: Sequence[str]) -> bool:
    """Tell whether a wording that is only a part of a point stands beside the point's opposite."""
    if directed(wording.units):
        return False
    texts = (phrase(text).units for text in (point.text.zh, point.text.en))
    return any(opposed(units, around, directions=True) for units in texts)


def _slip(index: int, read: Answer, wordings: list[Phrase]) -> Hit:
    """Explain a miss by another number or the opposite word, where that is all."""
    for wording in wordings:
        for place, found, wanted in read.other_numbers(wording):
            return _hit(index, State.MISS, read, (wording, place), ANOTHER_NUMBER, found, wanted)
        for turned, opposite, word in flips(wording, read.known):
            for place in read.places(turned):
                if not stance(read.tokens, place).turned:
                    there = read.tokens[place.first : place.last + 1]
                    words = (_raw(there, opposite), _raw(wording.all, word))
                    return _hit(index, State.MISS, read, (wording, place), OPPOSITE, *words)
    return Hit(point=index, state=State.MISS)


def _raw(cut: Sequence[Token], words: Sequence[str]) -> str:
    """Give words as they were written."""
    return "".join(dict.fromkeys(one.raw for one in cut if one.word in words))


def _hit(
    index: int,
    state: State,
    read: Answer,
    where: tuple[Phrase, Place],
    why: Text | None = None,
    found: str = "",
    wanted: str = "",
) -> Hit:
    wording, place = where
    if why:
        why = fill(why, wording=wording.text, found=found, wanted=wanted)
    first, last = read.tokens[place.first], read.tokens[place.last]
    span = (first.start, last.end)
    return Hit(point=index, state=state, span=span, wording=wording.text, why=why)


def _score(points: Sequence[Point], hits: Sequence[Hit]) -> float:
    weights = [MUST if point.must else OTHER for point in points]
    got = sum(weight for weight, hit in zip(weights, hits, strict=True) if hit.state is State.HIT)
    return got / sum(weights) if weights else 0.0


def _suggest(points: Sequence[Point], hits: Sequence[Hit], score: float) -> Rating:
    missing = any(
        point.must and hit.state is not State.HIT for point, hit in zip(points, hits, strict=True)
    )
    if missing or not score:
        return Rating.AGAIN
    return Rating.GOOD if score >= GOOD_FROM else Rating.HARD
