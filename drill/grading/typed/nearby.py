"""The words on either side of a place, as far as they are said of the same thing."""

from collections.abc import Sequence

from drill.grading.typed.normalise import Role, Token
from drill.grading.typed.opposites import opposed

_JOINTS = ("and", "to", "into", "with")


def around(cut: Sequence[Token], first: int, last: int, most: int) -> list[str]:
    """Give the words from token `first` to `last` with up to `most` more on either side."""
    before = _near(cut, range(first - 1, -1, -1), most)
    inside = [one.word for one in cut[first : last + 1] if one.role is Role.WORD]
    return [*reversed(before), *inside, *_near(cut, range(last + 1, len(cut)), most)]


def _near(cut: Sequence[Token], way: range, most: int) -> list[str]:
    """Give the words on the way to the next clause, or to what is joined to this one."""
    found: list[str] = []
    for i in way:
        one = cut[i]
        if one.role in (Role.PAUSE, Role.BREAK) or len(found) == most or _joins(cut, i):
            break
        if one.role is Role.WORD and not _correlates(cut, i):
            found.append(one.word)
    return found


def _joins(cut: Sequence[Token], i: int) -> bool:
    """Tell whether "easy ones shrink" ends before "and hard ones grow"; "easy and hard" go on."""
    if cut[i].raw not in _JOINTS:
        return False
    left = next((one.word for one in reversed(cut[:i]) if one.role is Role.WORD), "")
    right = next((one.word for one in cut[i:] if one.role is Role.WORD), "")
    return not opposed([left], [right])


def _correlates(cut: Sequence[Token], i: int) -> bool:
    """Tell whether a clause begins so: "the more overlap, the more decay" is no direction."""
    if cut[i].word not in "↑↓" or i == 0 or cut[i - 1].raw != "the":
        return False
    return i == 1 or cut[i - 2].role in (Role.PAUSE, Role.BREAK)
