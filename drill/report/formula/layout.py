"""Formulas: LaTeX as text that reads right on a line, `(W - K + 2P)/S`.

Unknown commands stay as their names, and whatever is not balanced stays as it was typed.
"""

import re
from collections.abc import Sequence

from drill.report.formula import symbols as tex
from drill.report.formula.brackets import pairs
from drill.report.formula.commands import COMMANDS, environment
from drill.report.formula.pieces import Grip, Piece, join, wrap
from drill.report.formula.scripts import accent, primed, script
from drill.report.formula.symbols import Kind
from drill.report.wrap import cells

DEEPEST = 40  # brackets in brackets; what lies deeper stays as it was typed
_TOKEN = re.compile(r"\\[A-Za-z]+|\\.|\s+|\d+(?:\.\d+)?|:=|.", re.DOTALL)
_SCRIPTS = ("^", "_", "'")
_BASES = frozenset((Kind.ORD, Kind.WORD, Kind.OP, Kind.BIG, Kind.PREFIX))


def readable(latex: str) -> str:
    """Write a formula on one line."""
    return _one_line(_Reader(latex).all()).text.strip()


def displayed(latex: str) -> list[str]:
    """Write a formula on lines of its own: as many as it has, cases under each other."""
    rows: list[list[Piece]] = [[]]
    for piece in _Reader(latex).all():
        if piece.kind is Kind.BREAK:
            rows.append([])
        else:
            rows[-1].append(piece)
    return [line.rstrip() for row in rows if row for line in _display(row)]


def _one_line(pieces: Sequence[Piece]) -> Piece:
    """Join pieces, rows one after the other."""
    return join(
        [Piece(text=";", kind=Kind.PUNCT) if one.kind is Kind.BREAK else one for one in pieces]
    )


def _display(row: list[Piece]) -> list[str]:
    at = next((i for i, piece in enumerate(row) if piece.rows), None)
    if at is None:
        return [join(row).text.strip()]
    head, tail = join(row[:at]).text.strip(), join(row[at + 1 :]).text
    first, *rest = row[at].rows
    signs = ["⎧", *"⎨" * (len(rest) - 1), "⎩"] if rest else ["{"]
    head += " " if head else ""
    lines = [f"{head}{signs[0]} {first}"]
    margin = " " * cells(head)
    lines += [f"{margin}{sign} {one}" for sign, one in zip(signs[1:], rest, strict=True)]
    lines[-1] += f" {tail}" if tail[:1].isalnum() else tail
    return lines


