"""Put the parts of a formula on one line: spaces, and brackets where they are needed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from drill.report.formula.symbols import Kind


class Grip(IntEnum):
    """How tightly a piece holds together: what may stand beside it without brackets."""

    LOOSE = 0  # relations, lists, words
    SUM = 1
    NEGATIVE = 2  # a product after a minus
    REACH = 3  # a function or a sum whose argument has no brackets
    QUOTIENT = 4
    PRODUCT = 5
    POWER = 6  # also a root, and a function with its brackets
    ATOM = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A part of a line. `below` and `above`: it has such scripts, `plain` in ordinary letters.

    `fence`: it stands in brackets, around a sum where `of_sum`. `phrase`: words, whose spaces
    matter. `rows` are those of a distinction of cases, which may be drawn over each other.
    """

    text: str
    kind: Kind = Kind.ORD
    grip: Grip = Grip.ATOM
    below: bool = False
    above: bool = False
    plain: bool = False
    fence: bool = False
    of_sum: bool = False
    phrase: bool = False
    rows: tuple[str, ...] = ()


_THINGS = frozenset((Kind.ORD, Kind.WORD, Kind.OP, Kind.BIG, Kind.PREFIX))
_BINARY = frozenset((Kind.PLUS, Kind.TIMES, Kind.OVER, Kind.SLASH))
_DIFFERENTIAL = re.compile(r"d[^\W\d_][₀-₉ₐ-ₜ]?")


def join(pieces: Sequence[Piece]) -> Piece:
    """Write pieces in a row as one."""
    pieces = _settled([one for one in pieces if one.text])
    if len(pieces) == 1 and pieces[0].kind is not Kind.SPACE:
        return pieces[0]
    text, gap, before, unary = "", "", None, False
    for piece in pieces:
        if piece.kind in (Kind.SPACE, Kind.BREAK):
            gap = max(gap, piece.text, key=len)
            continue
        if before is not None:
            between = "" if unary else _between(before, piece)
            text += gap if len(gap) > len(between) else between
        unary = piece.kind is Kind.PLUS and _wants_operand(before)
        text, gap, before = text + piece.text, "", piece
    things = [one for one in pieces if one.kind is not Kind.SPACE or len(one.text) > 1]
    return Piece(text=text, grip=_grip(things), phrase=any(one.phrase for one in pieces))


def wrap(piece: Piece, left: str = "(", right: str = ")") -> Piece:
    """Put brackets around."""
    return Piece(text=f"{left}{piece.text}{right}", fence=True, of_sum=piece.grip <= Grip.SUM)


def fraction(above: Piece, below: Piece) -> Piece:
    """Write a fraction with a stroke, and the brackets that keep its value."""
    whole = {Grip.NEGATIVE, Grip.PRODUCT, Grip.POWER, Grip.ATOM}
    differential = above.text.startswith("d") and bool(_DIFFERENTIAL.fullmatch(below.text))
    over = above if above.grip in whole else wrap(above)
    under = below if below.grip >= Grip.POWER or differential else wrap(below)
    negative = above.grip is Grip.NEGATIVE
    grip = Grip.NEGATIVE if negative else Grip.QUOTIENT
    return Piece(text=f"{over.text}/{under.text}", grip=grip)


def _settled(pieces: list[Piece]) -> list[Piece]:
    """Bracket the fractions that would be read another way beside their neighbours."""
    out: list[Piece] = []
    for i, piece in enumerate(pieces):
        before, after = _beside(pieces[:i][::-1]), _beside(pieces[i + 1 :])
        composite = piece.grip in (Grip.QUOTIENT, Grip.NEGATIVE)
        out.append(wrap(piece) if composite and _read_otherwise(before, piece, after) else piece)
    return out


def _beside(pieces: Sequence[Piece]) -> Piece | None:
    """Give the nearest piece; a wide space parts formulas from each other."""
    for piece in pieces:
        if piece.kind is not Kind.SPACE:
            return piece
        if len(piece.text) > 1:
            return None
    return None


