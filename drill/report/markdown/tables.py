"""Pipe tables of Markdown: in columns, or row by row where it is narrow."""

import re
from collections.abc import Sequence
from dataclasses import replace

from drill.report.markdown.inline import Run, flow, painted, spans
from drill.report.screen import BOLD, DIM, Screen
from drill.report.wrap import cells

GAP = "  "
NARROWEST = 14  # cells: the widest columns shrink so far, then rows are written as lists

_DASHES = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
_PIECE = re.compile(r"\\.|`[^`]*`|\$[^$\s][^$]*\$|.")

Cell = list[Run]


def is_table(rows: Sequence[str]) -> bool:
    """Tell whether the first of two rows is the head of a table."""
    if len(rows) < 2 or "|" not in rows[0] or not _DASHES.fullmatch(rows[1]):
        return False
    return len(_cells(rows[0])) == len(_cells(rows[1]))


def table_lines(rows: Sequence[str], screen: Screen) -> list[str]:
    """Lay out a table: `rows` are its head, its dashes and its body."""
    head, dashes, *body = [_cells(row) for row in rows]
    n = len(head)
    table = [[spans(cell, BOLD) for cell in head]]
    table += [[spans(cell) for cell in [*row, *[""] * n][:n]] for row in body]
    widths = [max(_width(row[i]) for row in table) for i in range(n)]
    room = screen.width - len(GAP) * (n - 1)
    while sum(widths) > room and max(widths) > NARROWEST:
        widths[widths.index(max(widths))] -= 1
    if sum(widths) > room:
        return _listed(table, screen)
    sides = [_side(cell) for cell in dashes]
    lines = [line for row in table[:1] for line in _row(row, widths, sides, screen)]
    lines.append(screen.paint("─" * (sum(widths) + len(GAP) * (n - 1)), DIM))
    return lines + [line for row in table[1:] for line in _row(row, widths, sides, screen)]


def _cells(row: str) -> list[str]:
    found = [""]
    for piece in _PIECE.findall(row.strip()):
        if piece == "|":
            found.append("")
        else:
            found[-1] += piece.replace("\\|", "|") if piece[0] == "`" else piece
    found = found[1:] if not found[0].strip() and len(found) > 1 else found
    found = found[:-1] if not found[-1].strip() and len(found) > 1 else found
    return [one.strip() for one in found]


def _side(dashes: str) -> str:
    if dashes.endswith(":"):
        return "centre" if dashes.startswith(":") else "right"
    return "left"


def _width(runs: Cell) -> int:
    return sum(cells(words) for words, _ in runs)


def _row(
    row: Sequence[Cell], widths: Sequence[int], sides: Sequence[str], screen: Screen
) -> list[str]:
    """Lay out one row, its cells broken into lines where they are too wide."""
    broken = [flow(cell, width) for cell, width in zip(row, widths, strict=True)]
    lines = []
    for i in range(max(map(len, broken))):
        parts = []
        for cell, width, side in zip(broken, widths, sides, strict=True):
            runs = cell[i] if i < len(cell) else []
            space = max(width - _width(runs), 0)
            left = {"left": 0, "right": space, "centre": space // 2}[side]
            parts.append(" " * left + painted(runs, screen) + " " * (space - left))
        lines.append(GAP.join(parts).rstrip())
    return lines


def _listed(table: Sequence[Sequence[Cell]], screen: Screen) -> list[str]:
    """Write each row as lines of `head: value`, the first with a bullet."""
    head, *body = table
    inside = replace(screen, width=max(screen.width - 2, 2))
    lines = []
    for row in body:
        bullet = "• "
        for name, value in zip(head, row, strict=True):
            if not _width(value):
                continue
            runs = [*name, (": ", "")] if _width(name) else []
            for line in flow([*runs, *value], inside.width):
                lines.append(bullet + painted(line, screen))
                bullet = "  "
    return lines