class _Reader:
    """Reads the tokens of a formula as pieces; see `formula_commands.Reader`."""

    def __init__(self, latex: str) -> None:
        self.tokens: list[str] = _TOKEN.findall(latex)
        self.pairs = pairs(self.tokens)
        self._depth = 0

    def all(self) -> list[Piece]:
        return self.row(0, len(self.tokens))

    def row(self, at: int, stop: int) -> list[Piece]:
        if self._depth >= DEEPEST:
            return [Piece(text="".join(self.tokens[at:stop]).strip(), grip=Grip.LOOSE)]
        self._depth += 1
        pieces: list[Piece] = []
        while at < stop:
            if self.tokens[at] in _SCRIPTS:
                base = pieces.pop() if pieces and pieces[-1].kind in _BASES else Piece(text="")
                at, piece = self._scripts(at, stop, base)
                pieces.append(piece)
            elif self.tokens[at] == "!" and pieces and pieces[-1].kind is Kind.ORD:
                pieces.append(_factorial(pieces.pop()))
                at += 1
            else:
                at, found = self._item(at, stop)
                pieces += found
        self._depth -= 1
        return pieces

    def argument(self, at: int, stop: int) -> tuple[int, Piece]:
        at = self._skip(at, stop)
        if at >= stop:
            return at, Piece(text="")
        sign = self.tokens[at]
        if sign == "{":  # one that nothing ends takes the rest
            end = self.pairs.get(at, stop)
            return min(end + 1, stop), _one_line(self.row(at + 1, min(end, stop)))
        if sign in _SCRIPTS or sign == "}":
            return at + 1, Piece(text=sign)
        if sign[0].isdigit() and len(sign) > 1:  # \frac12
            self.tokens[at] = sign[1:]
            return at, Piece(text=sign[0])
        at, pieces = self._item(at, stop)
        return at, _one_line(pieces)

    def raw(self, at: int, stop: int) -> tuple[int, str]:
        at = self._skip(at, stop)
        end = self.pairs.get(at, stop) if at < stop and self.tokens[at] == "{" else stop
        if end >= stop:
            return min(at + 1, stop), "".join(self.tokens[at : at + 1])
        return end + 1, "".join(self.tokens[at + 1 : end])

    def _scripts(self, at: int, stop: int, base: Piece) -> tuple[int, Piece]:
        """Read the indices and powers behind `base`."""
        low: Piece | None = None
        high: Piece | None = None
        while at < stop and (sign := self.tokens[at]) in _SCRIPTS:
            if sign == "'":
                base, at = primed(base), at + 1
                continue
            at, found = self._script(at + 1, stop)
            if not found.text:
                base = Piece(text=base.text + sign)
                continue
            if (low if sign == "_" else high) is not None:
                base, low, high = script(base, low, high), None, None
            low, high = (found, high) if sign == "_" else (low, found)
            after = self._skip(at, stop)
            at = after if self.tokens[after : after + 1] in (["^"], ["_"]) else at
        return at, script(base, low, high) if low or high else base

    def _script(self, at: int, stop: int) -> tuple[int, Piece]:
        """Read what is raised or lowered; TeX would take one digit of `x^-10`, nobody means it."""
        at = self._skip(at, stop)
        minus = "-" if self.tokens[at : at + 1] == ["-"] else ""
        first = at + len(minus)
        if first < stop and self.tokens[first][0].isdigit():
            grip = Grip.NEGATIVE if minus else Grip.ATOM
            return first + 1, Piece(text=minus + self.tokens[first], grip=grip)
        return self.argument(at, stop)

    def _skip(self, at: int, stop: int) -> int:
        while at < stop and (self.tokens[at].isspace() or self.tokens[at].endswith("limits")):
            at += 1
        return at

    def _item(self, at: int, stop: int) -> tuple[int, list[Piece]]:
        """Read one thing without its scripts; a group gives what is in it."""
        sign = self.tokens[at]
        if self.pairs.get(at, stop) < stop:
            return self._pair(at, self.pairs[at], stop)
        if sign.isspace():
            return at + 1, []
        known = tex.SYMBOLS.get(sign)
        if known is not None:
            return at + 1, [Piece(text=known[0], kind=known[1])]
        if sign.startswith("\\") and len(sign) > 1:
            return self._command(at + 1, stop, sign)
        if sign == "~":
            return at + 1, [Piece(text=" ", kind=Kind.SPACE)]
        kind = Kind.REL if sign == ":=" else tex.CHARS.get(sign, Kind.ORD)
        return at + 1, [Piece(text=sign, kind=kind)]

    def _pair(self, at: int, end: int, stop: int) -> tuple[int, list[Piece]]:
        """Read what begins at `at` and ends at `end`: a group, brackets, an environment."""
        sign = self.tokens[at]
        if sign == "\\begin":
            return environment(self, at, end, stop)
        if sign == "{":
            inner = self.row(at + 1, end)
            after = self._skip(end + 1, stop)
            scripted = after < stop and self.tokens[after] in _SCRIPTS
            if scripted or (len(inner) == 1 and inner[0].kind not in _BASES):
                whole = _one_line(inner)
                return end + 1, [Piece(text=whole.text, grip=whole.grip)]
            return end + 1, inner
        left, right, first = sign, self.tokens[end], at + 1
        if sign == "\\left":
            left, right, first = self.tokens[at + 1], self.tokens[end + 1], at + 2
        whole = _one_line(self.row(first, end))
        after = end + 2 if sign == "\\left" else end + 1
        return after, [wrap(whole, _bracket(left), _bracket(right))]

    def _command(self, at: int, stop: int, name: str) -> tuple[int, list[Piece]]:
        """Read the arguments of a command."""
        if name in COMMANDS:
            return COMMANDS[name](self, at, stop)
        if name in tex.TEXTS or name == "\\operatorname":
            return self._words(at, stop, name)
        if name in tex.ACCENTS:
            at, found = self.argument(at, stop)
            return at, [accent(found, *tex.ACCENTS[name])]
        if name == "\\\\":
            return at, [Piece(text=" ", kind=Kind.BREAK)]
        if name in tex.UNSEEN:
            return (self.raw(at, stop)[0] if self.tokens[at : at + 1] == ["{"] else at), []
        text = "" if name in tex.PLAIN else name[1:]
        return at, [Piece(text=text, kind=Kind.WORD if len(text) > 1 else Kind.ORD)]

    def _words(self, at: int, stop: int, name: str) -> tuple[int, list[Piece]]:
        """Read a name or words."""
        star = name == "\\operatorname" and self.tokens[at : at + 1] == ["*"]
        at, text = self.raw(at + star, stop)
        if "$" in text or re.search(r"\\[A-Za-z]|[_^]", text):
            return at, _Reader(text.replace("$", "")).all()
        text = re.sub(r"\\(.)|[{}]", r"\1", text)
        if name == "\\operatorname":
            return at, [Piece(text=text.strip(), kind=Kind.OP)]
        kind = Kind.WORD if len(text) > 1 else Kind.ORD
        grip = Grip.LOOSE if " " in text else Grip.ATOM
        return at, [Piece(text=text, kind=kind, grip=grip, phrase=" " in text)]


def _factorial(piece: Piece) -> Piece:
    whole = piece if piece.grip is Grip.ATOM else wrap(piece)
    return Piece(text=f"{whole.text}!")


def _bracket(sign: str) -> str:
    """Write a bracket; a dot stands for none."""
    if sign == ".":
        return ""
    known = tex.OPENERS.get(sign) or tex.CLOSERS.get(sign) or tex.SYMBOLS.get(sign, (sign,))[0]
    return known.lstrip("\\")
