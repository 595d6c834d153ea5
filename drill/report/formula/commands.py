"""The commands and environments of LaTeX that take arguments."""

from collections.abc import Callable, Sequence
from typing import Protocol

from drill.report.formula.pieces import Grip, Piece, fraction, join, wrap
from drill.report.formula.scripts import root, script
from drill.report.formula.symbols import BOARD, MATRICES, NEGATED, SCRIPT, Kind
from drill.report.wrap import cells, pad


class Reader(Protocol):
    """What reads the tokens of a formula; its methods give where they stopped, and what is there.

    All take the first token and the one to stop before.
    """

    tokens: list[str]
    pairs: dict[int, int]

    def row(self, at: int, stop: int) -> list[Piece]:
        """Read everything."""

    def argument(self, at: int, stop: int) -> tuple[int, Piece]:
        """Read a group or a single thing."""

    def raw(self, at: int, stop: int) -> tuple[int, str]:
        """Read a group as it was typed."""


Found = tuple[int, list[Piece]]
Command = Callable[[Reader, int, int], Found]


def environment(reader: Reader, at: int, end: int, stop: int) -> Found:
    """Read the environment that begins at `at` and ends at `end`."""
    first, name = reader.raw(at + 1, end)
    after, _ = reader.raw(end + 1, stop)
    name = name.strip().rstrip("*")
    if name == "array" and reader.tokens[first : first + 1] == ["{"]:
        first, _ = reader.raw(first, end)
    rows = _rows(reader, first, end)
    if name in ("cases", "dcases", "rcases"):
        return after, [_cases(_texts(reader, rows))]
    if name in MATRICES:
        return after, [_matrix(_texts(reader, rows), *MATRICES[name])]
    pieces: list[Piece] = []
    for row in rows:
        pieces += [Piece(text=" ", kind=Kind.BREAK)] if pieces else []
        pieces += [piece for cell in row for piece in reader.row(*cell)]
    return after, pieces


def _rows(reader: Reader, at: int, stop: int) -> list[list[tuple[int, int]]]:
    """Find the cells of each row: where they begin and stop."""
    rows: list[list[tuple[int, int]]] = [[]]
    start = at
    while at < stop:
        sign = reader.tokens[at]
        if sign in ("{", "\\left", "\\begin"):
            at = reader.pairs.get(at, at)
        elif sign in ("&", "\\\\"):
            rows[-1].append((start, at))
            start = at + 1
            if sign == "\\\\":
                rows.append([])
        at += 1
    rows[-1].append((start, stop))
    if len(rows) > 1 and all(reader.tokens[i].isspace() for i in range(start, stop)):
        rows.pop()  # the last row may end as the others do
    return rows


def _texts(reader: Reader, rows: Sequence[Sequence[tuple[int, int]]]) -> list[list[str]]:
    return [[join(reader.row(*cell)).text.strip() for cell in row] for row in rows]


def _cases(rows: list[list[str]]) -> Piece:
    """Write `{x if x > 0; 0 otherwise}`, and the rows that may stand under each other."""
    wide = max(cells(row[0]) for row in rows)
    aligned = ["  ".join([pad(row[0], wide), *row[1:]]).rstrip() for row in rows]
    text = "; ".join(" ".join(filter(None, row)) for row in rows)
    return Piece(text=f"{{{text}}}", rows=tuple(aligned), grip=Grip.LOOSE)


def _matrix(rows: list[list[str]], left: str, right: str) -> Piece:
    long = any(" " in cell for row in rows for cell in row)
    text = "; ".join((", " if long else " ").join(row) for row in rows)
    return Piece(text=f"{left}{text}{right}", fence=True)


def _fraction(reader: Reader, at: int, stop: int) -> Found:
    at, above = reader.argument(at, stop)
    at, below = reader.argument(at, stop)
    return at, [fraction(above, below)]


def _root(reader: Reader, at: int, stop: int) -> Found:
    degree = ""
    if reader.tokens[at : at + 1] == ["["] and reader.pairs.get(at, stop) < stop:
        end = reader.pairs[at]
        degree, at = join(reader.row(at + 1, end)).text, end + 1
    at, under = reader.argument(at, stop)
    return at, [root(under, degree)]


def _binomial(reader: Reader, at: int, stop: int) -> Found:
    at, above = reader.argument(at, stop)
    at, below = reader.argument(at, stop)
    return at, [Piece(text=f"C({above.text}, {below.text})", grip=Grip.POWER)]


def _letters(table: dict[str, str]) -> Command:
    def command(reader: Reader, at: int, stop: int) -> Found:
        at, found = reader.argument(at, stop)
        text = table.get(found.text, found.text)
        return at, [Piece(text=text, grip=found.grip)]

    return command


def _not(reader: Reader, at: int, stop: int) -> Found:
    at, found = reader.argument(at, stop)
    return at, [Piece(text=NEGATED.get(found.text, f"{found.text}\u0338"), kind=found.kind)]


def _modulo(reader: Reader, at: int, stop: int) -> Found:
    at, found = reader.argument(at, stop)
    return at, [Piece(text=f"(mod {found.text})", kind=Kind.WORD)]


def _tag(reader: Reader, at: int, stop: int) -> Found:
    at, found = reader.argument(at, stop)
    return at, [Piece(text="  ", kind=Kind.SPACE), wrap(found)]


def _second(reader: Reader, at: int, stop: int) -> Found:
    """Read what the first argument says how to colour."""
    at, _ = reader.raw(at, stop)
    at, found = reader.argument(at, stop)
    return at, [found]


def _over(reader: Reader, at: int, stop: int) -> Found:
    at, above = reader.argument(at, stop)
    at, base = reader.argument(at, stop)
    return at, [script(base, None, above)]


def _under(reader: Reader, at: int, stop: int) -> Found:
    at, below = reader.argument(at, stop)
    at, base = reader.argument(at, stop)
    return at, [script(base, below, None)]


def _arrow(sign: str) -> Command:
    def command(reader: Reader, at: int, stop: int) -> Found:
        at, above = reader.argument(at, stop)
        arrow = Piece(text=sign, kind=Kind.REL)
        return at, [script(arrow, None, above) if above.text else arrow]

    return command


def _stack(reader: Reader, at: int, stop: int) -> Found:
    """Read lines under a sum as a list."""
    end = reader.pairs.get(at, stop)
    if end >= stop:
        return at, []
    rows = _texts(reader, _rows(reader, at + 1, end))
    return end + 1, [Piece(text=", ".join(map(" ".join, rows)), grip=Grip.LOOSE)]


COMMANDS: dict[str, Command] = {
    **dict.fromkeys(("\\frac", "\\dfrac", "\\tfrac", "\\cfrac"), _fraction),
    "\\sqrt": _root,
    **dict.fromkeys(("\\binom", "\\dbinom", "\\tbinom"), _binomial),
    **dict.fromkeys(("\\mathbb", "\\mathds", "\\Bbb"), _letters(BOARD)),
    **dict.fromkeys(("\\mathcal", "\\mathscr", "\\cal"), _letters(SCRIPT)),
    "\\not": _not,
    "\\pmod": _modulo,
    "\\tag": _tag,
    "\\textcolor": _second,
    **dict.fromkeys(("\\stackrel", "\\overset"), _over),
    "\\underset": _under,
    "\\xrightarrow": _arrow("→"),
    "\\xleftarrow": _arrow("←"),
    "\\substack": _stack,
}
