"""Signs that a copy lost something: pictures, formulas, tables, the stars of products."""

import re
from collections.abc import Sequence

from drill.bank.notes.evidence import EMPTY
from drill.bank.notes.lines import Line
from drill.bank.notes.marks import Kind
from drill.bank.notes.pictures import has_web
from drill.model.notes import Flag, Lost

LOOK = 2000  # characters of a line that are searched
_ITEMS = {Kind.BULLET, Kind.NUMBER}
_VERBATIM = {Kind.CODE, Kind.FENCE, Kind.MATH}
_PICTURE_WORDS = re.compile(
    "如[下上右左]?图(?!片)|[下上右左]图|图如下|示意图|见图(?!片)|图\\s?\\d|图中|"
    "figure \\d|as shown in the (?:figure|image)",
    re.IGNORECASE,
)
_FORMULA_WORDS = re.compile("公式|下式|表达|表示|定义|计算|求导|更新|如下|形式|参数量|[:：]$")
_STARS = re.compile(
    r"(?<![\d.])(\d{2,3})\1\d{1,4}(?![\d.])|(?<![\d.])(\d{3})\2(?![\d.])|(?<![\d.])(\d{2})\3(?==|的?卷积|大小|个)"
)
_BROKEN_SIGNS = re.compile(r"\d ?Í ?\d|[A-Za-z]®|^[,，、;；]|[（(]\s*[)）]\s*$")
_DOUBLED = re.compile(
    r"(?<![A-Za-z0-9_=])([A-Za-zα-ω]{1,2}|[A-Za-zα-ω]\w?[<>=+∗*]{1,2}[\w∗*]{1,8}|\S?σ\d)\1(?![A-Za-z0-9])"
)
_SHAPE = (re.compile(r"\d+"), re.compile(r"[A-Za-z]+"))
_ENDS = "。！？.!?;；,，"


def flags(lines: Sequence[Line], pictures: Sequence[int], shown: bool) -> list[Flag]:
    """Collect what is lost in an answer; `pictures` are lines whose picture is gone.

    `shown` says that a picture is there, so that words about one are no sign.
    """
    found = {Flag(number, Lost.IMAGE) for number in pictures}
    prose = [line for line in lines if line.kind not in EMPTY]
    for at, line in enumerate(prose):
        if line.kind in _VERBATIM:
            continue
        head = line.body[:LOOK]
        if not shown and not found and _PICTURE_WORDS.search(head):
            found.add(Flag(line.number, Lost.IMAGE))
        if _damaged(head) or _cut(prose, at) or _explains_nothing(prose, at):
            found.add(Flag(line.number, Lost.DAMAGED))
    found |= {Flag(number, Lost.TABLE) for number in _flattened(lines)}
    return sorted(found, key=lambda flag: (flag.line, flag.lost))


def _damaged(head: str) -> bool:
    doubled = {match[1] for match in _DOUBLED.finditer(head)} - {"o", "e", "s", "l", "x"}
    return bool(
        len(doubled) > 1
        or any(len(one) > 2 or "σ" in one for one in doubled)
        or _STARS.search(head)
        or _BROKEN_SIGNS.search(head)
    )


def _cut(prose: Sequence[Line], at: int) -> bool:
    """Tell whether what a line announces does not follow, or its end is missing."""
    body = prose[at].body.rstrip()
    following = prose[at + 1] if at + 1 < len(prose) else None
    if body.endswith((",", "，")) and prose[at].kind in {*_ITEMS, Kind.TEXT}:
        return (
            following is None or following.kind in _ITEMS or following.number > prose[at].number + 1
        )
    if not body.endswith((":", "：", "–>")) or prose[at].kind is Kind.HEADING:
        return False
    if not _FORMULA_WORDS.search(body[-30:]):
        return False
    if following is None:
        return True
    if following.kind in _ITEMS | _VERBATIM | {Kind.TABLE} or "$" in following.text:
        return False
    if has_web(following.text):
        return False
    announced = re.search("公式|下式|表达|求导|定义|如下|为[:：]$", body[-30:])
    return bool(announced) or following.body.rstrip().endswith((":", "：")) or "–>" in body


def _explains_nothing(prose: Sequence[Line], at: int) -> bool:
    """Tell whether a line explains the signs of a formula that is not above it."""
    if not at or not prose[at].body.startswith(("其中", "where ")):
        return False
    above = prose[at - 1].body
    return len(above) <= 20 and not any(sign in above for sign in "$=\\")


def _flattened(lines: Sequence[Line]) -> list[int]:
    """Find the first lines of tables whose cells were run together: short lines of one shape."""
    found = []
    run: list[Line] = []
    for line in [*lines, None]:
        short = (
            line is not None
            and line.kind is Kind.TEXT
            and line.indent == 0
            and len(line.body) <= 40
            and line.body[-1] not in _ENDS + ":："
        )
        if short and line is not None:
            run.append(line)
            continue
        if len(run) >= 3 and _one_shape(run):
            found.append(run[0].number)
        run = []
    return found


def _one_shape(run: Sequence[Line]) -> bool:
    shapes = []
    for line in run:
        shape = line.body
        for form, sign in zip(_SHAPE, "0a", strict=True):
            shape = form.sub(sign, shape)
        shapes.append(shape)
    return any(
        len(shape) > 2 and "0" in shape and " " not in shape and shapes.count(shape) >= 2
        for shape in set(shapes)
    )
