"""From lines and a layout to questions: each line goes to one question, or is dropped."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from drill.bank.notes import noise
from drill.bank.notes.account import merged
from drill.bank.notes.answered import is_answered
from drill.bank.notes.answers import collect, is_wrapper
from drill.bank.notes.choose import Choice
from drill.bank.notes.evidence import Hit, is_answer
from drill.bank.notes.lines import Line
from drill.bank.notes.marks import BLANKS, Kind
from drill.bank.notes.points import draft
from drill.bank.notes.subquestions import subquestions
from drill.bank.notes.titles import clean, key
from drill.model.notes import AnswerLine, Dropped, Question, Reason

EXPECTED = 0.8  # of the titles with an answer marker: then one without is worth a look
_TEASER = re.compile("(?:参考回答|参考答案|答案|回答)[:：]")
_OUTER = {Kind.HEADING, Kind.SECTION}
_TRAILING = {Kind.BLANK, Kind.RULE, Kind.TAG, Kind.COMMENT}
_NUMBER = re.compile(r"(?:Q|问题)?\d{1,6}[.、:：)）]?\s*", re.IGNORECASE)


class Read(NamedTuple):
    """Questions, and lines in none of them; each line is in one of both."""

    questions: list[Question]
    dropped: list[Dropped]


def read(lines: Sequence[Line], choice: Choice | None) -> Read:
    """Walk over the file once, with its layout known; without one every line is dropped."""
    if choice is None:
        return Read(
            [], merged([Dropped(one.number, one.number, noise.reason(one)) for one in lines])
        )
    return _Reader(lines, choice).read()


class _Reader:
    """The state machine: before the first title, in an answer, between two, behind the last."""

    def __init__(self, lines: Sequence[Line], choice: Choice) -> None:
        self.lines = lines
        self.choice = choice
        self.hits = choice.hits
        self.keys = {key(hit.title) for hit in choice.hits}
        self.by_headings = Kind.HEADING in choice.layout.kinds
        self.expected = choice.evidence.answered >= EXPECTED
        self.margin = 0 if choice.layout.markdown else _margin(lines)
        self.levels = Counter(line.mark for line in lines if line.kind is Kind.HEADING)
        self.section = ""
        self.dropped: list[Dropped] = []
        self.questions: list[Question] = []

    def read(self) -> Read:
        starts = [hit.at for hit in self.hits]
        end = noise.tail(self.lines, starts[-1] + 1)
        self._outside(0, starts[0], head=True)
        for i, (start, after) in enumerate(pairwise([*starts, end])):
            if self._is_teaser(i):
                self._drop(start, after, Reason.TEASER)
                continue
            stop = self._end_of_answer(start, after, last=i == len(starts) - 1)
            self._question(self.hits[i], stop)
            self._outside(stop, after)
        self._outside(end, len(self.lines), tail=True)
        return Read(self.questions, merged(self.dropped))

    def _is_teaser(self, i: int) -> bool:
        """Tell whether a title is only the summary of a search engine: the next, and its answer."""
        title = self.hits[i].title
        if i + 1 < len(self.hits):
            following = self.hits[i + 1].title
            rest = title.removeprefix(following)
            if rest != title and (len(rest) > 20 or _TEASER.match(rest)):
                return True
        return len(title) > 60 and _TEASER.search(title[4:]) is not None

    def _end_of_answer(self, start: int, after: int, *, last: bool) -> int:
        """Find where an answer ends: headings of sections before the next title are outside."""
        stop = after
        if not last:
            at = after - 1
            while at > start and self._is_between(at):
                if self.lines[at].kind in _OUTER or at in self.choice.contents:
                    stop = at
                at -= 1
        ends_at = self.choice.layout.ends_at
        depth = len(self.lines[start].mark) if self.by_headings else 0
        for at in range(start + 1, stop):
            line = self.lines[at]
            if line.kind in ends_at and line.kind is not Kind.BLANK:
                return at
            if line.kind is Kind.HEADING and len(line.mark) < depth and not is_answer(line):
                return at
        return stop

    def _is_between(self, at: int) -> bool:
        line = self.lines[at]
        if line.kind in _TRAILING or at in self.choice.contents:
            return True
        if line.kind is Kind.SECTION:
            return len(line.body) <= 40
        return line.kind is Kind.HEADING and not is_answer(line)

    def _question(self, hit: Hit, stop: int) -> None:
        first = hit.at + 1
        end = stop
        while end > first and self._is_trailing(end - 1):
            end -= 1
        for at in range(end, stop):
            self._drop(at, at + 1, noise.reason(self.lines[at]))
        body = list(self.lines[first:end])
        marker = self._answer_marker(body)
        answer = collect(body, margin=self.margin)
        self.dropped += answer.dropped
        kept = answer.kept
        title = self.lines[hit.at]
        if hit.rest:
            answer.lines.insert(0, AnswerLine(title.number, hit.rest))
            rest = title._replace(kind=Kind.TEXT, text=hit.rest, body=hit.rest)
            kept, body = [rest, *kept], [rest, *body]
        self.questions.append(
            Question(
                number=hit.number,
                title=hit.title,
                marks=hit.marks,
                line=title.number,
                end_line=max(self.lines[end - 1].number, title.number),
                answered=is_answered(
                    hit.title,
                    body,
                    marker=marker or bool(hit.rest),
                    expected=self.expected,
                    copied=not self.choice.layout.markdown,
                ),
                answer=tuple(answer.lines),
                code=tuple(answer.code),
                links=tuple(answer.links),
                formulas=tuple(answer.formulas),
                subquestions=subquestions(kept),
                points=draft(kept),
                flags=tuple(answer.flags),
                section=self.section,
            )
        )

    def _is_trailing(self, at: int) -> bool:
        line = self.lines[at]
        return line.kind in {Kind.BLANK, Kind.RULE, Kind.COMMENT} or is_wrapper(line)

    def _answer_marker(self, body: list[Line]) -> bool:
        """Take the answer marker off the beginning; what stands behind it on its line stays."""
        at = next((i for i, line in enumerate(body) if line.kind is not Kind.BLANK), None)
        if at is None or not is_answer(body[at]):
            return False
        line = body[at]
        rest = line.body if line.kind is Kind.ANSWER else ""
        if rest:
            body[at] = line._replace(kind=Kind.TEXT, text=rest, mark="", indent=0)
        else:
            self._drop(line.number - 1, line.number, Reason.MARKER)
            del body[at]
        return True

    def _outside(self, start: int, end: int, *, head: bool = False, tail: bool = False) -> None:
        """Drop lines that belong to no question, each with its reason.

        `head` is before the first title, `tail` where a page goes on behind the last answer.
        """
        titled, announced = not head, 0
        for at in range(start, end):
            line = self.lines[at]
            reason = self._reason(at, announced)
            announced += reason is Reason.CONTENTS
            if reason is Reason.OUTSIDE and tail:
                reason = Reason.CHROME
            elif reason is Reason.SECTION and not titled and self.levels[line.mark] < 2:
                reason = Reason.TITLE
            elif reason is Reason.OUTSIDE and head and _is_title(line):
                reason = Reason.SECTION if titled else Reason.TITLE
            if reason is Reason.SECTION:
                self.section = clean(line.body, markdown=True).text
            titled = titled or reason in {Reason.TITLE, Reason.OUTSIDE, Reason.SECTION}
            self._drop(at, at + 1, reason)

    def _reason(self, at: int, announced: int) -> Reason:
        """Say what a line outside of every question is; `announced` titles stood above it."""
        line, layout = self.lines[at], self.choice.layout
        reason = noise.reason(line)
        if at in self.choice.contents:
            return Reason.CONTENTS
        if reason not in {Reason.OUTSIDE, Reason.SECTION}:
            return reason
        if self._announces(line) or (announced >= 3 and noise.is_link_item(line)):
            return Reason.CONTENTS
        if reason is Reason.OUTSIDE and layout.ends_at and line.kind in layout.kinds:
            return Reason.HEAD if line.kind is Kind.TABLE else Reason.SECTION
        return reason

    def _announces(self, line: Line) -> bool:
        """Tell whether an item repeats the title of a question."""
        if line.kind not in {Kind.BULLET, Kind.NUMBER, Kind.HEADING, Kind.TEXT}:
            return False
        title = clean(line.body, markdown=True).text
        return key(_NUMBER.sub("", title, count=1)) in self.keys or key(title) in self.keys

    def _drop(self, start: int, end: int, reason: Reason) -> None:
        if end > start:
            first, last = self.lines[start].number, self.lines[end - 1].number
            self.dropped.append(Dropped(first, last, reason))


def _is_title(line: Line) -> bool:
    return (
        line.kind is Kind.TEXT
        and 0 < len(line.body.strip(BLANKS)) <= 40
        and line.body[-1] not in "。.!！?？;；,，:："
    )


def _margin(lines: Sequence[Line]) -> int:
    """Find how far the bullets of a copied page stand from its margin."""
    return min((line.indent for line in lines if line.kind is Kind.BULLET), default=0)
