"""Questions inside answers: what an interviewer would ask next."""

import re
from collections.abc import Iterator, Sequence

from drill.bank.notes.lines import Line
from drill.bank.notes.marks import BLANKS, SIGNS, Kind
from drill.model.notes import SubQuestion

LONGEST = 300  # characters of a question
MOST = 50  # of one answer
_ASKED = re.compile(r"？|(?<=[^\x00-\x7f])\?|\?(?=$|[\s”\"’』」)）\]】*]|[^\x00-\x7f])")
_BEFORE = re.compile(r"[。！!？?；;\n]|(?<=[a-z]{3}|[\d)\]%]{3})\.\s+(?=[A-Z“\"])")
_LEADS = re.compile("什么|如何|怎么|怎样|为什么|为何|为啥|哪些|哪个|是否|能否|区别|[吗呢]$")
_ENDS = re.compile("(?:什么|哪些|怎么做|怎么办|多少|[吗呢])$")
SHORT = 60  # characters of an item that may be a question without its mark
_MARK = re.compile(rf"^(?:[-*+•●>\s“”\"‘]|{SIGNS}|\d{{1,2}}[.、)）]|[(（]\d{{1,2}}[)）]|\*\*)+")
_STOPS = frozenset(",，:：。;；")


def subquestions(lines: Sequence[Line]) -> tuple[SubQuestion, ...]:
    """Find them line by line; each is told once."""
    found: list[SubQuestion] = []
    for line in lines:
        if line.kind in {Kind.CODE, Kind.FENCE, Kind.MATH, Kind.BLANK, Kind.TABLE}:
            continue
        titles = list(_sentences(line.body)) or list(_lead(line))
        found += [SubQuestion(line.number, title) for title in titles]
        if len(found) >= MOST:
            break
    return tuple(found[:MOST])


def _sentences(text: str) -> Iterator[str]:
    """Cut the sentences that end in a question mark."""
    if "?" not in text and "？" not in text:
        return
    done = 0
    for match in _ASKED.finditer(text):
        start = max(done, match.start() - LONGEST)
        sentence = _BEFORE.split(text[start : match.start()])[-1]
        done = match.end()
        title = _inside_brackets(_MARK.sub("", sentence.strip(BLANKS))).strip(BLANKS)
        if len(title) > 2 and "://" not in title and title[0] not in "(（":
            yield title + match[0]


def _inside_brackets(sentence: str) -> str:
    """Give what stands behind the last bracket that is still open: it alone is the question."""
    opened: list[int] = []
    for at, sign in enumerate(sentence):
        if sign in "(（":
            opened.append(at)
        elif sign in ")）" and opened:
            opened.pop()
    return sentence[opened[-1] + 1 :] if opened and opened[-1] else sentence


def _lead(line: Line) -> Iterator[str]:
    """Take the first clause of an item that sounds like a question."""
    if line.kind not in {Kind.BULLET, Kind.NUMBER}:
        return
    clause = first_clause(line.body)
    if 3 < len(clause) <= SHORT and _LEADS.search(clause):
        yield _MARK.sub("", clause)
    elif len(line.body) <= SHORT and _ENDS.search(line.body):
        yield line.body


def first_clause(text: str) -> str:
    """Cut at the first comma, colon or full stop outside of brackets."""
    depth = 0
    for at, sign in enumerate(text[:120]):
        depth += (sign in "([（【") - (sign in ")]）】")
        if sign in _STOPS and depth <= 0:
            return text[:at].strip(BLANKS)
    return text[:120].strip(BLANKS)
