"""The back of a card: the answer, and what was right in the one that was given."""

from collections.abc import Mapping, Sequence

from drill.model.card import Card, Kind
from drill.model.expression import evaluate
from drill.model.graded import Graded
from drill.model.text import Text
from drill.report.cards import words as say
from drill.report.cards.marks import choice_lines, cloze_lines, number_lines, order_lines
from drill.report.cards.parts import INDENT, dotted, hanging, joined, question_lines
from drill.report.cards.points import answer_lines, point_lines, verdict_of_points
from drill.report.markdown.lines import markdown_lines
from drill.report.screen import BOLD, DIM, GREEN, RED, YELLOW, Screen
from drill.report.words import FOLLOW_UPS


def back_lines(
    card: Card,
    screen: Screen,
    *,
    values: Mapping[str, float] | None = None,
    order: Sequence[int] | None = None,
    graded: Graded | None = None,
    follow_ups: Sequence[Text] = (),
) -> list[str]:
    """Lay out the answer; where the program `graded` one, mark what was right and wrong in it."""
    answer = []
    if card.answer is not None:
        title = say.ANSWER if card.points else say.WHY
        answer = [screen.heading(screen.say(title))]
        answer += markdown_lines(screen.say(card.answer), screen, INDENT)
    return joined(
        _verdict(card, graded, screen) if graded else [],
        _solution(card, screen, values, order, graded),
        answer_lines(graded, screen) if graded and graded.hits else [],
        point_lines(card, screen, graded),
        answer,
        _errata(card.errata, screen) if card.errata else [],
        _follow_ups(follow_ups, screen),
        _sources(card.sources, screen),
    )


def page_lines(
    card: Card,
    screen: Screen,
    *,
    values: Mapping[str, float] | None = None,
    order: Sequence[int] | None = None,
    graded: Graded | None = None,
    follow_ups: Sequence[Text] = (),
) -> list[str]:
    """Lay out the question and the answer on one page, options and gaps only once."""
    back = back_lines(
        card, screen, values=values, order=order, graded=graded, follow_ups=follow_ups
    )
    return joined(question_lines(card, screen, values=values), back)


def _verdict(card: Card, graded: Graded, screen: Screen) -> list[str]:
    """Say in a line whether the answer was right."""
    if not graded.typed.strip():
        return [screen.paint(f"– {screen.say(say.NOT_ANSWERED)}", BOLD, YELLOW)]
    if graded.hits:
        return verdict_of_points(card, graded, screen)
    if graded.right:
        return [screen.paint(f"✓ {screen.say(say.RIGHT)}", BOLD, GREEN)]
    text = screen.say(say.WRONG)
    right = sum(part.right for part in graded.parts)
    if card.kind in (Kind.CLOZE, Kind.ORDER) and len(graded.parts) > 1:
        counted = say.GAPS_RIGHT if card.kind is Kind.CLOZE else say.STEPS_RIGHT
        text = screen.say(counted).format(right=right, n=len(graded.parts))
    elif card.kind is Kind.NUMBER and graded.message:
        text = screen.say(say.WRONG_SINCE).format(why=screen.say(graded.message))
    return hanging(screen.paint("✗ ", BOLD, RED), _literally(text), screen, BOLD, RED)


def _solution(
    card: Card,
    screen: Screen,
    values: Mapping[str, float] | None,
    order: Sequence[int] | None,
    graded: Graded | None,
) -> list[str]:
    """Lay out what the program can grade, as it should have been."""
    if card.kind is Kind.NUMBER:
        return number_lines(card, screen, _expected(card, values, graded), graded)
    if card.kind is Kind.ORDER:
        return order_lines(card, screen, graded)
    if card.choices:
        return choice_lines(card, screen, order, graded)
    if card.text is not None:
        return cloze_lines(screen.say(card.text), screen, graded)
    return []


def _expected(
    card: Card, values: Mapping[str, float] | None, graded: Graded | None
) -> float | None:
    if graded is not None and graded.expected is not None:
        return graded.expected
    return evaluate(card.formula, values) if values else None


def _errata(text: Text, screen: Screen) -> list[str]:
    """Say beside the answer what the notes say, and why that is wrong."""
    bar = screen.paint("┃ ", YELLOW)
    title = screen.paint(screen.say(say.IN_THE_NOTES), BOLD)
    return [bar + title, *(bar + one[2:] for one in markdown_lines(screen.say(text), screen, "  "))]


def _follow_ups(texts: Sequence[Text], screen: Screen) -> list[str]:
    lines = [screen.heading(screen.say(FOLLOW_UPS))] if texts else []
    return lines + [
        line for text in texts for line in hanging(f"{INDENT}? ", screen.say(text), screen)
    ]


def _sources(sources: Sequence[str], screen: Screen) -> list[str]:
    if not sources:
        return []
    first = screen.say(say.SOURCES).format(sources=sources[0])
    return dotted([first, *sources[1:]], screen, INDENT, DIM)


def _literally(text: str) -> str:
    """Keep words that are no Markdown from being read as such."""
    return "".join(f"\\{one}" if one in "\\`*$[]<!#|>" else one for one in text)
