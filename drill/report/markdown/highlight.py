"""Code on the screen: coloured, never re-indented; a line that is too wide goes on after `↪`."""

import re
from collections.abc import Iterator

from drill.report.markdown.inline import Run, painted, spans
from drill.report.screen import BOLD, CYAN, DIM, GREEN, YELLOW, Screen
from drill.report.wrap import cells

_STYLES = (  # by the beginning of the name that pygments gives a piece
    ("Token.Keyword", CYAN),
    ("Token.Operator.Word", CYAN),
    ("Token.Literal.String", GREEN),
    ("Token.Literal.Number", YELLOW),
    ("Token.Comment", DIM),
    ("Token.Name.Function", BOLD),
    ("Token.Name.Class", BOLD),
    ("Token.Name.Decorator", YELLOW),
)
_MARKS = "\ue000"  # and above: see `inline.mark`
_NO_MARKDOWN = re.compile(r"[!-/:-@\[-`{-~]")
_CUT_AFTER = " ,;([{"


def code_lines(source: str, language: str, screen: Screen, *, numbered: bool = False) -> list[str]:
    """Lay out code at the margin; `source` has no tabs and is safe to show."""
    source = source.strip("\n")
    rows = _rows(source, language) if screen.colour else [[(row, "")] for row in source.split("\n")]
    if any(one >= _MARKS for one in source):
        rows = [spans(_NO_MARKDOWN.sub(r"\\\g<0>", row)) for row in source.split("\n")]
    digits = len(str(len(rows))) if numbered else 0
    lines: list[str] = []
    for number, row in enumerate(rows, 1):
        gutter = f"{number:>{digits}}  " if numbered else ""
        for part in _parts(row, max(screen.width - len(gutter), 8)):
            head = screen.paint(gutter, DIM) if gutter.strip() else gutter
            lines.append((head + painted(part, screen)).rstrip())
            gutter = " " * len(gutter)
    return lines


def _rows(source: str, language: str) -> list[list[Run]]:
    """Colour the pieces of each row."""
    rows: list[list[Run]] = [[]]
    for words, style in _pieces(source, language):
        first, *others = words.split("\n")
        rows[-1].append((first, style))
        rows += [[(one, style)] for one in others]
    return rows


def _pieces(source: str, language: str) -> list[Run]:
    from rich.syntax import Syntax  # slow to import, and so is the pygments below it

    lexer = Syntax("", language or "text").lexer
    if lexer is None:
        return [(source, "")]
    found = [
        (words, next((style for name, style in _STYLES if str(kind).startswith(name)), ""))
        for _, kind, words in lexer.get_tokens_unprocessed(source)
    ]
    return found if "".join(words for words, _ in found) == source else [(source, "")]


def _parts(row: list[Run], room: int) -> Iterator[list[Run]]:
    """Cut a row into parts that fit; all but the first go on after a mark."""
    text = "".join(words for words, _ in row)
    styles = [style for words, style in row for _ in words]
    margin = min(len(text) - len(text.lstrip(" ")), room // 2)
    head: Run = ("", "")
    at = 0
    while cells(text[at:]) > room - cells(head[0]):
        size = _fitting(text[at:], room - cells(head[0]))
        part = text[at : at + size].rstrip(" ")
        yield [head, *_grouped(part, styles[at : at + len(part)])]
        at += size
        head = (" " * margin + "↪ ", DIM)
    yield [head, *_grouped(text[at:], styles[at:])]


def _grouped(text: str, styles: list[str]) -> list[Run]:
    runs: list[Run] = []
    for character, style in zip(text, styles, strict=True):
        if runs and runs[-1][1] == style:
            runs[-1] = (runs[-1][0] + character, style)
        else:
            runs.append((character, style))
    return runs


def _fitting(text: str, room: int) -> int:
    """Give how many characters fit, up to a place where code is often broken."""
    size = next((i for i in range(1, len(text)) if cells(text[: i + 1]) > room), len(text))
    good = max((i + 1 for i in range(size) if text[i] in _CUT_AFTER), default=0)
    size = good if good > size // 2 and text[:good].strip() else size
    return size + len(text[size:]) - len(text[size:].lstrip(" "))
