"""What stands above, below and around a sign of a formula: powers, indices, roots, accents."""

import re
import unicodedata
from dataclasses import replace

from drill.report.formula.pieces import Grip, Piece, wrap
from drill.report.formula.symbols import SUB, SUPER, Kind

_BARE = re.compile(r"[^\W_]+")
_SIGN = re.compile(r" ?([-+±×⋅<>≤≥=≠~,]) ?")  # written without spaces where all is small
_NUMBER = re.compile(r"\d+(\.\d+)?")


def root(piece: Piece, degree: str = "") -> Piece:
    """Write a root; nothing but a single sign goes without brackets."""
    sign = {"": "√", "3": "∛", "4": "∜"}.get(degree) or f"{_raised(degree)}√"
    bare = piece.grip is Grip.ATOM and not piece.plain
    return Piece(
        text=sign + (piece if bare or piece.fence else wrap(piece)).text,
        grip=Grip.POWER,
        above=True,
    )


def script(base: Piece, low: Piece | None, high: Piece | None) -> Piece:
    """Put an index and a power at `base`."""
    if base.grip < Grip.ATOM and base.kind is not Kind.SPACE:
        base = wrap(base)
    below, low_plain = _lowered(low) if low else ("", False)
    above = _raised(high.text, bare=high.grip is Grip.ATOM, words=high.phrase) if high else ""
    high_plain = above.startswith("^")
    last_plain = high_plain or above.endswith("*")
    if low_plain and above and not high_plain:  # x²_c, since in x_c² the power were the index's
        text = base.text + above + below
        last_plain = True
    else:
        text = base.text + below + above
        last_plain = last_plain or (low_plain and not above)
    return replace(
        base,
        text=text,
        grip=Grip.POWER if high else base.grip,
        below=base.below or bool(low),
        above=base.above or bool(high),
        plain=last_plain and not text.endswith(")"),
        of_sum=False,
        fence=False,
    )


def primed(base: Piece) -> Piece:
    """Put a prime at `base`."""
    base = base if base.grip >= Grip.POWER else wrap(base)
    text = base.text.removesuffix("′") + ("″" if base.text.endswith("′") else "′")
    return replace(base, text=text, fence=False)


def accent(piece: Piece, mark: str, name: str) -> Piece:
    """Put a combining `mark` over a letter; name it where it goes over more."""
    if len(piece.text) == 1 or (piece.below and not piece.above and piece.text[1:2] not in "(′"):
        letter = unicodedata.normalize("NFC", piece.text[0] + mark)
        return replace(piece, text=letter + piece.text[1:])
    return Piece(text=f"{name}({piece.text})", grip=Grip.POWER)


def _raised(text: str, *, bare: bool = True, words: bool = False) -> str:
    packed = text if words else text.replace(" ", "")
    if all(one in SUPER for one in packed):
        return "".join(SUPER[one] for one in packed)
    single = bare and (len(text) == 1 or text.startswith("(") or _NUMBER.fullmatch(text))
    tight = text if words else _SIGN.sub(r"\1", text)
    return f"^{tight}" if single else f"^({tight})"


def _lowered(piece: Piece) -> tuple[str, bool]:
    """Write an index; tell whether it is in ordinary letters without brackets."""
    text = piece.text if piece.phrase else piece.text.replace(" ", "")
    if all(one in SUB for one in text):
        return "".join(SUB[one] for one in text), False
    if _BARE.fullmatch(text):
        return f"_{text}", True
    tight = piece.text if piece.phrase else _SIGN.sub(r"\1", piece.text)
    return (f"_{tight}" if piece.fence else f"_({tight})"), False
