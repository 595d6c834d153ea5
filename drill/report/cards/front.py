"""The front of a card: what is asked, and what may be answered."""

from collections.abc import Mapping, Sequence

from drill.model.card import Card, Kind
from drill.model.cloze import pieces
from drill.report.cards import words as say
from drill.report.cards.parts import (
    INDENT,
    circled,
    hanging,
    joined,
    places,
    question_lines,
    written,
)
from drill.report.markdown.inline import literal, mark
from drill.report.markdown.lines import markdown_lines, safe, trusted_lines
from drill.report.screen import BOLD, Screen

BLANK = "____"  # as wide for every gap: its width must not tell


def front_lines(
    card: Card,
    screen: Screen,
    *,
    values: Mapping[str, float] | None = None,
    order: Sequence[int] | None = None,
) -> list[str]:
    """Lay out the question: `values` filled in, options or steps in `order`, numbered from 1."""
    question = question_lines(card, screen, values=values)
    if card.kind is Kind.ORDER:
        steps = [screen.say(card.steps[i]) for i in places(len(card.steps), order)]
        return joined(question, _numbered(steps, screen))
    if card.choices:
        options = [screen.say(card.choices[i].text) for i in places(len(card.choices), order)]
        return joined(question, _numbered(options, screen))
    if card.text is not None:
        return joined(question, _gaps(screen.say(card.text), screen))
    return question


def hint_lines(card: Card, screen: Screen) -> list[str]:
    """Lay out the hint, or else give a little of the answer away."""
    title = screen.say(say.HINT)
    if card.hint is not None:
        return [screen.heading(title), *markdown_lines(screen.say(card.hint), screen, INDENT)]
    if card.points:
        point = next((one for one in card.points if one.must), card.points[0])
        heading = screen.heading(title, screen.say(say.A_KEY_POINT))
        return [heading, *markdown_lines(screen.say(point.text), screen, INDENT)]
    return [screen.heading(title), *markdown_lines(_little(card, screen), screen, INDENT)]


def _little(card: Card, screen: Screen) -> str:
    if card.steps:
        return screen.say(say.FIRST_STEP).format(step=screen.say(card.steps[0]))
    if card.text is not None:
        (first, *_), *_ = (one for one in pieces(screen.say(card.text)) if not isinstance(one, str))
        letter = first.lstrip("$\\`*{")[:1] or first[:1]
        return screen.say(say.FIRST_LETTER).format(gap=circled(0), letter=letter)
    if card.choices:
        wrong = next((one for one in card.choices if not one.right), card.choices[0])
        return screen.say(say.NOT_THIS).format(option=screen.say(wrong.text))
    return f"`{written(card.formula)}`"


def _numbered(texts: Sequence[str], screen: Screen) -> list[str]:
    return [
        line
        for number, text in enumerate(texts, 1)
        for line in hanging(f"{INDENT}{number}  ", text, screen)
    ]


def _gaps(text: str, screen: Screen) -> list[str]:
    """Draw the gaps as numbered blanks."""
    parts, n = [], 0
    for piece in pieces(safe(text)):
        if isinstance(piece, str):
            parts.append(piece)
        else:
            parts.append(f"{mark(BOLD)}{circled(n)}{literal(BLANK)}{mark('')}")
            n += 1
    return trusted_lines("".join(parts), screen, INDENT)
