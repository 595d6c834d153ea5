"""Bytes of a notes file to questions: the way through all the steps."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import PurePath

from drill.bank.notes.choose import Choice, choose
from drill.bank.notes.decode import decode
from drill.bank.notes.evidence import ordinal
from drill.bank.notes.layouts import BARE_NUMBER
from drill.bank.notes.lines import Lines, classify
from drill.bank.notes.read import Read, read
from drill.bank.notes.topics import Topics
from drill.bank.notes.whole import FILE, whole
from drill.model.notes import Doubt, Notes, Question, Reason, Remark

WORTH_A_REMARK = 3  # lines outside of every question
MOST = 20  # remarks of one kind


def parse(data: bytes, name: str, topics: Topics | None = None) -> Notes:
    """Read the notes in `data`; `name` is the file they are in.

    Raises BankError for what is no text.
    """
    decoded = decode(data, name)
    lines = classify(decoded.lines)
    choice = choose(lines.lines) or whole(lines.lines, PurePath(name).stem)
    found = read(lines.lines, choice)
    questions = tuple(_with_topics(found.questions, topics or Topics()))
    remarks = [Remark(1, Doubt.ENCODING, decoded.encoding)] if decoded.damaged else []
    remarks += _remarks(lines, choice, found)
    return Notes(
        name=name,
        layout=choice.layout.name if choice else "none",
        encoding=decoded.encoding,
        lines=len(decoded.lines),
        questions=questions,
        dropped=tuple(found.dropped),
        remarks=tuple(remarks),
    )


def _with_topics(questions: Sequence[Question], topics: Topics) -> Iterator[Question]:
    for question in questions:
        head = "\n".join(line.text for line in question.answer[:40])
        yield replace(question, topics=topics.guess(question.title, head, question.section))


def _remarks(lines: Lines, choice: Choice | None, found: Read) -> Iterator[Remark]:
    """Say what a person should look at."""
    if choice is None:
        yield Remark(1, Doubt.NOTHING)
        return
    if choice.layout is FILE:
        yield Remark(choice.hits[0].at + 1, Doubt.WHOLE)
    if choice.rival:
        yield Remark(choice.hits[0].at + 1, Doubt.LAYOUT, choice.rival)
    if not choice.layout.indented:
        yield from _numbers(choice)
    outside = [span for span in found.dropped if span.reason is Reason.OUTSIDE]
    n = sum(span.end_line - span.line + 1 for span in outside)
    if n >= WORTH_A_REMARK:
        yield Remark(outside[0].line, Doubt.OUTSIDE, str(n))
    for number in lines.never_closed[:MOST]:
        yield Remark(number, Doubt.FENCE)


def _numbers(choice: Choice) -> Iterator[Remark]:
    """Find numbers that come twice or before a lower one; counting from 1 again is no fault."""
    before, said = 0, 0
    for hit in choice.hits:
        value = ordinal(hit.number)
        if value is None:
            continue
        if BARE_NUMBER.fullmatch(hit.title):
            yield Remark(hit.at + 1, Doubt.EMPTY, hit.number)
        if 1 < value <= before and said < MOST:
            said += 1
            yield Remark(hit.at + 1, Doubt.NUMBER, hit.number)
        before = value
