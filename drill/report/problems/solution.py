"""The reference of a problem, explained, and what people get wrong."""

from collections.abc import Sequence

from drill.model.indexed import Entry
from drill.model.question import Question
from drill.model.text import Lang, Text
from drill.problem import Mistake, Problem
from drill.report import words
from drill.report.escape import escape
from drill.report.grade.source import source_of
from drill.report.problems.parts import body_lines, code_lines, joined, source_lines, title_lines
from drill.report.screen import CYAN, GREEN, YELLOW, Screen


def give_up_question(problem: str, lang: Lang) -> str:
    """Ask whether to show a solution that was not earned."""
    return words.fill(words.GIVE_UP, problem=problem).to(lang)


def solution_text(
    question: Question,
    problem: Problem,
    lang: Lang,
    width: int,
    colour: bool,
    cards: Sequence[Entry] = (),
) -> str:
    """Write the explanation, the source of the reference, and what people get wrong.

    `cards` are those that ask about the same.
    """
    screen = Screen(lang, width, colour)
    mistakes = [one for one in problem.mistakes if one.kind == "mistake"]
    others = [one for one in problem.mistakes if one.kind != "mistake"]
    accepted = [one.note for one in problem.accepted]
    follow_ups = [f for one in question.follow_ups for f in _asked(one.ask, one.want, screen)]
    sections = [
        title_lines(question, screen),
        body_lines(problem.explanation, screen),
        [
            screen.heading(screen.say(words.REFERENCE)),
            *code_lines(source_of(problem.reference.function), screen),
        ],
        _bullets(words.ALSO_RIGHT, accepted, "✓", GREEN, screen),
        _bullets(words.OFTEN_WRONG, _texts(mistakes), "✗", YELLOW, screen),
        _bullets(words.OTHER_RULES, _texts(others), "·", CYAN, screen),
        [screen.heading(screen.say(words.FOLLOW_UPS)), *follow_ups] if follow_ups else [],
        _cards(cards, screen),
        source_lines(question.sources, screen),
    ]
    return joined(sections)


def _cards(cards: Sequence[Entry], screen: Screen) -> list[str]:
    """Name the cards beside a problem: the question, and how to see it."""
    if not cards:
        return []
    lines = [screen.heading(screen.say(words.CARDS), screen.say(words.IN_QUIZ))]
    for one in cards:
        lines += screen.paragraph(escape(screen.say(one.title)), "  ")
        lines += screen.command(f"drill show {one.id}", "    ")
    return lines


def _texts(mistakes: Sequence[Mistake]) -> list[Text]:
    return [one.diagnosis for one in mistakes]


def _bullets(
    title: Text, texts: Sequence[Text], mark: str, style: str, screen: Screen
) -> list[str]:
    lines = [screen.heading(screen.say(title))] if texts else []
    for text in texts:
        first, *rest = filter(None, body_lines(text, screen, "    "))
        lines += [f"  {screen.paint(mark, style)} {first[4:]}", *rest]
    return lines


def _asked(ask: Text, want: Text, screen: Screen) -> list[str]:
    first, *rest = body_lines(ask, screen, "    ")
    return [f"  ? {first[4:]}", *rest, *body_lines(want, screen, "    ")]
