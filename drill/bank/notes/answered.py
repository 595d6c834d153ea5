"""Whether anything is left that answers: not a bare link, a caption or a label."""

import re
from collections.abc import Sequence

from drill.bank.notes.evidence import EMPTY
from drill.bank.notes.lines import Line
from drill.bank.notes.links import only_links
from drill.bank.notes.marks import BLANKS, Kind
from drill.bank.notes.pictures import is_placeholder, is_shown
from drill.bank.notes.subquestions import subquestions

LABEL = 40  # characters: no label is longer
SHORT = 12  # characters: a lone line no longer than that is the text of a lost link
_STOPS = re.compile("[。，,;；:：!?！？.、=]")
_TO_DO = re.compile(
    r"(?:\[[ xX]\]\s*)?[\[(【]?(?:answer (?:here|goes here)|todo|to do|tbd|tba|wip|n/?a|none|coming soon|"
    r"待补充|待完善|待更新|待续|略|暂无|无|空|"
    r"no answer(?: yet)?|\?+|\.{2,}|…+)[\])】]?[.。!]*",
    re.IGNORECASE,
)
_CAPTION = re.compile(r"(?:图|表|Fig(?:ure)?\.?|Table)\s?\d{1,3}[\s:：.]?.{0,40}", re.IGNORECASE)
_NAME = re.compile(r"[A-Za-z][\w+-]*(?:[ (/-]+[\w+-]+\)?){0,4}")
_NAMES_WANTED = re.compile("哪|列举|举例|常见|有什么|which|list|name|what are", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]")
_HAN = re.compile("[\u3400-\u9fff]")


def is_answered(
    title: str, lines: Sequence[Line], *, marker: bool, expected: bool, copied: bool
) -> bool:
    """Tell whether `lines` answer; `marker` says that an answer marker stood before them.

    `expected` says that nearly all questions of the file have one, `copied` that the notes were
    copied out of a page, which loses pictures and the addresses of links.
    """
    if any(line.kind in {Kind.CODE, Kind.MATH} for line in lines) or any(map(is_shown, lines)):
        return True
    content = _content(lines)
    if not content:
        return False
    if copied and not marker:
        lone = len(content) == 1 and _is_lost_link(content[0].body)
        if lone or _only_names(title, content):
            return False
    if not expected or marker:
        return True
    asking = {one.line for one in subquestions(content)}
    return 2 * len(asking) < len(content)


def _content(lines: Sequence[Line]) -> list[Line]:
    """Leave out what is no statement: labels, captions, placeholders, links."""
    full = [line for line in lines if line.kind not in EMPTY]
    gone = [*map(is_placeholder, full), False]
    content = []
    for at, line in enumerate(full):
        bold = line.kind is Kind.BOLD and at + 1 < len(full) and len(line.body) <= LABEL
        if bold or gone[at] or _is_label(line) or _says_nothing(line):
            continue
        if gone[at + 1] and len(line.body) <= SHORT and not _STOPS.search(line.body):
            continue
        content.append(line)
    return content


def _is_label(line: Line) -> bool:
    body = line.body.strip(BLANKS + "*_")
    return line.kind in {Kind.HEADING, Kind.SECTION} or (
        body.endswith((":", "：")) and len(body) <= LABEL
    )


def _says_nothing(line: Line) -> bool:
    text = line.body.strip(BLANKS + "*_")
    if len(text) > 400:
        return False
    if not _WORD.search(text):
        return True
    return bool(_TO_DO.fullmatch(text) or _CAPTION.fullmatch(text)) or only_links(line.text)


def _is_lost_link(body: str) -> bool:
    return len(body.strip(BLANKS)) <= SHORT and not _STOPS.search(body)


def _only_names(title: str, content: Sequence[Line]) -> bool:
    """Tell whether a Chinese question that wants no names got a list of Latin names only."""
    if not _HAN.search(title) or _NAMES_WANTED.search(title):
        return False
    return all(
        line.kind in {Kind.BULLET, Kind.NUMBER}
        and len(line.body) <= 60
        and _NAME.fullmatch(line.body)
        for line in content
    )
