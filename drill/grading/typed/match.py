"""Where a wording stands in an answer: word for word, reordered nearby, or nearly."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from drill.grading.typed import lexicon as lex
from drill.grading.typed.nearby import around
from drill.grading.typed.normalise import Role, tokens
from drill.grading.typed.opposites import directed, opposed, two_sided
from drill.grading.typed.phrase import (
    COMPARED,
    DEGREES,
    Phrase,
    chunks,
    find,
    is_han,
    is_number,
    made_of,
    marked,
    mixed_up,
    solid,
)
from drill.grading.typed.spelling import Spelling
from drill.grading.typed.windows import occurrences, windows

NEARLY = 80  # per cent, for longer Chinese wordings (measured: tests/bench/typed_answers.py)
LONGEST = 4_000  # characters of an answer; what follows is not read
LONG = 5  # Chinese characters for each one that may be missing
_ARTICLES = ("the", "a", "an", "its", "their")
_KEYS = DEGREES | lex.PREFIXES  # a character without which a wording says something else


@dataclass(frozen=True, slots=True)
class Place:
    """Tokens `first` to `last` of an answer, which hold a phrase; `exact` with its negations."""

    first: int
    last: int
    exact: bool = False


class Answer:
    """An answer, cut into words that are spelled as the wordings it is compared with."""

    def __init__(self, text: str, phrases: Sequence[Phrase]) -> None:
        self._spelling = Spelling(phrases)
        self.tokens = self._spelling.answer(tokens(text[:LONGEST]))
        self._words = [i for i, one in enumerate(self.tokens) if one.role is Role.WORD]
        self._compared = [i for i, one in enumerate(self.tokens) if one.role in COMPARED]
        self._bounds = {
            role: [i for i, one in enumerate(self.tokens) if one.role is role]
            for role in (Role.BREAK, Role.PAUSE)
        }
        self._letters: dict[str, str] = {}
        self.units = [self.tokens[i].word for i in self._words]
        self.known = frozenset(self.units)
        self._string = self._encode(self.units)
        self._marked = self._encode(marked(self.tokens))

    def places(self, wording: Phrase) -> list[Place]:
        """Find every place of `wording`, the surest kind only."""
        joined = self._spelling.joined(wording.all)
        if len(joined) != len(wording.all):
            wording = made_of(wording.text, joined, veto=wording.veto)
        found = self._places(wording)
        lighter = None if found else solid(wording)
        return self._places(lighter) if lighter else found

    def _places(self, wording: Phrase) -> list[Place]:
        if not wording.units:
            return []
        rows = occurrences(self._string_of(wording.marked), self._marked)
        last = len(wording.marked) - 1
        exact = [Place(self._compared[a], self._compared[a + last], exact=True) for a in rows]
        if wording.listed and Role.NOT.name in wording.marked:
            found = []  # of two clauses, which one is denied?
        elif all(unit in self.known for unit in wording.units):
            found = [self._place(a, b) for a, b in self._together(wording)]
        else:
            found = [self._place(a, b) for a, b in self._nearly(wording)]
        found = [one for one in found if not any(e.first <= one.first <= e.last for e in exact)]
        return [
            one
            for one in exact + found
            if not self._prefixed(one)
            and not self._across(wording, one)
            and not (wording.veto and not wording.listed and self._apart(one))
        ]

    def _apart(self, place: Place) -> bool:
        """Tell whether a place is in more than one clause: L2 ... sparse in "unlike L2, L1 is"."""
        there = self.tokens[place.first : place.last + 1]
        return any(one.role in (Role.PAUSE, Role.BREAK) for one in there)

    def _across(self, wording: Phrase, place: Place) -> bool:
        """Tell whether a direction belongs to another word: 减小方差 in 偏差减小，方差变大."""
        first = wording.units[:1]
        if not directed(first):
            return False
        there = self.tokens[place.first : place.last + 1]
        if any(one.role is Role.PAUSE for one in there):
            return not wording.listed
        after = bisect_right(self._words, place.last)
        return opposed(first, self.units[after : after + 1])

    def _prefixed(self, place: Place) -> bool:
        """Tell whether a prefix makes the first word another one: 非线性 is not 线性."""
        before = self.tokens[place.first - 1] if place.first else None
        near = before and self.tokens[place.first].start - before.end <= 1
        return bool(before and near and before.role is Role.WORD and before.word in lex.PREFIXES)

    def other_numbers(self, wording: Phrase) -> Iterator[tuple[Place, str, str]]:
        """Find `wording` with another number in it: where, the number found, the one wanted."""
        size, wanted = len(wording.units), wording.units
        if not any(map(is_number, wanted)) or all(map(is_number, wanted)):
            return
        for a in range(len(self.units) - size + 1):
            pairs = list(zip(self.units[a : a + size], wanted, strict=True))
            other = [(x, y) for x, y in pairs if x != y]
            if other and all(is_number(x) and is_number(y) for x, y in other):
                yield self._place(a, a + size), other[0][0][1:], other[0][1][1:]

    def _together(self, wording: Phrase) -> list[tuple[int, int]]:
        """Find all its words in a row, or near each other in one statement."""
        size = len(wording.units)
        rows = [(a, a + size) for a in occurrences(self._string_of(wording.units), self._string)]
        limit = size + min(max(size, 2), 6)
        near = [
            (a, b)
            for cut in chunks(wording.units)
            for a, b in windows([self._string_of(one) for one in cut], self._string)
            if b - a <= limit
            and self._unbroken(a, b, Role.BREAK)
            and self._fits(wording, cut, a, b)
        ]
        return rows + [
            (a, b) for a, b in dict.fromkeys(near) if not any(c <= a < d for c, d in rows)
        ]

    def _fits(self, wording: Phrase, cut: tuple[tuple[str, ...], ...], a: int, b: int) -> bool:
        """Tell whether words near each other say what they say together."""
        there = self.units[a:b]
        extra = list((Counter(there) - Counter(wording.units)).elements())
        if any(one in "<>" for one in extra) or ("↓" in extra and not directed(wording.units)):
            return False
        if any(map(is_number, extra)) and any(map(is_number, wording.units)):
            return False
        if mixed_up(wording, there):
            return False
        at = [find(there, chunk) for chunk in cut]
        in_order = all(x < y for x, y in pairwise(at))
        if not self._unbroken(a, b, Role.PAUSE) and (not in_order or len(extra) > 1):
            fixed = wording.ordered or directed(wording.units) or two_sided(wording.units)
            return wording.listed and not extra and not fixed
        if any(len(chunk) == 1 and chunk[0] in DEGREES for chunk in cut):
            return b - a <= len(wording.units) + 1
        if self._reversed(wording, at, a, b) or (not in_order and self._compares(a, b)):
            return False
        near = around(self.tokens, self._words[a], self._words[b - 1], 2)
        other = list((Counter(near) - Counter(wording.units)).elements())
        ordered = wording.ordered or (wording.listed and two_sided(wording.units))
        return not opposed(wording.units, other) and (in_order or not ordered)

    def around(self, place: Place) -> list[str]:
        """Give the words at `place` with a few on either side, in the same clause."""
        return around(self.tokens, place.first, place.last, 3)

    def _reversed(self, wording: Phrase, at: list[int], a: int, b: int) -> bool:
        """Tell whether who does it and to whom changed places: the teacher imitates the student."""
        inside = self.tokens[self._words[a] : self._words[b - 1] + 1]
        if any(one.raw in ("by", "被") for one in inside) or not all(
            x > y for x, y in pairwise(at)
        ):
            return False
        verb = self.tokens[self._words[b - 1]]
        following = [
            one for one in self.tokens[self._words[b - 1] + 1 :] if one.raw not in _ARTICLES
        ]
        does = verb.raw.endswith("s") and verb.raw in {one.raw for one in wording.all}
        return len(at) > 2 or (does and bool(following) and following[0].role is Role.WORD)

    def _compares(self, a: int, b: int) -> bool:
        """Tell whether something is more than another between words `a` and `b`."""
        inside = self.tokens[self._words[a] : self._words[b - 1] + 1]
        return any(one.raw in ("than", "比") for one in inside)

    def _nearly(self, wording: Phrase) -> Iterator[tuple[int, int]]:
        """Find a long Chinese wording of which a character or two differ."""
        size = len(wording.units)
        missing = [unit for unit in wording.units if unit not in self._letters]
        han = sum(map(is_han, wording.units))
        if len(missing) > han // LONG or not all(map(is_han, missing)):
            return
        from rapidfuzz.distance import Indel
        from rapidfuzz.fuzz import partial_ratio_alignment

        sought = self._string_of(wording.units)
        if len(self._string) < size - 1:
            return
        best = partial_ratio_alignment(sought, self._string, score_cutoff=NEARLY)
        if best is None:
            return
        a, b = best.dest_start, best.dest_end
        there = self.units[a:b]
        lost = list((Counter(wording.units) - Counter(there)).elements())
        extra = list((Counter(there) - Counter(wording.units)).elements())
        edits = Indel.opcodes(sought, self._string[a:b])
        if any(one.tag == "delete" and one.src_end - one.src_start > 1 for one in edits):
            return  # a whole word is another one
        sure = all(is_han(one) and one not in _KEYS for one in lost)
        if sure and not any(map(is_number, extra)) and not opposed(wording.units, there):
            yield a, b

    def _unbroken(self, a: int, b: int, role: Role) -> bool:
        """Tell whether no such boundary stands between words `a` and `b`."""
        at = self._bounds[role]
        return bisect_right(at, self._words[a]) == bisect_right(at, self._words[b - 1])

    def _place(self, a: int, b: int) -> Place:
        return Place(self._words[a], self._words[b - 1])

    def _encode(self, units: Sequence[str]) -> str:
        """Give every word a letter of its own, so that a row of words is a string."""
        for unit in units:
            self._letters.setdefault(unit, chr(0xF0000 + len(self._letters)))
        return "".join(self._letters[unit] for unit in units)

    def _string_of(self, units: Sequence[str]) -> str:
        return "".join(self._letters.get(unit, "\0") for unit in units)
