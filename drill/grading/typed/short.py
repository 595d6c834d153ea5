"""Short answers: a gap, an order, a choice. Each result explains itself.

What cannot be read is not wrong: it is to be typed again.
"""

import re
from collections.abc import Collection, Sequence

from drill.grading.typed.fold import plain
from drill.grading.typed.normalise import Role, tokens
from drill.grading.typed.numerals import DIGITS_ZH, number
from drill.grading.typed.say import fill
from drill.model.text import Text
from drill.model.typed import Mark, Short

TYPO = 6  # letters of a word in which one slip is forgiven
_BETWEEN = re.compile(r"[\s,.;:、。/\\|&+>()\[\]-]+|→|和|选")
_LETTERS = str.maketrans("abcdefghi", "123456789")
_MARKS = (Role.PAUSE, Role.BREAK)
_DIGITS = str.maketrans(DIGITS_ZH, "0123456789")

NOTHING = Text("nothing was typed", "没有输入内容")
RIGHT = Text("right", "正确")
WANTED = Text("“{words}” was wanted", "应为“{words}”")
NEARLY = Text("right, though it is spelled “{words}”", "正确，不过应拼作“{words}”")
NOT_DIGITS = Text("found {found} where digits were wanted", "需要输入数字，读到的是 {found}")
NOT_ALL = Text("give each of 1 to {n} once", "1 到 {n} 各写一次")
OUT_OF_ORDER = Text(
    "number {place} is {wanted}, not {found}", "第 {place} 位应为 {wanted}，不是 {found}"
)
NO_SUCH = Text("there is no {found}: choose among 1 to {n}", "没有选项 {found}，可选 1 到 {n}")
RIGHT_ONES = Text("the right choice is {right}", "正确选项是 {right}")


def check_gap(typed: str, wordings: Sequence[str]) -> Short:
    """Compare what was typed into a gap with the wordings accepted there.

    Case, spaces, hyphens, width and the endings of English words do not count, numbers go by
    their value, and one slip in a Latin word of six letters or more is forgiven and shown.
    """
    keys = _keys(typed)
    if not re.search(r"[\w<>=+*/%-]", typed):
        return Short(mark=Mark.UNREADABLE, why=NOTHING)
    if any(keys & _keys(wording) for wording in wordings):
        return Short(mark=Mark.RIGHT, why=RIGHT)
    for wording in wordings:
        if _one_slip(typed, wording):
            return Short(mark=Mark.NEAR, why=fill(NEARLY, words=wording))
    return Short(mark=Mark.WRONG, why=fill(WANTED, words=wordings[0] if wordings else ""))


def check_order(typed: str, order: Sequence[int]) -> Short:
    """Compare ``3142`` with `order`: the numbers on the screen, from 1, in the right order."""
    read = _read(typed)
    if isinstance(read, Text):
        return Short(mark=Mark.UNREADABLE, why=read)
    if sorted(read) != sorted(order):
        return Short(mark=Mark.UNREADABLE, why=fill(NOT_ALL, n=len(order)), read=read)
    for i, (found, wanted) in enumerate(zip(read, order, strict=True)):
        if found != wanted:
            why = fill(OUT_OF_ORDER, found=found, wanted=wanted, place=i + 1)
            return Short(mark=Mark.WRONG, why=why, read=read, wrong=i)
    return Short(mark=Mark.RIGHT, why=RIGHT, read=read)


def check_choice(typed: str, right: Collection[int], of: int) -> Short:
    """Compare ``13``, ``1,3`` or ``ac`` with the `right` ones of `of` options, from 1."""
    read = _read(typed)
    if isinstance(read, Text):
        return Short(mark=Mark.UNREADABLE, why=read)
    read = tuple(sorted(set(read)))
    if missing := [one for one in read if not 1 <= one <= of]:
        why = fill(NO_SUCH, found=missing[0], n=of)
        return Short(mark=Mark.UNREADABLE, why=why, read=read)
    if set(read) == set(right):
        return Short(mark=Mark.RIGHT, why=RIGHT, read=read)
    ones = ", ".join(map(str, sorted(right)))
    return Short(mark=Mark.WRONG, why=fill(RIGHT_ONES, right=ones), read=read)


def _read(typed: str) -> tuple[int, ...] | Text:
    """Read single digits or the letters a to i, whatever stands between them."""
    text = _BETWEEN.sub("", plain(typed).strip()).translate(_LETTERS).translate(_DIGITS)
    if not text:
        return NOTHING
    if not (text.isascii() and text.isdigit()):
        return fill(NOT_DIGITS, found=repr(typed.strip()[:20]))
    return tuple(map(int, text))


def _keys(text: str) -> frozenset[str]:
    """Give the spellings by which a gap is compared: as words, as letters, as a number."""
    cut = [one for one in tokens(text) if one.role not in _MARKS or one.raw.isalpha()]
    value = number(plain(text).strip())
    words = "".join(one.word for one in cut if one.role is not Role.FILLER)
    letters = "".join(one.raw for one in cut).replace(" ", "")
    return frozenset(
        key for key in (words, letters, "" if value is None else f"#{value:.12g}") if key
    )


def _one_slip(typed: str, wording: str) -> bool:
    """Tell whether one letter of one long Latin word is another, missing or too many."""
    from rapidfuzz.distance import OSA

    a, b = ([one.raw for one in tokens(text)] for text in (typed, wording))
    pairs = [(x, y) for x, y in zip(a, b, strict=False) if x != y]
    if len(a) != len(b) or len(pairs) != 1:
        return False
    x, y = pairs[0]
    latin = x.isascii() and y.isascii() and x.isalpha() and y.isalpha()
    return latin and x[0] == y[0] and len(y) >= TYPO and OSA.distance(x, y) == 1
