"""Lines with their kind: what each one is by its looks, before anybody asks what it means."""

import re
from typing import NamedTuple

from drill.bank.notes.code import FOUND, unfenced
from drill.bank.notes.fences import verbatim
from drill.bank.notes.marks import BLANKS, Kind, look, plain

UNDERLINE = "underline"  # the mark of a rule that belongs to the heading above it
LONGEST_TITLE = 400  # characters: a longer line is no title
_DASHES = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*){0,60}\|?")
_UNDERLINE = re.compile(r"=+|-{3,}")


class Line(NamedTuple):
    """A line of the notes, counted from 1; `body` is what stands behind margin and mark."""

    number: int
    text: str
    kind: Kind
    indent: int
    mark: str = ""
    body: str = ""


class Lines(NamedTuple):
    """All of them, and the numbers of code fences that are never closed."""

    lines: list[Line]
    never_closed: list[int]


def classify(texts: list[str]) -> Lines:
    """Give every line its kind; the margin that all lines share does not count."""
    kinds, never_closed = verbatim(texts)
    lines = [
        Line(number, text, kinds[number], 0) if number in kinds else _line(number, text)
        for number, text in enumerate(texts, 1)
    ]
    _without_margin(lines)
    _underlined(lines)
    _tables(lines)
    _summaries(lines)
    _code(lines)
    return Lines(lines, never_closed)


def _line(number: int, text: str) -> Line:
    body = text.strip(BLANKS)
    if not body:
        return Line(number, text, Kind.BLANK, 0)
    kind, mark, rest = look(body)
    if len(body) > LONGEST_TITLE and kind in {Kind.HEADING, Kind.BOLD, Kind.SUMMARY}:
        kind, mark, rest = Kind.TEXT, "", body
    return Line(number, text, kind, _indent(text), mark, rest)


def _indent(text: str) -> int:
    if text[0] not in " \t\xa0\u3000\u200b\ufeff":
        return 0
    margin = text[: len(text) - len(text.lstrip(BLANKS))]
    return len(margin.expandtabs(4).replace("\u200b", "").replace("\ufeff", ""))


def _without_margin(lines: list[Line]) -> None:
    other = (Kind.BLANK, Kind.CODE, Kind.MATH, Kind.FENCE, Kind.FRONT, Kind.COMMENT)
    margin = min((line.indent for line in lines if line.kind not in other), default=0)
    if margin:
        lines[:] = [line._replace(indent=max(line.indent - margin, 0)) for line in lines]


def _underlined(lines: list[Line]) -> None:
    """Find headings whose text has a line of `===` or `---` under it."""
    for at in range(1, len(lines)):
        above, line = lines[at - 1], lines[at]
        if line.kind is not Kind.RULE or above.kind not in {Kind.TEXT, Kind.NUMBER, Kind.ASK}:
            continue
        alone = at < 2 or lines[at - 2].kind is Kind.BLANK
        text = above.text.strip(BLANKS)
        if alone and len(text) <= 120 and _UNDERLINE.fullmatch(line.text.strip(BLANKS)):
            level = "#" if "=" in line.text else "##"
            lines[at - 1] = above._replace(kind=Kind.HEADING, mark=level, body=text)
            lines[at] = line._replace(mark=UNDERLINE)


def _tables(lines: list[Line]) -> None:
    """Find the rows of tables: those around a line of dashes."""
    for at in range(1, len(lines)):
        line = lines[at]
        if line.kind is Kind.TABLE or "|" not in line.text or "-" not in line.text:
            continue
        text = line.text.strip(BLANKS)
        if len(text) > 2000 or not _DASHES.fullmatch(text) or "|" not in lines[at - 1].text:
            continue
        row = at - 1
        while row < len(lines) and "|" in lines[row].text and lines[row].kind is not Kind.CODE:
            lines[row] = lines[row]._replace(
                kind=Kind.TABLE, mark="|", body=lines[row].text.strip()
            )
            row += 1


def _summaries(lines: list[Line]) -> None:
    """Find summaries whose text stands on the line after their tag."""
    for at, line in enumerate(lines):
        if line.kind is not Kind.TAG or line.mark != "<summary>":
            continue
        behind = at + 1
        while behind < len(lines) and lines[behind].kind is Kind.BLANK:
            behind += 1
        if behind < len(lines) and lines[behind].kind not in {Kind.TAG, Kind.CODE, Kind.FENCE}:
            text = plain(lines[behind].text)
            if text and len(text) <= LONGEST_TITLE:
                new = lines[behind]._replace(kind=Kind.SUMMARY, mark="<summary>", body=text)
                lines[behind] = new


def _code(lines: list[Line]) -> None:
    """Find code that has no fences."""
    spans = unfenced([line.text for line in lines], [line.kind for line in lines])
    for first, last in spans:
        for at in range(first, last + 1):
            lines[at] = lines[at]._replace(kind=Kind.CODE, mark=FOUND)
