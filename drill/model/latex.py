"""Formulas in Markdown: where they are, and whether they hold together."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import zip_longest

_CODE = re.compile(r"^ *```.*?^ *```|(?<![`\\])(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL | re.MULTILINE)
_FORMULA = re.compile(
    r"\$\$((?:\\.|[^$\\])+)\$\$|\$((?=\S)(?:\\.|[^$\\])*(?<=\S))\$(?!\d)", re.DOTALL
)
_PIECE = re.compile(r"\\(?:begin|end)\s*\{[^{}]*\}|\\[A-Za-z]+|\\.|[{}]", re.DOTALL)
_LONE = re.compile(r"(?<!\\)\$(?!\d)")  # a price is none


def formulas(markdown: str) -> list[str]:
    """List the formulas of a text, as LaTeX."""
    return [one[1] or one[2] for one in _FORMULA.finditer(_CODE.sub(" ", markdown))]


def words(markdown: str, instead: str = " ") -> str:
    """Give a text with `instead` for each piece of code and each formula."""
    return _FORMULA.sub(instead, _CODE.sub(instead, markdown))


def broken(markdown: str) -> Iterator[str]:
    """Say what does not hold together: a `$`, a brace, a bracket or an environment left open."""
    if _LONE.search(words(markdown)):
        yield "a $ has no partner"
    for latex in formulas(markdown):
        if fault := _fault(latex):
            yield f"{fault} in ${' '.join(latex.split())}$"


def _fault(latex: str) -> str:
    pieces = _PIECE.findall(latex)
    depth = 0
    for piece in pieces:
        depth += (piece == "{") - (piece == "}")
        if depth < 0:
            return "a } closes nothing"
    if depth:
        return "a { is left open"
    count = Counter(pieces)
    if count["\\left"] != count["\\right"]:
        return "\\left and \\right are not as many"
    begun, ended = (
        [one for one in pieces if one.startswith(f"\\{what}")] for what in ("begin", "end")
    )
    for begin, end in zip_longest(begun, reversed(ended), fillvalue="nothing"):
        if begin.removeprefix("\\begin") != end.removeprefix("\\end"):
            return f"{begin} is closed by {end}"
    return ""