def _read_otherwise(before: Piece | None, piece: Piece, after: Piece | None) -> bool:
    if after is not None and (after.kind is Kind.SLASH or _touches(after)):
        return True
    if before is None:
        return False
    if before.kind in (Kind.OP, Kind.PREFIX, Kind.OVER, Kind.SLASH):
        return True
    touching = _touches(before)
    if touching and before.grip is Grip.QUOTIENT:
        return True
    if piece.grip is Grip.NEGATIVE:
        return touching or before.kind in _BINARY
    return touching and before.text[-1].isdecimal() and piece.text[0].isdecimal()


def _touches(piece: Piece) -> bool:
    """Tell whether a neighbour without a sign between would be multiplied."""
    return piece.kind in _THINGS and not piece.phrase


def _wants_operand(before: Piece | None) -> bool:
    """Tell whether a sign after `before` is one of a number, not of a sum."""
    return before is None or before.kind not in (Kind.ORD, Kind.WORD)


def _between(a: Piece, b: Piece) -> str:
    """Space two neighbours."""
    if Kind.SLASH in (a.kind, b.kind) or b.kind is Kind.PUNCT:
        return ""
    if b.kind is Kind.PLUS and _wants_operand(a) and a.kind in (Kind.OP, Kind.PREFIX):
        return " "
    if any(one.kind in _BINARY or one.kind is Kind.REL for one in (a, b)) or a.kind is Kind.PUNCT:
        return " "
    if a.kind is Kind.PREFIX and not a.plain:
        return ""
    if a.kind is Kind.OP or (a.kind is Kind.WORD and b.fence):
        return "" if b.fence and not a.plain else " "
    if Kind.BIG in (a.kind, b.kind) or b.kind is Kind.OP or Kind.WORD in (a.kind, b.kind):
        return "" if a.text.endswith(" ") or b.text.startswith(" ") else " "
    return "" if b.fence else _beside_letters(a, b)


def _beside_letters(a: Piece, b: Piece) -> str:
    """Space two factors."""
    if not b.text[0].isalnum() and b.text[0] not in "√∛∜":
        return " " if b.grip < Grip.POWER or b.kind is Kind.PREFIX else ""
    scripted = (
        a.fence or a.plain or a.below or a.text[0] in "√∛∜" or (a.above and (b.above or b.below))
    )
    composite = Grip.QUOTIENT in (a.grip, b.grip)
    number = b.text[0].isdecimal() or a.text.endswith(")")
    return " " if scripted or composite or number else ""


def _grip(pieces: Sequence[Piece]) -> Grip:
    """Say how tightly pieces in a row hold together."""
    kinds = {one.kind for one in pieces}
    if kinds & {Kind.REL, Kind.PUNCT, Kind.SPACE, Kind.BREAK} or any(one.phrase for one in pieces):
        return Grip.LOOSE
    signs = [i for i, one in enumerate(pieces) if one.kind is Kind.PLUS]
    if any(signs) or any(one.grip <= Grip.SUM for one in pieces):
        return Grip.SUM
    applied = [
        i + 1 < len(pieces) and pieces[i + 1].fence
        for i, one in enumerate(pieces)
        if one.kind is Kind.OP
    ]
    if Kind.BIG in kinds or not all(applied):
        return Grip.REACH
    if kinds & {Kind.SLASH, Kind.OVER} or any(one.grip is Grip.QUOTIENT for one in pieces):
        return Grip.QUOTIENT
    if signs or any(one.grip is Grip.NEGATIVE for one in pieces):
        return Grip.NEGATIVE
    factors = [one for one in pieces if one.kind is not Kind.PREFIX]
    if len(factors) < 2:
        return factors[0].grip if factors else Grip.ATOM
    return Grip.POWER if len(factors) == 2 and _applies(*factors) else Grip.PRODUCT


def _applies(a: Piece, b: Piece) -> bool:
    """Tell whether `a` is a function of what stands in brackets after it, not a factor."""
    if not b.fence or not b.text.startswith(("(", "[")):
        return False
    return a.kind in (Kind.OP, Kind.WORD) or (a.text[0].isalpha() and not b.of_sum)
