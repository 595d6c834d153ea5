"""Lines with their kind: what each one is by its looks, before anybody asks what it means."""

from collections.abc import Collection, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from drill.bank.notes.code import FOUND, unfenced
from drill.bank.notes.fences import fences, front_lines, verbatim
from drill.bank.notes.marks import BLANKS, Kind, look, plain

if TYPE_CHECKING:
    from drill.bank.notes.blocks import Blocks

UNDERLINE = "underline"  # the mark of a rule that belongs to the heading above it
LONGEST_TITLE = 400  # characters: a longer line is no title
UNDERLINED = {Kind.TEXT, Kind.NUMBER, Kind.ASK}  # what may be a heading with a line under it
ROWS = {Kind.TABLE, Kind.TEXT, Kind.BOLD, Kind.ASK, Kind.ANSWER, Kind.SECTION}


class Line(NamedTuple):
    """A line of the notes, counted from 1; `body` is what stands behind margin and mark."""

    number: int
    text: str
    kind: Kind
    indent: int
    mark: str = ""
    body: str = ""


NO_LINE = Line(0, "", Kind.BLANK, 0)  # before the first, behind the last


class Lines(NamedTuple):
    """All of them, and the numbers of code fences that are never closed."""

    lines: list[Line]
    never_closed: list[int]


def classify(texts: list[str]) -> Lines:
    """Give every line its kind; the margin that all lines share does not count."""
    front = front_lines(texts)
    lines = [
        Line(number, text, Kind.FRONT, 0) if number <= front else _line(number, text)
        for number, text in enumerate(texts, 1)
    ]
    like_fences = fences(texts)
    parsed = _to_parse(lines, like_fences)
    found = None
    if any(parsed):
        from drill.bank.notes.blocks import blocks

        found = blocks(lines, parsed, like_fences)
    kinds = verbatim(texts, front, found.fences if found else ())
    lines = [
        Line(line.number, line.text, kinds[line.number], 0) if line.number in kinds else line
        for line in lines
    ]
    _without_margin(lines)
    if found:
        _headings(lines, parsed, found)
        _tables(lines, found)
    _summaries(lines)
    _code(lines)
    return Lines(lines, [at + 1 for at in sorted(like_fences) if at + 1 not in kinds])


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


def _to_parse(lines: Sequence[Line], like_fences: Collection[int]) -> list[bool]:
    """Tell which lines Markdown must be parsed for; none in notes that have no marks of it.

    At a line that stands at the margin, behind a blank one, whatever was open is closed. So the
    file falls into pieces, and only those count in which the lines around say what a line is.
    """
    parsed = [False] * len(lines)
    start, doubt = 0, False
    for at, (above, line) in enumerate(pairwise([NO_LINE, *lines])):
        if above.kind is Kind.BLANK and not line.indent and line.body:
            parsed[start:at] = [doubt] * (at - start)
            start, doubt = at, False
        doubt = doubt or at in like_fences or _is_doubtful(line, above)
    parsed[start:] = [doubt] * (len(lines) - start)
    return parsed


def _is_doubtful(line: Line, above: Line) -> bool:
    if line.kind is Kind.RULE:
        return above.kind in UNDERLINED
    return (line.kind is Kind.HEADING and line.indent > 3) or is_dashes(line.text)


def is_dashes(text: str) -> bool:
    """Tell whether a line may part the head of a table from its rows."""
    return "|" in text and "-" in text and not text.strip("|-:" + BLANKS)


def _headings(lines: list[Line], parsed: Sequence[bool], found: "Blocks") -> None:
    """Take headings with a line under them, and none in code that is set in."""
    for at, line in enumerate(lines):
        if line.kind is Kind.HEADING and parsed[at] and at not in found.headings:
            lines[at] = line._replace(kind=Kind.TEXT, mark="", body=line.text.strip(BLANKS))
    for at in found.underlined:
        line, rule = lines[at : at + 2]
        text = line.text.strip(BLANKS)
        alone = at == 0 or lines[at - 1].kind is Kind.BLANK  # else an answer, then a separator
        if line.kind in UNDERLINED and len(text) <= 120 and alone:
            level = "#" if "=" in rule.text else "##"
            lines[at] = line._replace(kind=Kind.HEADING, mark=level, body=text)
            lines[at + 1] = rule._replace(mark=UNDERLINE)


def _tables(lines: list[Line], found: "Blocks") -> None:
    """Find the rows of tables, which have a bar each."""
    at = 0
    for head in found.tables:
        at = max(at, head)  # what looks like a head may be a row
        while at < len(lines) and "|" in lines[at].text and lines[at].kind in ROWS:
            body = lines[at].text.strip()
            lines[at] = lines[at]._replace(kind=Kind.TABLE, mark="|", body=body)
            at += 1


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
