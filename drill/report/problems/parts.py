"""What the statement of a problem and its solution share."""

from collections.abc import Sequence

from drill.model.question import Question
from drill.model.text import Text
from drill.report import words
from drill.report.screen import BOLD, DIM, Screen
from drill.report.wrap import cells, prose


def code_lines(source: str, screen: Screen) -> list[str]:
    """Indent source code, in colours where there are any."""
    lines = source.rstrip("\n").split("\n")
    if screen.colour:
        lines = _highlighted(source.rstrip("\n"))
    return [f"    {line}".rstrip() for line in lines]


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


def title_lines(question: Question, screen: Screen) -> list[str]:
    """Say what it is called, how hard it is and how long it takes."""
    facts = [
        question.id,
        screen.say(words.LEVELS[question.level]),
        screen.say(words.fill(words.MINUTES, n=question.minutes)),
        ", ".join(question.topics),
    ]
    head = screen.paragraph(screen.say(question.title), "", BOLD)
    return [*head, *screen.paragraph(" · ".join(filter(None, facts)), "  ", DIM)]


def body_lines(text: Text, screen: Screen, indent: str = "  ") -> list[str]:
    """Lay out prose under a margin."""
    lines = prose(screen.say(text), screen.width - cells(indent))
    return [f"{indent}{screen.marked(line)}".rstrip() for line in lines]


def source_lines(sources: Sequence[str], screen: Screen) -> list[str]:
    """List where it comes from."""
    lines = [screen.heading(screen.say(words.SOURCES))] if sources else []
    return lines + [line for one in sources for line in screen.paragraph(one, "  ", DIM)]


def joined(sections: Sequence[Sequence[str]]) -> str:
    """Put a blank line between sections; one without lines is left out."""
    return "\n\n".join("\n".join(section) for section in sections if section)
