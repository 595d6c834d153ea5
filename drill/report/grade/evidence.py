"""One failing input: what went in, what was right, what came out."""

from typing import assert_never

from drill.model.outcome import (
    Crashed,
    NotCalled,
    Outcome,
    Raised,
    Returned,
    Tampered,
    TimedOut,
    Unreadable,
)
from drill.model.report import Failure, Report
from drill.model.text import Text
from drill.report import words
from drill.report.escape import escape, quoted
from drill.report.grade.arrays import alone, side_by_side
from drill.report.grade.boxes import picture
from drill.report.grade.snippet import snippet
from drill.report.screen import DIM, RED, Screen

MOST_LINES = 12  # for one array of the input


def evidence(
    failure: Failure, report: Report, heading: str, title: str, screen: Screen
) -> list[str]:
    """Lay out one failure under `heading`, a block of lines."""
    lines = [screen.heading(heading), *screen.paragraph(title, "  "), ""]
    lines += _inputs(failure, report, screen)
    lines += ["", *_results(failure, screen)]
    drawing = picture(failure, report.picture, screen)
    if drawing:
        lines += ["", *drawing]
    said = screen.paint(screen.say(words.REPLAY), DIM)
    return [*lines, "", f"  {said}", *screen.command(_replay(failure, report), "    ")]


def _inputs(failure: Failure, report: Report, screen: Screen) -> list[str]:
    function = report.function or report.problem
    source = snippet(
        function, failure.names, failure.inputs, width=screen.width - 4, most=MOST_LINES
    )
    return [f"    {escape(line)}".rstrip() for line in source.split("\n")]


def _results(failure: Failure, screen: Screen) -> list[str]:
    outcome = failure.outcome
    if isinstance(outcome, Returned):
        lines = side_by_side(failure.expected, outcome.value, failure.difference, screen)
    else:
        lines = alone(failure.expected, instead(outcome), screen)
    if failure.difference and isinstance(outcome, Returned):
        message = escape(screen.say(failure.difference.message))
        lines += screen.paragraph(message[:1].upper() + message[1:], "  ", RED)
    return lines


def instead(outcome: Outcome) -> Text:
    """Say what came where a result was due."""
    match outcome:
        case Returned() | Unreadable():
            return outcome.what if isinstance(outcome, Unreadable) else Text("", "")
        case Raised():
            where = words.fill(words.AT_LINE, line=outcome.line) if outcome.line else Text("", "")
            said = words.fill(words.RAISED, type=escape(outcome.type))
            return Text(said.en + where.en, said.zh + where.zh)
        case TimedOut():
            return words.fill(words.NO_ANSWER, seconds=f"{outcome.seconds:g}")
        case Crashed():
            return outcome.how
        case Tampered():
            return words.TAMPERED
        case NotCalled():
            return words.fill(words.NOT_CALLED, missing=outcome.missing)
        case _:
            assert_never(outcome)


def _replay(failure: Failure, report: Report) -> str:
    grade = f"drill code {report.problem} {quoted(report.file)}"
    return f"{grade} --replay {failure.case}:{failure.seed}"
