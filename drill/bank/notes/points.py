"""Key points to begin with, drafted from items, ①②③ and key words."""

import re
from collections.abc import Iterator, Sequence

from drill.bank.notes.lines import Line
from drill.bank.notes.links import only_links
from drill.bank.notes.marks import BLANKS, SIGNS, Kind
from drill.model.notes import DraftPoint

MOST = 12  # points of one card
LONGEST = 80  # characters of a point
SHORT = 24  # characters: a point no longer is its own word
LOOK = 4000  # characters of an answer that are searched for enumerations
_KEYWORDS = re.compile(
    r"[\[【]?(?:关键词|关键字|关键点|要点|key ?words?|key points?)[\]】]?\s*[:：]?\s*(\S.*)",
    re.IGNORECASE,
)
_SPLIT = re.compile(r"\s*[、,，;；/|]\s*")
_INLINE = re.compile(
    r"(?:^|(?<=[^A-Za-z0-9(+*∗/^_-]))"
    r"(?:([①-⑳])|(\d{1,2})(?:[、)）]|[.．](?!\d))|[(（](\d{1,2})[)）][、.．]?|([a-h])[、)）.．])\s*(?=[^\s\d])"
)
_BOLD = re.compile(r"(?:\*\*|__)([^*_]{1,40})(?:\*\*|__)")
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9+-]{1,24}(?: [A-Z][A-Za-z0-9+-]{0,24}){0,3}")
_QUOTED = re.compile(r"[“「『\"]([^“”「」『』\"]{2,20})[”」』\"]")
_LEAD = re.compile(r"([^:：,，。;；?？]{2,24})[:：]\s*(?=\S)")
_SENTENCE = re.compile(r"[。；;!！]|\.\s")
_FORMULA = re.compile(r"\$[^$]{0,400}\$|\\[A-Za-z]+|https?://\S+")
_TERM = re.compile(r"[A-Z0-9]{2}|\d|[a-z][A-Z]|-")
_HAN = re.compile("[\u3400-\u9fff]")
_SIGN = re.compile(rf"^(?:{SIGNS}|\s)+")
_REFERENCE = re.compile("参考(?:链接|资料|文献)?[:：]|https?://")
_STOP = {"the", "this", "these", "that", "it", "in", "if", "when", "for", "and", "is", "are", "to"}
_STOP |= {"of", "we", "you", "with", "no", "not", "vs", "or", "on", "by", "as", "at", "be", "an"}
_STOP |= {"map", "all", "one"}
_COLONS = (":", "：")


def draft(lines: Sequence[Line]) -> tuple[DraftPoint, ...]:
    """Draft the points of an answer: its items, else what it enumerates, else what it names."""
    prose = [line for line in lines if line.kind not in {Kind.CODE, Kind.FENCE, Kind.MATH}]
    best: dict[str, DraftPoint] = {}
    for source, enough in ((_keywords, 1), (_items, 2), (_inline, 2), (_terms, 2), (_items, 1)):
        best = {}
        for point in source(prose):
            best.setdefault(point.text, point)
            if len(best) == MOST:
                break
        if len(best) >= enough:
            return tuple(best.values())
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
    items = [line for line in items if not (_REFERENCE.match(line.body) or only_links(line.body))]
    if not items:
        return
    margin = min(line.indent for line in items)
    outer = [line for line in items if line.indent == margin]
    items = outer if len(outer) > 1 else items
    saying = [line for line in items if not line.body.rstrip().endswith(_COLONS)]
    for line in saying if len(saying) > 1 else items:
        parts = list(_parts(f"{line.mark} {line.body}")) if line.kind is Kind.NUMBER else []
        for part in parts if len(parts) > 1 else [line.body]:
            yield _point(line.number, part)


def _inline(lines: Sequence[Line]) -> Iterator[DraftPoint]:
    """Cut lines that enumerate within themselves."""
    for line in lines:
        for part in _parts(line.body):
            yield _point(line.number, part)


def _parts(body: str) -> Iterator[str]:
    """Give what stands behind 1, 2, 3 …, where they come in this order and two at least."""
    marks: list[re.Match[str]] = []
    for found in _INLINE.finditer(body[:LOOK]):
        if _value(found) == len(marks) + 1:
            marks.append(found)
    if len(marks) < 2:
        return
    ends = [mark.start() for mark in marks[1:]] + [min(len(body), LOOK)]
    for mark, end in zip(marks, ends, strict=True):
        part = body[mark.end() : end].strip(BLANKS + ";；,，。")
        if part:
            yield part


def _value(mark: re.Match[str]) -> int:
    circled, bare, bracketed, letter = mark.groups()
    if circled:
        return ord(circled) - ord("①") + 1
    return ord(letter) - ord("a") + 1 if letter else int(bare or bracketed)


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
    chinese = _HAN.search(body)
    for word in _LATIN.findall(_FORMULA.sub(" ", body[:240])):
        if word.casefold() not in _STOP and (chinese or _TERM.search(word)):
            words.append(word)
    text = _SENTENCE.split(body)[0].replace("**", "").strip(BLANKS + ",，")
    if not words and len(text) <= SHORT:
        words = [text]
    unique = dict.fromkeys(word.strip(BLANKS + ":：*_") for word in words)
    return DraftPoint(number, _shortened(text or body), tuple(filter(None, unique))[:5])


def _shortened(text: str) -> str:
    """Cut a long point at its last comma that fits."""
    if len(text) <= LONGEST:
        return text
    comma = max(text.rfind(",", 30, LONGEST), text.rfind("，", 30, LONGEST))
    return text[:comma] if comma > 0 else text[: LONGEST - 1] + "…"
