"""Marks in what the program grades: options, gaps, steps and numbers."""

from collections.abc import Sequence

from drill.model.card import Card
from drill.model.cloze import pieces
from drill.model.graded import Graded, Part
from drill.report.cards import words as say
from drill.report.cards.parts import INDENT, circled, hanging, places, shown, written
from drill.report.escape import escape
from drill.report.markdown.inline import literal, mark
from drill.report.markdown.lines import safe, trusted_lines
from drill.report.screen import BOLD, DIM, GREEN, RED, Screen

STRUCK = "9"


def choice_lines(
    card: Card, screen: Screen, order: Sequence[int] | None, graded: Graded | None
) -> list[str]:
    """List the options as they were shown: the right ones marked, and those chosen."""
    chosen = graded.chosen if graded else frozenset()
    several = sum(choice.right for choice in card.choices) > 1
    lines = []
    for number, i in enumerate(places(len(card.choices), order), 1):
        choice = card.choices[i]
        sign, style = ("✓", GREEN) if choice.right else ("✗", RED) if i in chosen else (" ", "")
        aside = say.YOURS if i in chosen else say.MISSED if chosen and choice.right else None
        text = screen.say(choice.text)
        if aside is not None and (several or aside is say.YOURS):
            text = f"{text}  {screen.say(aside)}"
        lead = f"{INDENT}{screen.paint(sign, style)} {number}  "
        lines += hanging(lead, text, screen, BOLD if choice.right else "")
    return lines


def cloze_lines(text: str, screen: Screen, graded: Graded | None) -> list[str]:
    """Fill the gaps in; where a wrong word was typed, it stands before the right one."""
    parts = graded.parts if graded else ()
    filled, notes, n = [], [], 0
    for piece in pieces(safe(text)):
        if isinstance(piece, str):
            filled.append(piece)
            continue
        part = parts[n] if n < len(parts) else None
        filled.append(_gap(piece[0], part))
        if part is not None and part.note is not None:
            notes += screen.paragraph(f"{circled(n)} {safe(screen.say(part.note))}", INDENT, DIM)
        n += 1
    return [*trusted_lines("".join(filled), screen, INDENT), *notes]


def _gap(wanted: str, part: Part | None) -> str:
    right = f"{mark(f'{BOLD};{GREEN}')}{wanted}{mark('')}"
    if part is None or part.right:
        return f"‹{right}›"
    typed = escape(" ".join(part.typed.split()))
    wrong = f"{mark(f'{RED};{STRUCK}')}{literal(typed)}{mark('')}" if typed else "…"
    return f"‹✗ {wrong} → {right}›"


def order_lines(card: Card, screen: Screen, graded: Graded | None) -> list[str]:
    """List the steps in the right order; what stood elsewhere is marked."""
    parts = graded.parts if graded else ()
    typed = [part.typed for part in parts]
    lines = []
    for i, step in enumerate(card.steps):
        text, sign, style = screen.say(step), " ", ""
        if i < len(parts):
            sign, style = ("✓", GREEN) if parts[i].right else ("✗", RED)
        lead = f"{INDENT}{screen.paint(sign, style)} {i + 1}  " if parts else f"{INDENT}{i + 1}  "
        if i < len(parts) and not parts[i].right and text in typed:
            text = f"{text}  {screen.say(say.YOU_PUT_IT).format(n=typed.index(text) + 1)}"
        lines += hanging(lead, text, screen)
    return lines


def number_lines(
    card: Card, screen: Screen, expected: float | None, graded: Graded | None
) -> list[str]:
    """Show the formula, then the same with its numbers and the result."""
    formula = written(card.formula)
    unit = f" {screen.say(card.unit)}" if card.unit is not None else ""
    lines = screen.paragraph(formula, INDENT, DIM)
    if graded is not None and graded.worked:
        return lines + screen.paragraph(written(graded.worked) + unit, INDENT, BOLD)
    if expected is not None:
        sign = "=" if float(shown(expected)) == expected else "≈"
        return screen.paragraph(f"{formula} {sign} {shown(expected)}{unit}", INDENT, BOLD)
    return lines
