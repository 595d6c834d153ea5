"""Key points to begin with, drafted from items, ①②③ and key words."""

import re
from collections.abc import Iterator, Sequence

from drill.bank.notes.lines import Line
from drill.bank.notes.links import only_links
from drill.bank.notes.marks import BLANKS, SIGNS, Kind
from drill.model.notes import DraftPoint

MOST = 12  # points of one card
LONGEST = 80  # characters of a point
LOOK = 4000  # characters of an answer that are searched for enumerations
_KEYWORDS = re.compile(r"[\[【]?(?:关键词|关键字|关键点|要点|key ?words?|key points?)[\]】]?\s*[:：]?\s*(\S.*)", re.I)
_SPLIT = re.compile(r"\s*[、,，;；/|]\s*")
_INLINE = re.compile(
    r"(?:^|(?<=[\s。；;,，:：]))(?:[①-⑳]|\d{1,2}(?:[、)）]|\.(?!\d))|[(（]\d{1,2}[)）]|[a-h][、)）.])\s*(?=\S)"
    r"|(?<=[^\sA-Za-z0-9])(?:[①-⑳]|[(（]\d{1,2}[)）]|\d{1,2}[)）、])\s*(?=[^\s\d])"
)
_BOLD = re.compile(r"(?:\*\*|__)([^*_]{1,40})(?:\*\*|__)")
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9+-]{1,24}(?: [A-Z][A-Za-z0-9+-]{0,24}){0,3}")
_QUOTED = re.compile(r"[“「『\"]([^“”「」『』\"]{2,20})[”」』\"]")
_LEAD = re.compile(r"([^:：,，。;；?？]{2,24})[:：]\s*(?=\S)")
_SENTENCE = re.compile(r"[。；;!！]|\.\s|,\s*(?=.{60})")
_SIGN = re.compile(rf"^(?:{SIGNS}|\s)+")
_REFERENCE = re.compile("参考(?:链接|资料|文献)?[:：]|https?://")
_STOP = {"the", "this", "these", "that", "it", "in", "if", "when", "for", "and", "is", "are", "to", "of", "we", "you"}


def draft(lines: Sequence[Line]) -> tuple[DraftPoint, ...]:
    """Draft the points of an answer: its items, else what it enumerates, else what it names."""
    prose = [line for line in lines if line.kind not in {Kind.CODE, Kind.FENCE, Kind.MATH}]
    for source in (_keywords, _items, _inline, _terms):
        found = list(source(prose))
        if len(found) >= (1 if source in (_keywords, _items) else 2):
            return tuple(found[:MOST])
    return ()


def _keywords(lines: Sequence[Line]) -> Iterator[DraftPoint]:
    for line in lines:
        found = _KEYWORDS.match(line.text.strip(BLANKS)[:LOOK]) if line.text else None
        if found:
            for word in _SPLIT.split(found[1].strip(" .。")):
                if word:
                    yield DraftPoint(line.number, word[:LONGEST], (word[:LONGEST],))


def _items(lines: Sequence[Line]) -> Iterator[DraftPoint]:
    """Take the items of the outermost level; where that is one alone, those below it too."""
    items = [line for line in lines if line.kind in {Kind.BULLET, Kind.NUMBER} and line.body]
    if not items:
        return
    margin = min(line.indent for line in items)
    outer = [line for line in items if line.indent == margin]
    for line in outer if len(outer) > 1 else items:
        if not _REFERENCE.match(line.body) and not only_links(line.body):
            yield _point(line.number, line.body)


def _inline(lines: Sequence[Line]) -> Iterator[DraftPoint]:
    """Cut lines that enumerate within themselves."""
    for line in lines:
        marks = list(_INLINE.finditer(line.body[:LOOK]))
        if len(marks) < 2:
            continue
        ends = [mark.start() for mark in marks[1:]] + [min(len(line.body), LOOK)]
        for mark, end in zip(marks, ends, strict=True):
            part = line.body[mark.end() : end].strip(BLANKS + ";；,，。")
            if part:
                yield _point(line.number, part)


def _terms(lines: Sequence[Line]) -> Iterator[DraftPoint]:
    """Take lines that name something and say what it is."""
    for line in lines:
        body = line.body[:LOOK]
        bold = _BOLD.match(body)
        if line.kind is Kind.TEXT and (bold or _LEAD.match(body)) and "://" not in body[:60]:
            yield _point(line.number, body)


def _point(number: int, body: str) -> DraftPoint:
    body = _SIGN.sub("", body[:LOOK])
    lead = _LEAD.match(body)
    words = [lead[1].strip(BLANKS + "*_")] if lead else []
    words += _BOLD.findall(body) + _QUOTED.findall(body[:400])
    words += [word for word in _LATIN.findall(body[:200]) if word.casefold() not in _STOP]
    text = _SENTENCE.split(body)[0].replace("**", "").strip(BLANKS)
    if len(text) > LONGEST:
        text = text[: LONGEST - 1] + "…"
    unique = dict.fromkeys(word.strip(BLANKS + ":：*_") for word in words)
    return DraftPoint(number, text or body[:LONGEST], tuple(word for word in unique if word)[:5])
