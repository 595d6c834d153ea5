"""The statement of a problem, its contract and examples; its hints."""

import inspect
from collections.abc import Sequence
from typing import Any, Protocol

from drill.model.question import Question
from drill.model.text import Lang, Text
from drill.problem import Problem
from drill.report import words
from drill.report.escape import escape, quoted
from drill.report.problems.parts import body_lines, joined, title_lines
from drill.report.screen import CYAN, DIM, GREEN, Screen


class Example(Protocol):
    """A shown case with its right answer."""

    @property
    def title(self) -> Text:
        """Say what it is about."""

    @property
    def names(self) -> tuple[str, ...]:
        """Name the inputs."""

    @property
    def inputs(self) -> tuple[Any, ...]:
        """Give the inputs."""

    @property
    def expected(self) -> Any:
        """Give the right answer."""


def show_text(
    question: Question,
    problem: Problem,
    lang: Lang,
    width: int,
    colour: bool,
    examples: Sequence[Example],
) -> str:
    """Write what the interviewer says, the contract, and examples with their results."""
    screen = Screen(lang, width, colour)
    sections = [
        title_lines(question, screen),
        body_lines(question.prompt, screen),
        _contract(problem, screen),
        *_examples(problem.reference.name, examples, screen),
        _next(
            [
                (f"drill start {question.id}", words.TO_START),
                (f"drill code {question.id} {question.id}.py", words.TO_GRADE),
                (f"drill hint {question.id}", words.TO_HINT),
            ],
            screen,
        ),
    ]
    return joined(sections)


def started_text(problem: str, path: str, lang: Lang, width: int, colour: bool) -> str:
    """Say that a starter file was written, and what to do with it."""
    screen = Screen(lang, width, colour)
    written = screen.paragraph(screen.say(words.fill(words.WRITTEN, path=escape(path))), "")
    rows = [
        (f"drill code {problem} {quoted(path)} --watch", words.TO_WATCH),
        (f"drill hint {problem}", words.TO_HINT),
    ]
    return joined([written, _next(rows, screen)])


def hint_text(question: Question, k: int, lang: Lang, width: int, colour: bool) -> str:
    """Write hint `k`, counted from 1; the last one where `k` is beyond it."""
    screen = Screen(lang, width, colour)
    if not question.hints:
        return joined([screen.paragraph(screen.say(words.NO_HINTS), "")])
    n = len(question.hints)
    k = min(max(k, 1), n)
    heading = screen.heading(
        screen.say(words.fill(words.HINT, k=k, n=n)), screen.say(question.title)
    )
    sections = [[heading, *body_lines(question.hints[k - 1], screen)]]
    if k < n:
        sections.append(_next([(f"drill hint {question.id}", words.TO_HINT)], screen))
    else:
        sections.append(screen.paragraph(screen.say(words.LAST_HINT), "  ", DIM))
    return joined(sections)


def call(problem: Problem) -> str:
    """Write the signature of the contract without its annotations."""
    bare = [
        parameter.replace(annotation=inspect.Parameter.empty)
        for parameter in problem.reference.signature.parameters.values()
    ]
    return f"{problem.reference.name}{inspect.Signature(bare)}"


def _contract(problem: Problem, screen: Screen) -> list[str]:
    heading = screen.heading(screen.say(words.CONTRACT))
    signature = screen.paragraph(call(problem), "  ", CYAN)
    return [heading, *signature, "", *body_lines(problem.reference.contract, screen)]


def _examples(name: str, examples: Sequence[Example], screen: Screen) -> list[list[str]]:
    from drill.report.grade.snippet import snippet  # imports numpy

    sections = []
    for one in examples:
        source = snippet(name, one.names, one.inputs, width=screen.width - 4, most=12)
        lines = [f"    {line}".rstrip() for line in source.split("\n")]
        sections.append(
            [*body_lines(one.title, screen), "", *lines, *_result(one.expected, screen)]
        )
    if sections:
        sections[0].insert(0, screen.heading(screen.say(words.EXAMPLES)))
    return sections


def _result(expected: Any, screen: Screen) -> list[str]:
    """Write a result after an arrow; the values of a tuple under each other."""
    from drill.report.grade.arrays import brief  # imports numpy

    lines = []
    for value in expected if isinstance(expected, tuple) else (expected,):
        lead = "    → "
        for row in brief(value, screen.width - 6):
            lines.append(lead + screen.paint(row, GREEN))
            lead = "      "
    return lines


def _next(rows: list[tuple[str, Text]], screen: Screen) -> list[str]:
    said = [(command, screen.say(text)) for command, text in rows]
    return [screen.heading(screen.say(words.NEXT)), *screen.offers(said)]
