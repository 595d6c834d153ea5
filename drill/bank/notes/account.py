"""Every line is accounted for: in one question, or dropped with a reason."""

from collections.abc import Iterator, Sequence

from drill.model.notes import Dropped, Question


def merged(dropped: Sequence[Dropped]) -> list[Dropped]:
    """Join neighbours with the same reason."""
    joined: list[Dropped] = []
    for one in sorted(dropped, key=lambda one: one.line):
        last = joined[-1] if joined else None
        if last and last.end_line + 1 == one.line and last.reason is one.reason:
            joined[-1] = Dropped(last.line, one.end_line, one.reason)
        else:
            joined.append(one)
    return joined


def unaccounted(
    lines: int, questions: Sequence[Question], dropped: Sequence[Dropped]
) -> Iterator[int]:
    """Give the lines that are in no card and not dropped, or in more than one place.

    A law: there are none. A title's own line may also hold the beginning of its answer.
    """
    seen = [0] * (lines + 1)
    for question in questions:
        seen[question.line] += 1
        for line in question.answer:
            if line.line and line.line != question.line:
                seen[line.line] += 1
    for span in dropped:
        for number in range(span.line, span.end_line + 1):
            seen[number] += 1
    return (number for number in range(1, lines + 1) if seen[number] != 1)
