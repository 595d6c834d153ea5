"""How titles are chosen where one line alone cannot tell: which level, which cell, which item."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from drill.bank.notes.evidence import EMPTY, Hit, is_answer, ordinal
from drill.bank.notes.lines import Line
from drill.bank.notes.marks import Kind
from drill.bank.notes.titles import asks


def all_of(_: Sequence[Line], hits: list[Hit]) -> list[Hit]:
    """Take every line that has the form."""
    return hits


def chain(_: Sequence[Line], hits: list[Hit]) -> list[Hit]:
    """Leave out short lists inside answers: they begin at 1 again, and then the count goes on."""
    values = [ordinal(hit.number) or 0 for hit in hits]
    kept: list[Hit] = []
    last = at = 0
    while at < len(hits):
        end = _end_of_list(hits, values, at, last) if kept and values[at] <= 1 <= last else at
        if end > at:
            at = end
            continue
        kept.append(hits[at])
        last = values[at]
        at += 1
    return kept


def _end_of_list(hits: Sequence[Hit], values: Sequence[int], at: int, last: int) -> int:
    """Find where the count goes on behind a list that begins at `at`; `at` where it does not."""
    end = at + 1
    while end < len(hits) and values[end] == values[end - 1] + 1:
        if values[end] == last + 1 and asks(hits[end].title) and not _mostly_ask(hits[at:end]):
            return end
        end += 1
    goes_on = end < len(hits) and values[end] == last + 1
    return end if goes_on and not _mostly_ask(hits[at:end]) else at


def _mostly_ask(hits: Sequence[Hit]) -> bool:
    return 2 * sum(asks(hit.title) for hit in hits) > len(hits)


def deepest_numbers(lines: Sequence[Line], hits: list[Hit]) -> list[Hit]:
    """Leave out numbered headings of sections: nothing stands between them and deeper ones."""
    numbered = {hit.at for hit in hits}
    headings = [at for at, line in enumerate(lines) if line.kind is Kind.HEADING]
    sections = {
        at
        for at, deeper in pairwise(headings)
        if deeper in numbered
        and len(lines[deeper].mark) > len(lines[at].mark)
        and _nothing_between(lines, at, deeper)
    }
    return [hit for hit in hits if hit.at not in sections]


def leaves(lines: Sequence[Line], hits: list[Hit]) -> list[Hit]:
    """Choose the level of headings that holds questions.

    A heading with nothing before deeper ones is a section; one below a question is part of its
    answer, unless it asks itself; the only one of the highest level, at the beginning, is the title of the page.
    """
    if len(hits) < 2:
        return hits
    depth = [len(lines[hit.at].mark) for hit in hits]
    ends = [hit.at for hit in hits[1:]] + [len(lines)]
    deeper = [after > here for here, after in pairwise(depth)] + [False]
    own = [not _nothing_between(lines, hit.at, end) for hit, end in zip(hits, ends, strict=True)]
    page = deeper[0] and depth[0] == min(depth) and depth.count(depth[0]) == 1
    open_ = [not (page and i == 0) and (own[i] or not deeper[i]) for i in range(len(hits))]
    counts: Counter[int] = Counter()
    for i, hit in enumerate(hits):
        if open_[i]:
            counts[depth[i]] += 2 if asks(hit.title) else 1
    if not counts:
        return []
    level = max(counts, key=lambda one: (counts[one], -one))
    chosen: list[Hit] = []
    parent_is_question = False
    for i, hit in enumerate(hits):
        if depth[i] <= level:
            parent_is_question = open_[i]
        elif parent_is_question and not asks(hit.title):
            continue
        if open_[i]:
            chosen.append(hit)
    return chosen


def _nothing_between(lines: Sequence[Line], start: int, end: int) -> bool:
    return all(lines[at].kind in EMPTY for at in range(start + 1, end))


def answered_marks(lines: Sequence[Line], hits: list[Hit]) -> list[Hit]:
    """Take the bullets with the sign that answer markers follow most."""
    following: Counter[str] = Counter()
    for hit in hits:
        behind = next(
            (at for at in range(hit.at + 1, len(lines)) if lines[at].kind not in EMPTY), None
        )
        if behind is not None and is_answer(lines[behind]):
            following[lines[hit.at].mark] += 1
    if not following:
        return []
    mark = max(following, key=lambda one: (following[one], one))
    return [hit for hit in hits if lines[hit.at].mark == mark]


def outermost(lines: Sequence[Line], hits: list[Hit]) -> list[Hit]:
    """Take the bullets at the smallest margin."""
    if not hits:
        return hits
    margin = min(lines[hit.at].indent for hit in hits)
    return [hit for hit in hits if lines[hit.at].indent == margin]


def items(lines: Sequence[Line], hits: list[Hit]) -> list[Hit]:
    """Take the items with none below them, where a file is nothing but a list."""
    prose = sum(
        line.kind not in EMPTY and line.kind is not Kind.HEADING and line.kind is not Kind.SECTION
        for line in lines
    )
    if not hits or len(hits) < 0.85 * prose:
        return []
    margins = [lines[hit.at].indent for hit in hits] + [0]
    return [
        hit
        for hit, here, after in zip(hits, margins, margins[1:], strict=False)
        if after <= here or asks(hit.title)
    ]


def cells(lines: Sequence[Line], hits: list[Hit]) -> list[Hit]:
    """Take the column of tables that asks most; the columns behind it are the answer."""
    rows = [(hit, _cells(hit.title)) for hit in hits]
    rows = [(hit, row) for hit, row in rows if not all(set(cell) <= set("-: ") for cell in row)]
    columns: Counter[int] = Counter()
    for _, row in rows:
        columns.update(i for i, cell in enumerate(row) if asks(cell) and len(cell) > 3)
    if not columns:
        return []
    column = max(columns, key=lambda one: (columns[one], -one))
    found = []
    for hit, row in rows:
        if column >= len(row) or not row[column] or _is_head(lines, hit.at):
            continue
        number = row[0] if column and row[0].isdecimal() else ""
        rest = " | ".join(cell for cell in row[column + 1 :] if cell)
        found.append(hit._replace(number=number, title=row[column], rest=rest))
    return found


def _is_head(lines: Sequence[Line], at: int) -> bool:
    below = lines[at + 1].text if at + 1 < len(lines) else ""
    return "-" in below and "|" in below and set(below.strip()) <= set("|-: \t")


def _cells(row: str) -> list[str]:
    return [cell.strip() for cell in row.strip().strip("|").split("|")]
