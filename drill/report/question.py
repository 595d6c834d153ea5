"""One question on the screen: its statement, its hints, its solution."""

import inspect
from collections.abc import Sequence
from typing import Any, Protocol

from drill.model.question import Question
from drill.model.text import Lang, Text
from drill.problem import Mistake, Problem
from drill.report import words
from drill.report.escape import escape, quoted
from drill.report.grade.source import source_of
from drill.report.screen import BOLD, CYAN, DIM, GREEN, YELLOW, Screen
from drill.report.wrap import cells, prose


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
        _title(question, screen),
        _body(question.prompt, screen),
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
    return _joined(sections)


def started_text(problem: str, path: str, lang: Lang, width: int, colour: bool) -> str:
    """Say that a starter file was written, and what to do with it."""
    screen = Screen(lang, width, colour)
    written = screen.paragraph(screen.say(words.fill(words.WRITTEN, path=escape(path))), "")
    rows = [
        (f"drill code {problem} {quoted(path)} --watch", words.TO_WATCH),
        (f"drill hint {problem}", words.TO_HINT),
    ]
    return _joined([written, _next(rows, screen)])


def give_up_question(problem: str, lang: Lang) -> str:
    """Ask whether to show a solution that was not earned."""
    return words.fill(words.GIVE_UP, problem=problem).to(lang)


def hint_text(question: Question, k: int, lang: Lang, width: int, colour: bool) -> str:
    """Write hint `k`, counted from 1; the last one where `k` is beyond it."""
    screen = Screen(lang, width, colour)
    if not question.hints:
        return _joined([screen.paragraph(screen.say(words.NO_HINTS), "")])
    n = len(question.hints)
    k = min(max(k, 1), n)
    heading = screen.heading(
        screen.say(words.fill(words.HINT, k=k, n=n)), screen.say(question.title)
    )
    sections = [[heading, *_body(question.hints[k - 1], screen)]]
    if k < n:
        sections.append(_next([(f"drill hint {question.id}", words.TO_HINT)], screen))
    else:
        sections.append(screen.paragraph(screen.say(words.LAST_HINT), "  ", DIM))
    return _joined(sections)


def solution_text(
    question: Question, problem: Problem, lang: Lang, width: int, colour: bool
) -> str:
    """Write the explanation, the source of the reference, and what people get wrong."""
    screen = Screen(lang, width, colour)
    mistakes = [one for one in problem.mistakes if one.kind == "mistake"]
    others = [one for one in problem.mistakes if one.kind != "mistake"]
    accepted = [one.note for one in problem.accepted]
    follow_ups = [f for one in question.follow_ups for f in _asked(one.ask, one.want, screen)]
    sections = [
        _title(question, screen),
        _body(problem.explanation, screen),
        [
            screen.heading(screen.say(words.REFERENCE)),
            *code(source_of(problem.reference.function), screen),
        ],
        _bullets(words.ALSO_RIGHT, accepted, "✓", GREEN, screen),
        _bullets(words.OFTEN_WRONG, _texts(mistakes), "✗", YELLOW, screen),
        _bullets(words.OTHER_RULES, _texts(others), "·", CYAN, screen),
        [screen.heading(screen.say(words.FOLLOW_UPS)), *follow_ups] if follow_ups else [],
        _sources(question.sources, screen),
    ]
    return _joined(sections)


def code(source: str, screen: Screen) -> list[str]:
    """Indent source code, in colours where there are any."""
    lines = source.rstrip("\n").split("\n")
    if screen.colour:
        lines = _highlighted(source.rstrip("\n"))
    return [f"    {line}".rstrip() for line in lines]


def call(problem: Problem) -> str:
    """Write the signature of the contract without its annotations."""
    bare = [
        parameter.replace(annotation=inspect.Parameter.empty)
        for parameter in problem.reference.signature.parameters.values()
    ]
    return f"{problem.reference.name}{inspect.Signature(bare)}"


def _highlighted(source: str) -> list[str]:
    from io import StringIO  # rich and pygments are slow to import

    from rich.console import Console
    from rich.syntax import Syntax

    console = Console(
        file=StringIO(),
        force_terminal=True,
        color_system="standard",
        width=1000,
        legacy_windows=False,
    )
    text = Syntax("", "python", theme="ansi_dark", background_color="default").highlight(source)
    with console.capture() as captured:
        console.print(text, soft_wrap=True, end="")
    return captured.get().rstrip("\n").split("\n")


def _title(question: Question, screen: Screen) -> list[str]:
    facts = [
        question.id,
        screen.say(words.LEVELS[question.level]),
        screen.say(words.fill(words.MINUTES, n=question.minutes)),
        ", ".join(question.topics),
    ]
    head = screen.paragraph(screen.say(question.title), "", BOLD)
    return [*head, *screen.paragraph(" · ".join(filter(None, facts)), "  ", DIM)]


def _body(text: Text, screen: Screen, indent: str = "  ") -> list[str]:
    lines = prose(screen.say(text), screen.width - cells(indent))
    return [f"{indent}{screen.marked(line)}".rstrip() for line in lines]


def _contract(problem: Problem, screen: Screen) -> list[str]:
    heading = screen.heading(screen.say(words.CONTRACT))
    signature = screen.paragraph(call(problem), "  ", CYAN)
    return [heading, *signature, "", *_body(problem.reference.contract, screen)]


def _examples(name: str, examples: Sequence[Example], screen: Screen) -> list[list[str]]:
    from drill.report.grade.snippet import snippet  # imports numpy

    sections = []
    for one in examples:
        source = snippet(name, one.names, one.inputs, width=screen.width - 4, most=12)
        lines = [f"    {line}".rstrip() for line in source.split("\n")]
        sections.append([*_body(one.title, screen), "", *lines, *_result(one.expected, screen)])
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


def _texts(mistakes: Sequence[Mistake]) -> list[Text]:
    return [one.diagnosis for one in mistakes]


def _bullets(
    title: Text, texts: Sequence[Text], mark: str, style: str, screen: Screen
) -> list[str]:
    lines = [screen.heading(screen.say(title))] if texts else []
    for text in texts:
        first, *rest = filter(None, _body(text, screen, "    "))
        lines += [f"  {screen.paint(mark, style)} {first[4:]}", *rest]
    return lines


def _asked(ask: Text, want: Text, screen: Screen) -> list[str]:
    first, *rest = _body(ask, screen, "    ")
    return [f"  ? {first[4:]}", *rest, *_body(want, screen, "    ")]


def _sources(sources: Sequence[str], screen: Screen) -> list[str]:
    lines = [screen.heading(screen.say(words.SOURCES))] if sources else []
    return lines + [line for one in sources for line in screen.paragraph(one, "  ", DIM)]


def _next(rows: list[tuple[str, Text]], screen: Screen) -> list[str]:
    said = [(command, screen.say(text)) for command, text in rows]
    return [screen.heading(screen.say(words.NEXT)), *screen.offers(said)]


def _joined(sections: Sequence[Sequence[str]]) -> str:
    return "\n\n".join("\n".join(section) for section in sections if section)
