"""Parts of a card that its front and its back share."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from drill.model.card import Card, Kind
from drill.report import card_words as say
from drill.report.escape import escape_lines
from drill.report.highlight import code_lines
from drill.report.markdown import markdown_lines, trusted_lines
from drill.report.screen import BOLD, DIM, Screen
from drill.report.words import LEVELS
from drill.report.wrap import cells

INDENT = "  "
_NAME = re.compile(r"\{(\w+)\}")


def question_lines(
    card: Card, screen: Screen, *, values: Mapping[str, float] | None = None
) -> list[str]:
    """Say what is asked, what it is about, and the code it is about."""
    ask = screen.say(card.ask)
    if card.kind is Kind.NUMBER:
        ask = _NAME.sub(lambda found: _value(found, values or {}), ask)
    facts = [
        screen.say(LEVELS[card.level]),
        ", ".join(card.topics),
        screen.say(say.KINDS[card.kind]),
    ]
    right = sum(choice.right for choice in card.choices)
    if right > 1:
        facts.append(screen.say(say.SEVERAL).format(n=right))
    lines = markdown_lines(ask, screen, "", BOLD)
    lines += screen.paragraph(" · ".join(filter(None, facts)), INDENT, DIM)
    if card.code:
        inside = replace(screen, width=screen.width - len(INDENT))
        source = escape_lines(card.code.rstrip())
        lines += [
            "",
            *(INDENT + one for one in code_lines(source, "python", inside, numbered=True)),
        ]
    return lines


def hanging(lead: str, text: str, screen: Screen, *styles: str, trusted: bool = False) -> list[str]:
    """Lay out Markdown behind `lead`, which is as wide as it looks; the rest hangs below."""
    lay_out = trusted_lines if trusted else markdown_lines
    margin = " " * _seen(lead)
    first, *rest = lay_out(text, screen, margin, *styles) or [margin]
    return [(lead + first[len(margin) :]).rstrip(), *rest]


def shown(value: float) -> str:
    """Write a number as people do."""
    whole = float(value).is_integer() and abs(value) < 1e15
    return str(int(value)) if whole else f"{value:.6g}"


def places(n: int, order: Sequence[int] | None) -> Sequence[int]:
    """Give which of `n` options stands in each place."""
    return order if order is not None and sorted(order) == list(range(n)) else range(n)


def circled(i: int) -> str:
    """Give the sign of gap `i`, from 0."""
    return chr(0x2460 + i) if i < 20 else f"({i + 1})"


def joined(*sections: Sequence[str]) -> list[str]:
    """Put sections under each other, an empty line between."""
    lines: list[str] = []
    for section in sections:
        lines += ["", *section] if lines and section else section
    return lines


def _value(found: re.Match[str], values: Mapping[str, float]) -> str:
    name = found[1]
    return shown(values[name]) if name in values else name


def _seen(lead: str) -> int:
    return cells(re.sub(r"\x1b\[[\d;]*m", "", lead))
