"""Rectangles drawn with characters."""

from dataclasses import dataclass
from enum import IntEnum
from itertools import groupby

from drill.report.screen import Screen
from drill.report.wrap import cells

UP, RIGHT, DOWN, LEFT = 1, 2, 4, 8


class Line(IntEnum):
    """How an edge is drawn; where two cross, the greater lies on top."""

    DOTTED = 0
    SINGLE = 1
    DASHED = 2
    DOUBLE = 3


# one glyph for each set of arms that meet in a cell, by the bits above
_GLYPHS = {
    Line.DOTTED: " ┊┈└┊┊┌├┈┘┈┴┐┤┬┼",
    Line.SINGLE: " ╵╶└╷│┌├╴┘─┴┐┤┬┼",
    Line.DASHED: " ╹╺┗╻╏┏┣╸┛╍┻┓┫┳╋",
    Line.DOUBLE: " ║═╚║║╔╠═╝═╩╗╣╦╬",
}


@dataclass
class Rect:
    """A rectangle of cells, both ends included."""

    left: int
    top: int
    right: int
    bottom: int

    def __and__(self, other: "Rect") -> "Rect":
        """Intersect; empty where `left` passes `right` or `top` passes `bottom`."""
        return Rect(
            max(self.left, other.left),
            max(self.top, other.top),
            min(self.right, other.right),
            min(self.bottom, other.bottom),
        )


class Canvas:
    """A grid of cells, each with the arms of the topmost line through it."""

    def __init__(self, columns: int, rows: int) -> None:
        """Start empty."""
        self.columns, self.rows = columns, rows
        self.arms: dict[tuple[int, int], tuple[Line, int]] = {}
        self.over: dict[tuple[int, int], tuple[str, str]] = {}
        self.under: dict[tuple[int, int], str] = {}

    def draw(self, rect: Rect, line: Line) -> None:
        """Draw the edges of `rect`."""
        for column in range(rect.left, rect.right + 1):
            side = RIGHT * (column < rect.right) | LEFT * (column > rect.left)
            self._add(rect.top, column, line, side)
            self._add(rect.bottom, column, line, side)
        for row in range(rect.top, rect.bottom + 1):
            side = DOWN * (row < rect.bottom) | UP * (row > rect.top)
            self._add(row, rect.left, line, side)
            self._add(row, rect.right, line, side)

    def shade(self, rect: Rect, glyph: str) -> None:
        """Fill `rect` beneath the lines."""
        for row in range(rect.top, rect.bottom + 1):
            for column in range(rect.left, rect.right + 1):
                self.under[row, column] = glyph

    def label(self, rect: Rect, texts: list[str], style: str) -> None:
        """Write the first of `texts` that fits on an edge of `rect` where no label is yet.

        The last one is written even where it is wider than the edge.
        """
        room = rect.right - rect.left - 1
        text = next((text for text in texts if cells(text) <= room), texts[-1])
        size = cells(text)
        start = max(min(rect.left + 1, self.columns - size), 0)
        rows = [rect.top, rect.bottom, *range(rect.top + 1, rect.bottom)]
        rows = [row for row in rows if 0 <= row < self.rows]
        spots = [(row, start) for row in rows]
        spots += [(row, c) for row in rows for c in range(start + 1, self.columns - size + 1)]
        for row, column in spots:
            around = range(column - 1, column + size + 1)
            if column + size <= self.columns and not any((row, c) in self.over for c in around):
                self.over.update({(row, column + i): (c, style) for i, c in enumerate(text)})
                return

    def lines(self, screen: Screen, styles: dict[Line, str]) -> list[str]:
        """Write the picture, every line as wide as the canvas."""
        return [self._row(row, screen, styles) for row in range(self.rows)]

    def _add(self, row: int, column: int, line: Line, arms: int) -> None:
        if not (0 <= row < self.rows and 0 <= column < self.columns):
            return
        top, there = self.arms.get((row, column), (line, 0))
        if line > top:
            self.arms[row, column] = (line, arms)
        elif line == top:
            self.arms[row, column] = (line, arms | there)

    def _row(self, row: int, screen: Screen, styles: dict[Line, str]) -> str:
        found = [self._cell(row, column, styles) for column in range(self.columns)]
        runs = groupby(found, key=lambda cell: cell[1])
        return "".join(screen.paint("".join(c for c, _ in run), style) for style, run in runs)

    def _cell(self, row: int, column: int, styles: dict[Line, str]) -> tuple[str, str]:
        """Give the character of a cell and its style."""
        if (row, column) in self.over:
            return self.over[row, column]
        if (row, column) in self.arms:
            line, arms = self.arms[row, column]
            return _GLYPHS[line][arms], styles.get(line, "")
        return self.under.get((row, column), " "), ""
