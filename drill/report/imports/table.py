"""A line for each file of notes: how many questions it holds, and what is the matter with them."""

from collections.abc import Iterator, Sequence

from drill.model.imported import Imported
from drill.model.notes import Reason
from drill.report.cards.parts import dotted
from drill.report.escape import escape
from drill.report.imports import words as say
from drill.report.screen import BOLD, DIM, Screen
from drill.report.words import fill
from drill.report.wrap import cells, clip, pad

MOST_FILES = 20  # of which each has a line
LEAST = 14  # cells for the name of a file
HEADS = (say.QUESTIONS, say.OPEN, say.INNER, say.CODE, say.LOST, say.ALIKE, say.LEFT_OUT_LINES)


def table_lines(done: Sequence[Imported], screen: Screen) -> list[str]:
    """Write the counts of each file, and their sum where there are several."""
    rows = [(escape(one.label), _counts([one])) for one in done[:MOST_FILES]]
    if len(done) > len(rows):
        others = done[len(rows) :]
        rows.append((screen.say(fill(say.OTHER_FILES, n=len(others))), _counts(others)))
    if len(done) > 1:
        rows.append((screen.say(fill(say.ALL, n=len(done))), _counts(done)))
    heads = [screen.say(one) for one in HEADS]
    wide = [
        max(map(cells, column)) for column in zip(heads, *(row[1] for row in rows), strict=True)
    ]
    room = screen.width - sum(wide) - 2 * len(wide) - 2
    if room < LEAST:
        return [line for name, counts in rows for line in _listed(name, heads, counts, screen)]
    left = min(max(cells(name) for name, _ in rows), room)
    lines = [_row(screen.say(say.FILE), heads, left, wide)]
    lines += [_row(shorten(name, left), counts, left, wide) for name, counts in rows]
    return [screen.paint(lines[0], DIM), *lines[1:]]


def _row(name: str, values: Sequence[str], left: int, wide: Sequence[int]) -> str:
    right = [" " * (size - cells(one) + 2) + one for one, size in zip(values, wide, strict=True)]
    return f"  {pad(name, left)}{''.join(right)}"


def _listed(
    name: str, heads: Sequence[str], counts: Sequence[str], screen: Screen
) -> Iterator[str]:
    """Write the counts of a file under its name: where a table is too wide."""
    yield f"  {screen.paint(shorten(name, screen.width - 2), BOLD)}"
    facts = [f"{head} {n}" for head, n in zip(heads, counts, strict=True)]
    yield from dotted(facts, screen, "    ")


def _counts(done: Sequence[Imported]) -> tuple[str, ...]:
    questions = [question for one in done for question in one.notes.questions]
    dropped = [span for one in done for span in one.notes.dropped]
    counts = (
        len(questions),
        sum(not one.answered for one in questions),
        sum(len(one.subquestions) for one in questions),
        sum(bool(one.code) for one in questions),
        sum(bool(one.flags) for one in questions),
        sum(bool(outcome.like) for one in done for outcome in one.outcomes),
        sum(one.end_line - one.line + 1 for one in dropped if one.reason is not Reason.BLANK),
    )
    return tuple(map(str, counts))


def shorten(name: str, room: int) -> str:
    """Cut a path that is too long in its middle: both ends tell files apart."""
    if cells(name) <= room:
        return name
    head = clip(name, max(room // 3, 1)).removesuffix("…")
    rest = name[len(head) :]
    while rest and cells(head) + cells(rest) > room - 1:
        rest = rest[1:]
    return f"{head}…{rest}"
