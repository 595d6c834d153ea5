"""Blocks of Markdown: where `markdown-it-py` finds fences, headings and tables.

It reads a skeleton: of each line only the margin and the mark, which is all that says what block a
line begins or goes on with. So no line is long, nothing nests deep, and marks that Markdown does
not know (`1、`, `•`, `##标题`) count as those that it knows.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, table
from markdown_it.token import Token

from drill.bank.notes.fences import Fence
from drill.bank.notes.lines import NO_LINE, ROWS, Line, is_dashes
from drill.bank.notes.marks import BLANKS, Kind

DEEPEST = 40  # columns: a margin is no wider, so that no more than 20 lists are in one another
LONGEST_ROW = 2000  # characters of the head of a table
_RULES = ("table", "code", "blockquote", "hr", "list", "heading", "lheading")
_ITEMS = {Kind.BULLET: "- x", Kind.NUMBER: "1. x"}
_NOTHING = {Kind.BLANK, Kind.FRONT}


class Blocks(NamedTuple):
    """Positions of lines: those that fences open and close at, and those other blocks begin at."""

    fences: list[tuple[int, int]]
    headings: set[int]
    underlined: list[int]  # headings of one line of text, with their line of `===` or `---` below
    tables: list[int]


class _Found(list[Token]):
    """Only the tokens that are asked for; those of a list of 100,000 items take half a gigabyte."""

    def append(self, token: Token) -> None:
        if token.type in {"fence", "table_open", "heading_open"}:
            super().append(token)


def blocks(lines: Sequence[Line], parsed: Sequence[bool], fences: Mapping[int, Fence]) -> Blocks:
    """Find the blocks of the lines to be parsed; `fences` look like fences, by position."""
    tokens = _Found()
    reader = _reader()
    reader.block.parse(_skeleton(lines, parsed, fences), reader, {"fences": fences}, tokens)
    found = Blocks([], set(), [], [])
    for token in tokens:
        if token.map is None:
            continue
        first, end = token.map
        if token.type == "fence":
            found.fences.append((first, end - 1))
        elif token.type == "table_open":
            found.tables.append(first)
        elif token.markup[0] == "#":
            found.headings.add(first)
        elif end - first == 2:
            found.underlined.append(first)
    return found


@cache
def _reader() -> MarkdownIt:
    reader = MarkdownIt("zero", {"maxNesting": 4 * DEEPEST}).enable(_RULES)
    ruler = reader.block.ruler
    ruler.before("table", "repaired", _fence, {"alt": ["paragraph", "blockquote", "list"]})
    ruler.at("table", _head, {"alt": ["paragraph"]})
    return reader


def _fence(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a fence as people mean it: at any margin, past the end of its list, never a stray."""
    fence = state.env["fences"].get(start)
    if not fence or fence.close is None or fence.close >= end:
        return False
    if state.src[state.bMarks[start] + state.tShift[start]] != "`":
        return False  # the quote or item that it stands in is not open yet
    if not silent:
        state.line = fence.close + 1
        state.push("fence", "code", 0).map = [start, state.line]
    return True


def _head(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read the head of a table and the dashes below; a short one may promise 65,536 cells."""
    return table(state, start, min(end, start + 2), silent)


def _skeleton(lines: Sequence[Line], parsed: Sequence[bool], fences: Mapping[int, Fence]) -> str:
    """Write the margin and the mark of each line."""
    common = min((line.indent for line in lines if line.kind not in _NOTHING), default=0)
    rows: list[str] = []
    for line, below in zip(lines, [*lines[1:], NO_LINE], strict=True):
        at = line.number - 1
        fence = fences.get(at)
        indent = min(line.indent - common, DEEPEST)
        if line.kind in _NOTHING or not parsed[at]:
            rows.append("")
        elif fence:
            if rows and rows[-1].strip():  # a paragraph takes in whatever stands further in
                indent = min(indent, lines[at - 1].indent - common + 3)
            rows.append(" " * indent + fence.mark + ("***" if fence.close is None else "```"))
        else:
            rows.append(" " * indent + _mark(line, below))
    return "\n".join(rows) + "\n"


def _mark(line: Line, below: Line) -> str:
    """Write the mark of a line; the head of a table, and its line of dashes, in full."""
    text = line.text.strip(BLANKS)
    if text[0] == ">":
        return "> x"
    if line.kind is Kind.HEADING:
        return line.mark + " x"
    if line.kind in ROWS and (is_dashes(line.text) or is_dashes(below.text)):
        return text[:LONGEST_ROW]
    if line.kind is Kind.RULE:
        return "***" if text.strip("-") and text.strip("=") else text[:3]
    if line.kind is Kind.NUMBER and below.kind is Kind.RULE:
        return "x"  # underlined, it is no item
    return _ITEMS.get(line.kind, "x")
